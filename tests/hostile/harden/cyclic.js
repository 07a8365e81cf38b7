// spec E11.1
// A graph with many cycles.
// gives: true
const nodes = Array.from({ length: 2000 }, () => ({}));
nodes.forEach((node, i) => { for (let k = 0; k < 10; k += 1) node[`e${k}`] = nodes[(i * 7 + k * 131) % nodes.length]; });
harden(nodes[0]);
return nodes.every(Object.isFrozen);
