// spec E13.5, E13.6
// A function of the engine on the way is shown as `native`.
// gives: done
// prints: Log: Error: in\n    at each (errors/through-the-engine.js:5:44)\n    at map (native)\n    at run (errors/through-the-engine.js:5:14)\n    at bootstrap (errors/through-the-engine.js:14:25)
try { [1].map(function each() { throw Error('in'); }); } catch (e) { console.log(e); }
return 'done';
