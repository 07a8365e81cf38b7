// spec E17.6, E19.63
// Numbers are written in one way, whatever locale is asked for.
// gives: ["1234567.891","1234567.891","-0.5","NaN","123456789012345678901234567890","255"]
return [(1234567.891).toLocaleString(), (1234567.891).toLocaleString('de-DE', { style: 'currency' }), (-0.5).toLocaleString('ar'), NaN.toLocaleString(), 123456789012345678901234567890n.toLocaleString('hi'), (255).toLocaleString(16)];
