// spec M6
// No handler sees the end, however many there are.
// ends: stack limit
let caught = 0;
const f = () => {
  try { f(); } catch { caught += 1; } finally { caught += 1; }
};
f();
return caught;
