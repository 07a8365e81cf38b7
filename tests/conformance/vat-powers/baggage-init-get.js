// spec G50, G51
// What was put in is read back.
// gives: [1,{"b":[2]},2]
baggage.init('a', 1); baggage.init('c', harden({ b: [2] })); return [baggage.get('a'), baggage.get('c'), baggage.getSize()];
