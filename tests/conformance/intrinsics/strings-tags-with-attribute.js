// spec E17.2
// Those whose tag has an attribute, in which quotation marks are escaped.
// gives: ["<a name=\"a&quot;b\">x</a>","<font color=\"red\">x</font>","<font size=\"7\">x</font>","<a href=\"undefined\">x</a>"]
return ['x'.anchor('a"b'), 'x'.fontcolor('red'), 'x'.fontsize(7), 'x'.link()];
