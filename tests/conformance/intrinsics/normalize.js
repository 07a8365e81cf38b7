// spec E17.6
// Normal forms of text are those of the language.
// gives: [1,2,true]
return ['e\u0301'.normalize().length, '\u00e9'.normalize('NFD').length, '\ufb01'.normalize('NFKC') === 'fi'];
