// spec M3, M5
// Sources of modules without end.
// ends: compute limit
for (let i = 0; ; i += 1) new ModuleSource(`export const a${i} = ${i};`);
