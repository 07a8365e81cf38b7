// spec E17.1
// Grouping.
// gives: [{"odd":[1,3],"even":[2]},[[true,[1,3]],[false,[2]]]]
return [Object.groupBy([1, 2, 3], n => (n % 2 ? 'odd' : 'even')), [...Map.groupBy([1, 2, 3], n => n % 2 === 1)]];
