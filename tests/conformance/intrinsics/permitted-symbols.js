// spec E4.3
// The well-known symbols.
// gives: asyncDispose asyncIterator dispose for hasInstance isConcatSpreadable iterator keyFor length match matchAll name prototype replace search species split toPrimitive toStringTag unscopables
return Object.getOwnPropertyNames(Symbol).sort().join(' ');
