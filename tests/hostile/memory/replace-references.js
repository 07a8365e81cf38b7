// spec M5
// A pattern of replacement that refers to the whole again and again.
// ends: memory limit
return 'x'.repeat(1e5).replace(/x*/, '$&'.repeat(1e5)).length;
