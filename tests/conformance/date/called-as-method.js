// spec E16.1
// What `Date` is called on makes no difference.
// gives: ["Invalid Date","Invalid Date","Invalid Date"]
return [Date.call(new Date(0)), Reflect.apply(Date, {}, [0]), ({ Date }).Date(5)];
