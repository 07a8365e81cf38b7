// spec E10.3
// `constructor` of every kind of function.
// gives: confined
const kinds = [() => {}, function () {}, async () => {}, function* () {}, async function* () {}, class {}, { m() {} }.m, (() => {}).bind()];
return kinds.flatMap(f => {
  try { return [f.constructor, f.constructor('return this')()]; } catch (e) { return [f.constructor, e]; }
});
