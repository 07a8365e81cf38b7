// spec E2, E19.61
// Assigning to an heir what its prototype has frozen makes an own property.
// gives: ["own",["toString"],true]
const heir = {};
heir.toString = () => 'own';
const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(heir, 'toString');
return [String(heir), Object.keys(heir), writable && enumerable && configurable];
