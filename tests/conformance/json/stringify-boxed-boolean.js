// spec E14.5
// A boxed boolean is not asked: what it holds is written.
// gives: [false]
const no = Object(false);
no.valueOf = () => true;
no.toString = () => 'true';
return JSON.stringify([no]);
