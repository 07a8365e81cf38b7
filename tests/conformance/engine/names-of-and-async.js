// spec E18.17
// `of` and `async` as names: parameters, labels, classes, what is imported.
// gives: [[2,3],[1],"async",[5,4],"left",7,6,3,4]
const loop = () => { of: for (;;) { async: for (;;) { break of; } } return 'left'; };
const made = async async => async;
function* give() { const of = 7; yield of; }
const async = x => x + 1;
const c = new Compartment({ __options__: true, __noNamespaceBox__: true, modules: {
  a: { source: 'export default 4;' },
  m: { source: "import async from 'a'; import of from 'a'; export default (async + of) / 2;" },
} });
return [[1, 2].map(of => of + 1), [1].map(async => async), (async => 'async')(1), [await made(5), c.importNow('m').default],
  loop(), give().next().value, (class of { static x = 6; }).x, (async)(2), 16 / 2 / 2];
