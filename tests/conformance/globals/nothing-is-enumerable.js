// spec E4.4
// No global of a vat or of a compartment is enumerable, those that are no part of the language neither.
// gives: [[],[],[]]
const enumerable = global => Reflect.ownKeys(global).filter(key => Object.getOwnPropertyDescriptor(global, key).enumerable).map(String);
const { globalThis: inner } = new Compartment();
return [enumerable(globalThis), enumerable(inner), enumerable(new inner.Compartment().globalThis)];
