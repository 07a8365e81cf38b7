// spec E14.8
// Lone surrogates are escaped in small letters; pairs are not.
// gives: "\ud800 \udfff \ude00\ud83d 😀"
return JSON.stringify('\ud800 \udfff \ude00\ud83d \u{1f600}');
