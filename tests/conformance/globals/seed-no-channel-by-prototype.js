// spec E1
// Nor by another prototype.
// throws: TypeError
Object.setPrototypeOf(globalThis, { heyBuddyAreYouOutThere: 'exfiltrated message' });
