// spec E14.4
// The third argument holds the text of a primitive value.
// gives: -0.50e1 "\u0041" true null
const sources = [];
JSON.parse('[-0.50e1, "\\u0041", true, null]', (key, value, { source }) => {
  if (source !== undefined) sources.push(source);
  return value;
});
return sources.join(' ');
