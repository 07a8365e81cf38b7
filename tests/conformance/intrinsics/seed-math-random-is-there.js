// spec E17.5
// `Math.random` is still a function, so that libraries load.
// gives: function
return typeof Math.random;
