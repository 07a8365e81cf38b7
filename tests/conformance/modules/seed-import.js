// spec E10.7
// `import` gives a promise for a box with the namespace.
// gives: ["Hello","Hello, World!"]
const c = new Compartment({
  importHook: async specifier => {
    if (specifier === 'my-module') {
      return {
        source: `
          export const greeting = "Hello";
          export function sayHello(name) {
            return greeting + ", " + name + "!";
          }
        `,
      };
    }
    throw new Error(`Module not found: ${specifier}`);
  },
  __options__: true,
});
const { namespace } = await c.import('my-module');
return [namespace.greeting, namespace.sayHello('World')];
