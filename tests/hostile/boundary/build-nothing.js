// spec P6.1
// A module without `buildRootObject`.
// kind: module
// ends: vat start failed
export const root = 1;
