// spec P6.3
// A body of data a hundred thousand deep.
// throws: Error
const { makeMarshal } = await import('@endo/marshal');
return typeof makeMarshal().fromCapData({ body: '#' + '['.repeat(1e5) + ']'.repeat(1e5), slots: [] });
