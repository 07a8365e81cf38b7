// spec E11.4
// A revoked proxy is refused before anything is frozen.
// gives: ["TypeError",false]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
const graph = { a: {}, proxy };
return [attempt(() => harden(graph)), Object.isFrozen(graph.a)];
