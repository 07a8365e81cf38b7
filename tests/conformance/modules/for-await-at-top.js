// spec E9.16
// `for await` counts as well.
// gives: [1,2]
return (await new Compartment({ __options__: true, modules: { m: { source: 'export const all = []; for await (const x of [Promise.resolve(1), 2]) all.push(x);' } } }).import('m')).namespace.all;
