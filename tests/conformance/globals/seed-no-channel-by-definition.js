// spec E1
// Nor by a definition.
// throws: TypeError
Object.defineProperty(globalThis, 'heyBuddyAreYouOutThere', { value: 'exfiltrated message' });
