// spec G51
// Each get gives a fresh, hardened value.
// gives: [false,true]
baggage.init('a', harden([[]])); return [baggage.get('a') === baggage.get('a'), Object.isFrozen(baggage.get('a')[0])];
