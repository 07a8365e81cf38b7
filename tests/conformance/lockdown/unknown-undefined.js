// spec E15.2
// An unknown option counts even if it is undefined.
// throws: Error: lockdown(): non supported option ["foo"]
lockdown({ foo: undefined });
