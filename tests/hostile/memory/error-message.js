// spec M5
// An error with a message of tens of millions of characters, sent to another vat.
// ends: memory limit
throw new Error('x'.repeat(3e7));
