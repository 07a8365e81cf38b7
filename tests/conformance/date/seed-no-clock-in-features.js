// spec E16.1
// Nothing else of dates tells the time.
// gives: [true,true,true]
return [Number.isNaN(new Date().getTime()), Number.isNaN(+new (class extends Date {})()), Number.isNaN(Reflect.construct(Date, []).valueOf())];
