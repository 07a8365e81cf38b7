// spec E16.6
// And before the root object is made.
// option: dateStrings=iso
// kind: module
// gives: 5
import { Far } from '@endo/far';
const time = new Date('1970-01-01T00:00:00.005').getTime();
export const buildRootObject = () => Far('root', { bootstrap: () => `${time}` });
