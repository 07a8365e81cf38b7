// spec G50
// A new vat has an empty baggage.
// gives: [0,[],false]
return [baggage.getSize(), [...baggage.keys()], baggage.has('a')];
