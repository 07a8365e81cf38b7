// spec E10.7
// Text that looks like a dynamic import is only text.
// gives: import('fs')
return (0, eval)('"import(\'fs\')"');
