// spec E18.2
// A function with the name of a parameter takes its place in the body only.
// gives: ["function",1]
return (function (a, b = () => a) { function a() {} return [typeof a, b()]; })(1);
