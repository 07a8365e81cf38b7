// spec V6.6
// Text without references.
// gives: ["[{\"@qclass\":\"undefined\"},{\"@qclass\":\"bigint\",\"digits\":\"1\"},{\"a\":{\"@qclass\":\"NaN\"}}]",true,"{\"@qclass\":\"error\",\"message\":\"e\",\"name\":\"Error\"}"]
const marshal = await import('@endo/marshal');
const { stringify, parse } = marshal; const data = harden([undefined, 1n, { a: NaN }]);
return [stringify(data), stringify(parse(stringify(data))) === stringify(data), stringify(harden(Error('e')))];
