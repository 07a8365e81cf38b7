// spec M5
// An array joined by a long text.
// throws: RangeError
return new Array(1e5).join('x'.repeat(1e5)).length;
