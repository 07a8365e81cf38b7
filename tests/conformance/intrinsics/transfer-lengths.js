// spec E17.4
// With another length the bytes are cut, or zeros follow.
// gives: [[1,2],[1,2,3,4,0,0],[]]
const bytes = () => new Uint8Array([1, 2, 3, 4]).buffer;
return [2, 6, 0].map(length => [...new Uint8Array(bytes().transfer(length))]);
