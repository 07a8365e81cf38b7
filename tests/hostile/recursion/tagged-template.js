// spec M6
// A tag that tags.
// ends: stack limit
const tag = () => tag`x${1}y`;
return tag`x`;
