// spec G50
// undefined is a value like others.
// gives: [true,true,1]
baggage.init('a', undefined); return [baggage.has('a'), baggage.get('a') === undefined, baggage.getSize()];
