// spec E4
// There is no `Intl`, and nothing of `Temporal`.
// gives: ["undefined","undefined","undefined","undefined"]
return [typeof Intl, typeof Temporal, typeof ShadowRealm, typeof AsyncIterator];
