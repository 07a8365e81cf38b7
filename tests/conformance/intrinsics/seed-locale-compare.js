// spec E17.6
// Strings are ordered by code units.
// gives: ["B","a","b","ä"]
return ['b', 'ä', 'a', 'B'].sort((x, y) => x.localeCompare(y, 'de'));
