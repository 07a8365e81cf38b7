// spec E10.7
// Static imports of modules of the vat fail.
// kind: module
// gives: confined
import * as far from '@endo/far';
export const loot = far;
