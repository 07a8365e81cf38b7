// spec E16.1
// Nobody can give `Date` a clock.
// throws: TypeError
Date.now = () => 0;
