// spec V5.2
// Tagged data and errors.
// gives: ["#{\"#tag\":\"!#t\",\"payload\":[\"!$\"]}","#{\"#error\":\"!-r\",\"name\":\"RangeError\"}","#[{\"#error\":\"e\",\"errorId\":\"error:mm#8\",\"name\":\"Error\"}]"]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
return [m().serialize(makeTagged('#t', harden(['$']))).body, m({ errorTagging: 'off' }).serialize(RangeError('-r', { cause: Error('c') })).body, m({ marshalName: 'mm', errorIdNum: 7 }).serialize(harden([Error('e')])).body];
