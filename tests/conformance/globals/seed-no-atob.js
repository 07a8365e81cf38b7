// spec E4
// `atob` and `btoa` are not available.
// gives: undefined undefined
return `${typeof atob} ${typeof btoa}`;
