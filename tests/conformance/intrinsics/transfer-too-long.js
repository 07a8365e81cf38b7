// spec E17.4
// A buffer that cannot be made leaves the old one as it was.
// gives: ["RangeError",false,4,"RangeError",false]
const buffer = new ArrayBuffer(4, { maxByteLength: 16 });
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const first = attempt(() => buffer.transfer(17));
const state = [buffer.detached, buffer.byteLength];
return [first, ...state, attempt(() => buffer.transferToFixedLength(2 ** 53 - 1)), buffer.detached];
