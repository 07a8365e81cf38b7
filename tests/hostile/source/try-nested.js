// spec M6
// Twenty thousand `try` in `try`.
// ends: stack limit
// limit: 100000000
return (0, eval)('try{'.repeat(2e4) + '}finally{}'.repeat(2e4));
