// spec E8.12
// Names of sources are only text.
// gives: confined
const found = [];
for (const text of ['this\n//# sourceURL=judge.js', 'throw new Error("x")\n//# sourceURL=../../judge.js', 'import("./judge.js")\n//# sourceURL=judge.js']) {
  try { found.push(await (0, eval)(text)); } catch (e) { found.push(e, e.stack); }
}
return found;
