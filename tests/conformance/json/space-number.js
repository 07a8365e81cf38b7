// spec E14.6
// A number gives that many spaces, at most ten, and none below one.
// gives: [1,10,10,0,0,0,3]
return [1, 10, 99, 0, -5, NaN, 3.9].map(space => {
  const text = JSON.stringify([1], null, space);
  return text.includes('\n') ? text.split('\n')[1].length - 1 : 0;
});
