// spec G20
// A weak collection works whatever became of its keys.
// gives: 1000
const m = new WeakMap(); const kept = []; for (let i = 0; i < 50000; i += 1) { const k = {}; m.set(k, { k }); if (i % 50 === 0) kept.push(k); } return kept.filter(k => m.get(k).k === k).length;
