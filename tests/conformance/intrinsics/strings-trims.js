// spec E17.2
// `trimLeft` and `trimRight` are `trimStart` and `trimEnd`.
// gives: [true,true,"trimStart","trimEnd"]
const { trimLeft, trimRight, trimStart, trimEnd } = String.prototype;
return [trimLeft === trimStart, trimRight === trimEnd, trimLeft.name, trimRight.name];
