// spec G52
// The order is that of the UTF-8 bytes.
// gives: B,a,é,￿,😀
for (const key of ['\u{1f600}', 'a', '\uffff', 'B', 'é']) baggage.init(key, 0); return [...baggage.keys()].join();
