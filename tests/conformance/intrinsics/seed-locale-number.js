// spec E17.6
// A number's text for the locale is its text.
// gives: 1234567.89
return (1234567.89).toLocaleString('de-DE', { style: 'currency', currency: 'EUR' });
