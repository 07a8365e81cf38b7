// spec E17.1
// `Error.isError` knows what was made as an error, whatever it inherits.
// gives: [true,true,true,false,false,false,false]
const plain = Error('x');
Object.setPrototypeOf(plain, null);
class Mine extends RangeError {}
return [Error(), new Mine(), plain, Object.create(Error.prototype), { name: 'Error', message: '' }, new Proxy(Error(), {}), undefined].map(Error.isError);
