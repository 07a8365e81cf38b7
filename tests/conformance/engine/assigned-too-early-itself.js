// spec E18.2
// Nor in its own initializer.
// gives: ["ReferenceError","ReferenceError","ReferenceError"]
const names = [];
for (const f of [() => { let x = (x = 1); }, () => { let { a = (x = 4), ...x } = {}; }, () => { for (let i = i; ;) break; }])
  try { f(); names.push('none'); } catch (e) { names.push(e.name); }
return names;
