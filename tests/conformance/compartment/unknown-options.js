// spec E8.3
// Options that nobody knows mean nothing.
// gives: <unknown>
return new Compartment({ nmae: 'x', __native__: true, __options__: true }).name;
