// spec E14.5
// Arrays, objects, strings, numbers, booleans and null have forms.
// gives: {"a":[1,"two",true,false,null],"b":{"c":{}},"d":[]}
return JSON.stringify({ a: [1, 'two', true, false, null], b: { c: {} }, d: [] });
