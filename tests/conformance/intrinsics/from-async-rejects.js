// spec E17.1
// What goes wrong rejects the promise; nothing is thrown.
// gives: ["TypeError","mine","later","TypeError"]
const reason = async promise => { try { await promise; return 'did'; } catch (e) { return e.name === 'Error' ? e.message : e.name; } };
return [await reason(Array.fromAsync([], 5)), await reason(Array.fromAsync({ get length() { throw Error('mine'); } })),
  await reason(Array.fromAsync([Promise.reject(Error('later'))])), await reason(Array.fromAsync(null))];
