// spec E4.2
// What `setImmediate` is for is done with a promise: it runs when the present code has ended.
// gives: ["now","later"]
const order = [];
const later = Promise.resolve().then(() => order.push('later'));
order.push('now');
await later;
return order;
