// spec E16.4
// An invalid date stays invalid, unless the year or the time is set.
// gives: [null,null,null,1577836800000,5]
const invalid = () => new Date(NaN);
return [invalid().setMonth(1), invalid().setHours(1), invalid().setDate(1), invalid().setFullYear(2020), invalid().setTime(5)];
