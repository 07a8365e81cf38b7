// spec E10.4
// `arguments.callee` and what `arguments` inherit.
// gives: confined
function spy() { try { return [arguments.callee, arguments.callee.caller]; } catch (e) { return [e, Object.getPrototypeOf(arguments), Object.getOwnPropertyDescriptors(arguments)]; } }
return call(spy, 1, 2);
