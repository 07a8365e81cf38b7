// spec E10.5
// Code that other parsers read as a comment.
// gives: confined
return ['this <!-- ', '\n--> this', '1 <!-- x\n this', '/**/\n--> x\n this'].map(text => { try { return (0, eval)(text); } catch (e) { return e; } });
