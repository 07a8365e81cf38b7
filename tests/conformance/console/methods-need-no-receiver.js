// spec E12.10
// A method works by itself and has a name.
// gives: ["log",0]
// prints: Log: alone
const { log } = console;
log('alone');
return [log.name, log.length];
