// spec G50
// addAll adds and changes.
// gives: [["a",3],["b",2]]
baggage.init('a', 1); baggage.addAll([['b', 2], ['a', 3]]); return [...baggage.entries()];
