// spec E16.6
// It takes nothing else.
// option: dateStrings=iso
// gives: ["Invalid Date","Invalid Date","Invalid Date","Invalid Date","Invalid Date"]
return ['Jan 1, 1970', '', '2020-02-30', '1970-01-01 00:00', new Date(0).toString()].map(text => String(new Date(text)));
