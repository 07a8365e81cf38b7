// Tries what the form says.
(() => {
  const attempt = action => {
    try {
      action();
      workflow.note('it worked');
    } catch (error) {
      workflow.note(`${error.name}`);
    }
  };
  const attacks = {
    loop() {
      for (;;);
    },
    flood() {
      const more = () => Promise.all([Promise.resolve().then(more), Promise.resolve().then(more)]);
      return more();
    },
    memory() {
      const hoard = [];
      for (;;) hoard.push(new Uint8Array(1_000_000).fill(hoard.length));
    },
    forge: () => ({ step: 'ask', to: '$0.Alleged: desk' }),
    forgeSlot: () => ({ step: 'ask', to: { '@qclass': 'slot', index: 0 } }),
    pretend: () => ({ step: { toString: () => 'approve', [Symbol.toPrimitive]: () => 'approve' } }),
    change: () => ({
      get step() {
        this.asked = !this.asked;
        return this.asked ? 'approve' : 'pay';
      },
    }),
    poison(form) {
      attempt(() => { Object.prototype.step = 'approve'; });
      attempt(() => { Array.prototype.includes = () => true; });
      attempt(() => { Promise.prototype.then = () => {}; });
      attempt(() => { workflow.steps.push('pay'); });
      attempt(() => { workflow.maySign = () => true; });
      attempt(() => { form.amount = 0; });
      attempt(() => { globalThis.workflow = undefined; });
      return { step: 'pay' };
    },
    escape() {
      attempt(() => fetch('https://example.org'));
      attempt(() => process.exit());
      attempt(() => new Function('return this')().constructor.constructor('return E')());
      return {};
    },
    spam() {
      for (;;) workflow.note('buy now');
    },
    behave: () => ({ step: 'reject' }),
  };
  return form => attacks[form.attack](form);
})()
