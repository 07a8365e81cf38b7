// spec E12.10
// The console and its methods are frozen.
// gives: [["assert","clear","count","countReset","debug","dir","dirxml","error","group","groupCollapsed","groupEnd","info","log","profile","profileEnd","table","time","timeEnd","timeLog","timeStamp","trace","warn"],true]
return [Object.keys(console).sort(), Object.isFrozen(console) && Object.values(console).every(Object.isFrozen)];
