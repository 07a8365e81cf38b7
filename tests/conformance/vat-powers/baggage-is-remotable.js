// spec G50
// baggage is a remotable with the interface of a map store.
// gives: [object Alleged: mapStore]
return String(baggage);
