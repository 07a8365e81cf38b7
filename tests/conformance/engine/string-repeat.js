// spec E18.7
// Shorter ones are made.
// gives: ["ababab","é😀é😀","","",1000000]
return ['ab'.repeat(3), 'é\u{1F600}'.repeat(2), ''.repeat(2 ** 28), 'x'.repeat(0), 'x'.repeat(1e6).length];
