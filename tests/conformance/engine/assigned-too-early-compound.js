// spec E18.2
// Nor by another operator.
// gives: ["ReferenceError","ReferenceError","ReferenceError","ReferenceError","ReferenceError","ReferenceError"]
const names = [];
for (const f of [() => { x += 1; let x; }, () => { x++; let x; }, () => { x ??= 1; let x; }, () => { [x] = [1]; let x; },
  () => { ({ x } = {}); let x; }, () => { for (x of [1]); let x; }]) try { f(); names.push('none'); } catch (e) { names.push(e.name); }
return names;
