// spec E14.8
// Each surrogate without a partner is escaped, and only those.
// gives: "\ud83d😀\ude00"
return JSON.stringify('\ud83d\ud83d\ude00\ude00');
