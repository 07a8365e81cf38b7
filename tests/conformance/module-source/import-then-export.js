// spec E9.2
// An import that is exported is an export and no reexport.
// gives: [["t"],[]]
const { exports, reexports } = new ModuleSource(`import { t } from 'w'; export { t };`);
return [exports, reexports];
