// spec G50
// clear removes all entries.
// gives: [0,[],true]
baggage.addAll([['a', 1], ['b', 2]]); baggage.clear(); const empty = [baggage.getSize(), [...baggage.entries()]]; baggage.init('a', 3); return [...empty, baggage.has('a')];
