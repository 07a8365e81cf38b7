// spec E10.6
// `new eval` makes nothing and is no direct call; a call among its arguments is one.
// gives: ["TypeError","TypeError","SyntaxError"]
const compartment = new Compartment();
return ['new eval', 'new eval("1")', 'new Array(eval("1"))'].map(text => {
  try {
    return compartment.evaluate(text);
  } catch (error) {
    return error.name;
  }
});
