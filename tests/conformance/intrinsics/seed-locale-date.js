// spec E17.6
// A date's text for the locale is its text.
// gives: true
const d = new Date(0);
return d.toLocaleString('fr') === d.toString() && d.toLocaleDateString() === d.toDateString() && d.toLocaleTimeString() === d.toTimeString();
