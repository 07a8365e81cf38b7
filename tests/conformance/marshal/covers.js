// spec V7.4
// Covers of styles, widened and narrowed.
// gives: [["[","_"],["n","q"],["z","{"],["b","t"],["s","sm"],["{",""],["","{"]]
const marshal = await import('@endo/marshal');
const { getPassStyleCover: c, unionRankCovers: u, intersectRankCovers: i } = marshal;
return [c('copyArray'), c('bigint'), c('undefined'), u([c('string'), c('boolean')]), i([c('string'), ['', 'sm']]), u([]), i([])];
