// spec E9.3
// The tag is that of the proposal.
// gives: [object ModuleSource]
return String(new ModuleSource(''));
