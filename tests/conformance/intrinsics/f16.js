// spec E17.1
// Numbers of half precision.
// gives: [1.3369140625,65504,null,[1.3369140625,0.00006103515625]]
return [Math.f16round(1.337), Math.f16round(65519), Math.f16round(65520), [...Float16Array.of(1.337, 6.1035e-5)]];
