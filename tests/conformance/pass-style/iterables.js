// spec V4.6
// Far iterables over other iterables.
// gives: [[2,4],[1,3]]
const pass = await import('@endo/pass-style');
return [[...pass.mapIterable([1, 2], x => x * 2)], [...pass.filterIterable(new Set([1, 2, 3]), x => x !== 2)]];
