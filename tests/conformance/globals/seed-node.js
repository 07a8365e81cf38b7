// spec E4.2
// What only Node.js has is not there.
// gives: []
return ['Buffer', 'process', 'global', 'require', 'module', 'exports', '__dirname', '__filename', 'navigator'].filter(name => name in globalThis);
