// spec E9.14
// The namespace can be had before the module, and answers nothing yet.
// gives: ["TypeError","TypeError","TypeError","TypeError"]
const early = new Compartment().module('m');
return [() => early.x, () => 'x' in early, () => Object.keys(early), () => Object.getOwnPropertyDescriptor(early, 'x')].map(ask => {
  try {
    return ask();
  } catch (error) {
    return error.name;
  }
});
