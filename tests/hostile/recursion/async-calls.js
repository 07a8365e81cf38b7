// spec M6
// An asynchronous function that awaits itself before anything else.
// ends: stack limit
const f = async () => { await f(); };
await f();
