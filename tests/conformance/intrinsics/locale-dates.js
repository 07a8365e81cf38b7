// spec E17.6
// Dates are written in one way.
// gives: ["Thu Jan 01 1970 00:00:00 GMT+0000","Thu Jan 01 1970","00:00:00 GMT+0000"]
const date = new Date(0);
return [date.toLocaleString('de', { timeZone: 'Asia/Tokyo' }), date.toLocaleDateString('fr'), date.toLocaleTimeString('en')];
