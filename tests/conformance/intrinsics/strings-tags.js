// spec E17.2
// The methods that wrap a string in a tag.
// gives: ["<big>x</big>","<blink>x</blink>","<b>x</b>","<tt>x</tt>","<i>x</i>","<small>x</small>","<strike>x</strike>","<sub>x</sub>","<sup>x</sup>"]
return ['big', 'blink', 'bold', 'fixed', 'italics', 'small', 'strike', 'sub', 'sup'].map(name => 'x'[name]());
