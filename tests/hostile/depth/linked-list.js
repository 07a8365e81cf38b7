// spec M6
// A list of thirty thousand links, thrown away three times.
// gives: done
// limit: 60000000
for (let round = 0; round < 3; round += 1) {
  let list = null;
  for (let i = 0; i < 30000; i += 1) list = { next: list };
}
return 'done';
