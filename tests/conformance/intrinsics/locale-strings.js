// spec E17.6
// Letters change case in one way.
// gives: ["i̇stanbul","I","SS",true,true]
return ['\u0130STANBUL'.toLocaleLowerCase('tr'), 'i'.toLocaleUpperCase('tr'), '\u00df'.toLocaleUpperCase('de'), ''.toLocaleLowerCase === ''.toLowerCase, ''.toLocaleUpperCase === ''.toUpperCase];
