// spec E12.1
// `@endo/errors` exports the same functions.
// gives: [true,true,true,true,true,true,true]
const errors = await import('@endo/errors');
return [errors.assert === assert, errors.Fail === assert.Fail, errors.X === assert.details, errors.q === assert.quote, errors.b === assert.bare, errors.makeError === assert.makeError, errors.annotateError === assert.note];
