// spec E14.10
// The functions are those of the language: their names, lengths and attributes.
// gives: parse 2,stringify 3,rawJSON 1,isRawJSON 1,[object JSON]
const { parse, stringify, rawJSON, isRawJSON } = JSON;
return [...[parse, stringify, rawJSON, isRawJSON].map(f => `${f.name} ${f.length}`), String(JSON)].join();
