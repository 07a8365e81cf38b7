// spec E12.10
// Each level has its method.
// gives: [true,true,true,true,true]
// prints: Debug: debug
// prints: Log: log
// prints: Info: info
// prints: Warn: warn
// prints: Error: error
return ['debug', 'log', 'info', 'warn', 'error'].map(name => console[name](name) === undefined);
