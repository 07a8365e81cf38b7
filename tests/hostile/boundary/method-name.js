// spec P6.3
// Messages to methods whose names are odd.
// gives: ["TypeError","Error","did","TypeError","TypeError"]
const names = ['', '__proto__', 'constructor', '#tag', 'x'.repeat(1e6)];
return Promise.all(names.map(name => E(vats.neighbour)[name]().then(() => 'did', e => e.name)));
