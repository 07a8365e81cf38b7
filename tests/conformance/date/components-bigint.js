// spec E16.4
// A bigint among the components throws, as in the language.
// throws: TypeError
return new Date(2020n, 1);
