// spec E17.6
// So sorting is the same everywhere.
// gives: ["B","a","z","ä"]
return ['z', '\u00e4', 'a', 'B'].sort((a, b) => a.localeCompare(b));
