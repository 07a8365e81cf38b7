// spec E2
// Neither is it when code has become used to heirs.
// gives: ["function","own"]
const write = (object, value) => { try { object.push = value; } catch {} };
const list = [];
for (let i = 0; i < 200; i += 1) write(list, 'own');
for (let i = 0; i < 200; i += 1) write(Array.prototype, 'bad');
return [typeof Array.prototype.push, list.push];
