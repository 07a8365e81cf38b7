// spec E18.4
// Out of nested finally blocks every jump goes where it was meant to.
// gives: ["e","a","f","b","f","c","d"]
const f = c => {
  l: for (;;) {
    try { try { try { if (c === 1) return 'a'; if (c === 2) break l; } finally { if (c === 3) return 'b'; if (c === 4) break l; } }
    finally { if (c === 5) return 'c'; } } finally { if (c === 6) return 'd'; }
    return 'e';
  }
  return 'f';
};
return [0, 1, 2, 3, 4, 5, 6].map(f);
