// spec E18.9
// `eval` and `arguments` are no targets.
// gives: ["ran","TypeError","TypeError","TypeError"]
return ['({ eval } = {})', '({ x: eval = 1 } = {})', '({ [0]: arguments = 1 } = {})', '[eval] = []']
  .map(text => { try { (0, eval)(text); return 'ran'; } catch (e) { return e.name; } });
