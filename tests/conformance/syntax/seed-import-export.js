// spec E6
// Import and export are the syntax of modules.
// kind: module
// gives: 2
import { Far as far } from '@endo/far';
export const two = 2;
export const buildRootObject = () => far('root', { bootstrap: () => `${two}` });
