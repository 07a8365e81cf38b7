// spec E1
// The global object is no channel: the message of the guide cannot be left there.
// throws: TypeError
globalThis.heyBuddyAreYouOutThere = 'exfiltrated message';
