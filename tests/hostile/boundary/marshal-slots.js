// spec P6.3
// Data whose slots are odd.
// gives: done
const { makeMarshal } = await import('@endo/marshal');
const m = makeMarshal(x => x, x => x);
for (const body of ['#"$0"', '#"&0"', '#"$-1"', '#"$1e9"', '#"$99999999999999999999"', '#"$0.x"', '#"#x"', '#{"#tag":1}', '#{"#error":1}', '"x"', '{"@qclass":"slot","index":5}', '#"+x"', '#', '', 'null']) {
  for (const slots of [[], ['o+0'], new Proxy([], {}), null, undefined, 'x']) {
    try { m.fromCapData({ body, slots }); } catch (e) { typeof e; }
  }
}
return 'done';
