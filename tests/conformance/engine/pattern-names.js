// spec E18.9
// Functions in defaults take the name of their variable.
// gives: ["f","g"]
let f, g;
({ f = () => {}, ['x']: g = class {} } = {});
return [f.name, g.name];
