// spec E10.7, E7
// A dynamic import of what the bundle names works.
// gives: function
return typeof (await import('@endo/far')).Far;
