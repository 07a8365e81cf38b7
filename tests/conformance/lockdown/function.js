// spec E15.1
// It is an ordinary function of one argument, frozen.
// gives: ["lockdown",1,true,false]
return [lockdown.name, lockdown.length, Object.isFrozen(lockdown), 'prototype' in lockdown];
