// FNV-1a over 32 bits: short text for a long history, to compare runs by eye. Not a cryptographic hash.
export const FNV_START = 0x811c9dc5;

export const fnv1a = (text, start = FNV_START) => {
  let hash = start;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
};

export const hex32 = hash => hash.toString(16).padStart(8, '0');
