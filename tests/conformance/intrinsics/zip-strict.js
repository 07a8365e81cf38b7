// spec E17.1
// Or insists that all are equally long.
// gives: [[[1,"a"]],"TypeError","TypeError"]
const attempt = iterables => { try { return [...Iterator.zip(iterables, { mode: 'strict' })]; } catch (e) { return e.name; } };
return [attempt([[1], ['a']]), attempt([[1], []]), attempt([[], ['a']])];
