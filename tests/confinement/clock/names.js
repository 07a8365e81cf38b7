// spec E4
// Names under which hosts have clocks.
// gives: confined
const names = ['performance', 'setTimeout', 'setInterval', 'requestAnimationFrame', 'Temporal', 'Atomics', 'SharedArrayBuffer', 'scheduler', 'Intl', 'crypto', 'hrtime'];
return { clock: [true, ...names.map(name => !(name in globalThis))] };
