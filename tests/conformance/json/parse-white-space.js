// spec E14.1
// White space is a space, a tab, a line feed or a carriage return, before and after every token.
// gives: {"a":[1,2]}
return JSON.parse(' \t\n\r{ \t\n\r"a" \t\n\r: \t\n\r[ \t\n\r1 \t\n\r, \t\n\r2 \t\n\r] \t\n\r} \t\n\r');
