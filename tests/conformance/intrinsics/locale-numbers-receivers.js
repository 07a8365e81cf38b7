// spec E17.6
// They are methods of numbers and bigints still.
// gives: ["TypeError","TypeError"]
return [Number, BigInt].map(kind => { try { return kind.prototype.toLocaleString.call('1'); } catch (e) { return e.name; } });
