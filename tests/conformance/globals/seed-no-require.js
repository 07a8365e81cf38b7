// spec E4
// `require`, `module` and `exports` belong to the tools that make bundles; vat code does not see them.
// gives: undefined
return [...new Set([typeof require, typeof module, typeof exports])].join();
