// spec E17.6
// Strings are compared by code units.
// gives: [-1,1,0,1,-1,1,-1,0]
return ['a'.localeCompare('b'), 'b'.localeCompare('a'), 'a'.localeCompare('a'), 'a'.localeCompare('B'), 'Z'.localeCompare('a'), '\u00e4'.localeCompare('z', 'de'), 'a'.localeCompare('ab'), '\u00e4'.localeCompare('\u00e4')];
