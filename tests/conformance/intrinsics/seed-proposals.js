// spec E17.1
// Features that became standards are there.
// gives:
const missing = [];
const need = (what, there) => { if (!there) missing.push(what); };
need('Array.fromAsync', typeof Array.fromAsync === 'function');
need('Iterator.from', typeof Iterator.from === 'function');
need('Promise.withResolvers', typeof Promise.withResolvers === 'function');
need('Promise.try', typeof Promise.try === 'function');
need('Object.groupBy', typeof Object.groupBy === 'function');
need('Set.prototype.union', typeof Set.prototype.union === 'function');
need('ArrayBuffer.prototype.transfer', typeof ArrayBuffer.prototype.transfer === 'function');
need('Uint8Array.fromBase64', typeof Uint8Array.fromBase64 === 'function');
need('Uint8Array.prototype.toHex', typeof Uint8Array.prototype.toHex === 'function');
need('Error.captureStackTrace', typeof Error.captureStackTrace === 'function');
need('RegExp.escape', typeof RegExp.escape === 'function');
need('String.prototype.isWellFormed', typeof String.prototype.isWellFormed === 'function');
return missing.join();
