// spec E14.7
// An object that was left may come again, at any depth.
// gives: true
const shared = [];
let value = [shared, shared];
for (let i = 0; i < 100; i++) value = [shared, value, shared];
return JSON.stringify(value).length > 500;
