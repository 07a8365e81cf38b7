// spec E14.8
// Quotation marks, backslashes and control characters are escaped, shortly where there is a short form.
// gives: "\"\\/\b\f\n\r\t\u0000\u001f\u000b"
return JSON.stringify('"\\/\b\f\n\r\t\0\u001f\v\u007f');
