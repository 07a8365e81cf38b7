// spec V3.2
// Nothing writes to an immutable buffer.
// gives: ["TypeError,TypeError,TypeError,TypeError,TypeError,TypeError,TypeError,TypeError,TypeError",[1,2]]
const i = new Uint8Array([1, 2]).buffer.transferToImmutable(), a = new Uint8Array(i);
const tries = [() => { a[0] = 9 }, () => a.fill(9), () => a.set([9]), () => a.reverse(), () => a.sort(), () => a.copyWithin(0, 1), () => new DataView(i).setInt8(0, 9), () => i.resize(1), () => i.transfer()];
return [tries.map(f => { try { f(); return 'wrote' } catch (e) { return e.name } }).join(), [...a]];
