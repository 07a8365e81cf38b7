// spec E14.10
// The tag is `JSON`, and cannot be changed.
// gives: [{"value":"JSON","writable":false,"enumerable":false,"configurable":false},"[object JSON]"]
return [Object.getOwnPropertyDescriptor(JSON, Symbol.toStringTag), Object.prototype.toString.call(JSON)];
