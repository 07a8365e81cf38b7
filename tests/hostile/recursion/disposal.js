// spec M6
// A disposal that disposes of another.
// ends: stack limit
const f = () => { using x = { [Symbol.dispose]: f }; };
f();
