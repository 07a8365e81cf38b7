// spec E8.6
// The text of the other's functions holds no objects.
// gives: confined
return Object.values(shared).map(f => [`${f}`, f.name, f.length, Object.getOwnPropertyDescriptors(f)]);
