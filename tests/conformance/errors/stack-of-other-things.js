// spec E13.1, E19.23
// The getter gives undefined for what is no error.
// gives: [true,true,true,true]
const { get } = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
return [{}, 5, undefined, Object.create(new Error('x'))].map(v => get.call(v) === undefined);
