// spec E8.7
// Loops at the top of a text.
// gives: [3,[0,2,4],"abc"]
return new Compartment().evaluate('let n = 0, list = [], text = ""; outer: for (let i = 0; ; i++) { for (;;) { if (i === 3) break outer; list.push(i * 2); continue outer; } } for (const k in { a: 1, b: 1, c: 1 }) text += k; while (n < 3) n++; [n, list, text]');
