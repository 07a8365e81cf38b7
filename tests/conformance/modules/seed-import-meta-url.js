// spec E10.7
// A module of a vat learns nothing about where it lies.
// kind: module
// gives: 0
import { Far } from '@endo/far';
const keys = Reflect.ownKeys(import.meta).length;
export const buildRootObject = () => Far('root', { bootstrap: () => `${keys}` });
