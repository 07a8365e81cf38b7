// spec M6
// An error whose causes go a hundred thousand deep, thrown to the outside.
// throws: Error: top
// limit: 60000000
let e = new Error('bottom');
for (let i = 0; i < 100000; i += 1) e = new Error('top', { cause: e });
throw e;
