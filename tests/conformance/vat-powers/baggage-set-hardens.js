// spec G50
// set hardens the value, init wants a hardened one.
// gives: [true,"Error"]
const value = {}; baggage.init('a', 1); baggage.set('a', value); try { baggage.init('b', {}); } catch (e) { return [Object.isFrozen(value), e.name]; }
