// spec E15.3
// The vat remembers the call in later cranks, also when it was restored from its image.
// throws: TypeError: Already locked down at (a TypeError) (SES_ALREADY_LOCKED_DOWN)
lockdown();
const helper = Far('helper', { again: () => lockdown() });
await E(helper).again();
