// spec E17.1
// `Promise.try` catches what is thrown at once.
// gives: ["mine",3]
const caught = await Promise.try(() => { throw Error('mine'); }).catch(e => e.message);
return [caught, await Promise.try((a, b) => a + b, 1, 2)];
