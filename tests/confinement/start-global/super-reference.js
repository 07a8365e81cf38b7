// spec E8.6
// `super` in methods and static blocks.
// gives: confined
const o = { m() { return [super.constructor, super.toString, super.__proto__]; } };
class A { static s = [this, super.constructor]; static m() { return super.prototype; } }
return [o.m(), A.s, A.m(), Object.setPrototypeOf({ m() { return super.x; } }, globalThis).m()];
