// spec E2
// Errors made of functions too.
// gives: ["MyError: why",true]
function MyError(message) { this.message = message; }
MyError.prototype = Object.create(Error.prototype);
MyError.prototype.name = 'MyError';
MyError.prototype.constructor = MyError;
return [String(new MyError('why')), new MyError() instanceof Error];
