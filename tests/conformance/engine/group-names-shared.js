// spec E18.14
// A reference to a name that two groups have also matches nothing.
// gives: ["b","b","bb"]
return [/(?<x>a)|(?<x>b)/.exec('b').groups.x, /(?:(?<x>a)|(?<x>b))\k<x>/.exec('bb')[0], /(?<x>b)\k<x>/.exec('bb')[0]];
