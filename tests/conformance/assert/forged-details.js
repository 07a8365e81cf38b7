// spec E12.3
// What looks like details and is none is refused.
// gives: ["TypeError: unrecognized details {\"toString\":\"[Function toString]\"}","TypeError: unrecognized details {}","TypeError: unrecognized details \"[Proxy]\"","TypeError: unrecognized details 7"]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
const likes = [{ toString() { return 'forged'; } }, Object.create(Object.getPrototypeOf(X`a`)), new Proxy(X`a`, {}), 7];
return likes.map(like => said(() => assert(false, like)));
