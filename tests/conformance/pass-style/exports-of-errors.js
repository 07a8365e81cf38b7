// spec V4.9
// What @endo/errors exports, as published.
// gives: Fail X annotateError assert b bare details hideAndHardenFunction makeError note q quote redacted throwRedacted
return Object.keys(await import('@endo/errors')).join(' ');
