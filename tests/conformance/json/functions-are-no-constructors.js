// spec E14.10
// None of them is a constructor, nor has a prototype.
// gives: ["TypeError","TypeError",false,"TypeError"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
return [
  attempt(() => new JSON.parse('1')),
  attempt(() => new JSON.stringify(1)),
  Object.hasOwn(JSON.parse, 'prototype'),
  attempt(() => JSON()),
];
