// spec E9.5, E9.10
// The import hook of the API document.
// gives: Hello, World!
const compartment = new Compartment({
  importHook: async specifier => {
    if (specifier === 'my-module') {
      return { source: `
        export const greeting = 'Hello';
        export function sayHello(name) { return greeting + ', ' + name + '!'; }
      ` };
    }
    throw new Error(`Module not found: ${specifier}`);
  },
  __options__: true,
});
const { namespace } = await compartment.import('my-module');
return namespace.sayHello('World');
