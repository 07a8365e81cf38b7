// spec E17.2
// `substr` converts this, the start and the length, in this order.
// gives: this,start,length
const order = [];
const say = (name, value) => ({ toString() { order.push(name); return value; }, valueOf() { order.push(name); return value; } });
String.prototype.substr.call(say('this', 'abc'), say('start', 0), say('length', 1));
return order.join();
