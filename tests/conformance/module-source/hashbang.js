// spec E9.1
// A module may begin with a hashbang line.
// gives: ["a"]
return new ModuleSource('#!/usr/bin/env vat\nexport const a = 1;').exports;
