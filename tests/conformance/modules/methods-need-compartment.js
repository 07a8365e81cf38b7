// spec E9.10
// The methods are refused to what is no compartment.
// gives: ["TypeError","TypeError","TypeError","TypeError"]
const { prototype } = Compartment;
const names = [await prototype.import.call({}, 'a').catch(e => e.name), await prototype.load.call({}, 'a').catch(e => e.name)];
for (const method of ['importNow', 'module']) {
  try {
    prototype[method].call({}, 'a');
  } catch (error) {
    names.push(error.name);
  }
}
return names;
