// spec E4
// `URL` and `URLSearchParams` are not available.
// gives: undefined undefined
return `${typeof URL} ${typeof URLSearchParams}`;
