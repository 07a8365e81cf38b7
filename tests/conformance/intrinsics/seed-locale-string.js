// spec E17.6
// Letters change case the same everywhere.
// gives: ["title","TITLE"]
return ['TITLE'.toLocaleLowerCase('tr'), 'title'.toLocaleUpperCase('tr')];
