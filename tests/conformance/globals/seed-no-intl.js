// spec E4
// `Intl` is not there.
// gives: undefined
return typeof Intl;
