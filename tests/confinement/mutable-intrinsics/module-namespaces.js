// spec E10.7
// Namespaces of modules cannot be written.
// kind: module
// gives: confined
export let x = 1;
import * as self from 'attack';
export const out = [];
for (const f of [() => { self.x = 2; }, () => { delete self.x; }, () => Object.defineProperty(self, 'x', { value: 3 }), () => Object.setPrototypeOf(self, {})]) { try { out.push(f()); } catch (e) { out.push(e.name); } }
