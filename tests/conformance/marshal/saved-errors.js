// spec V6.4
// An error that is sent is given to who keeps them.
// gives: [2,true,"#[{\"#error\":\"kept\",\"errorId\":\"error:n#2\",\"name\":\"Error\"},{\"#error\":\"kept\",\"errorId\":\"error:n#3\",\"name\":\"Error\"}]"]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const kept = []; const e = harden(Error('kept'));
const { body } = m({ marshalSaveError: x => kept.push(x), marshalName: 'n', errorIdNum: 1 }).serialize(harden([e, e]));
return [kept.length, kept[0] === e, body];
