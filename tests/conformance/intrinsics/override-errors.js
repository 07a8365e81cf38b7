// spec E2
// Errors get names and messages of their own.
// gives: ["Mine: n","message","text"]
const error = Error('m');
error.name = 'Mine';
error.message = 'n';
const text = String(error);
const plain = new TypeError();
plain.message = 'message';
plain.toString = () => 'text';
return [text, plain.message, String(plain)];
