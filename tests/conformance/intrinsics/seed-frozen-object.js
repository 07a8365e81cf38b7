// spec E1
// `Object` is no channel: no property can be added to it.
// throws: TypeError
Object.heyBuddy = 'message';
