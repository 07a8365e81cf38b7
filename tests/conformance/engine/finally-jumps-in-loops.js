// spec E18.4
// Also in loops that go on.
// gives: ["end","a1","end","end","end","i","o","t","i","o","t","i","o","i","o","i","o","i","o","o"]
const log = [];
const f = c => {
  for (const v of [1, 2]) {
    try { try { if (c === 1) return 'a' + v; if (c === 2) continue; if (c === 3) break; } finally { if (c === 4) break; log.push('i'); } }
    finally { log.push('o'); }
    log.push('t');
  }
  return 'end';
};
return [0, 1, 2, 3, 4].map(f).concat(log);
