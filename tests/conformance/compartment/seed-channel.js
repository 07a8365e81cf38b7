// spec E8.5, E5
// Two compartments that share a hardened object speak through it.
// gives: undefined
// prints: Log: Received: { type: 'greeting', data: 'Hello from sender!' }
const createChannel = () => {
  const listeners = [];
  return harden({
    send: message => { listeners.forEach(listener => listener(message)); },
    listen: callback => { listeners.push(callback); },
  });
};
const channel = createChannel();
const sender = new Compartment({ globals: { channel }, __options__: true });
const receiver = new Compartment({ globals: { channel, console: harden(console) }, __options__: true });
receiver.evaluate(`
channel.listen((message) => {
  console.log('Received:', message);
});
`);
sender.evaluate(`
channel.send({ type: 'greeting', data: 'Hello from sender!' });
`);
