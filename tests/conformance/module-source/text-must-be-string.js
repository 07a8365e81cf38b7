// spec E9.1
// Nothing is turned into a text.
// gives: ["TypeError","TypeError","TypeError","TypeError"]
return [undefined, null, 1, { toString: () => '' }].map(value => {
  try {
    return new ModuleSource(value);
  } catch (error) {
    return error.name;
  }
});
