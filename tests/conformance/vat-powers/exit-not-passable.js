// spec P6.5
// A completion that cannot be passed is refused, and the vat goes on.
// gives: ["Error",true]
try { vatPowers.exitVat({ f() {} }); } catch (e) { return [e.name, e.message.length > 0]; }
