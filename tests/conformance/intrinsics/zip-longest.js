// spec E17.1
// Or with the longest, with paddings.
// gives: [[[1,"a"],[2,null]],[[1,"a"],[2,"-"]],[["-","a"]]]
return [[...Iterator.zip([[1, 2], ['a']], { mode: 'longest' })], [...Iterator.zip([[1, 2], ['a']], { mode: 'longest', padding: ['+', '-'] })], [...Iterator.zip([[], ['a']], { mode: 'longest', padding: '-' && ['-'] })]];
