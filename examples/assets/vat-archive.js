// Receipts as texts. The references in them are this archive's own: numbers in a table. @endo/marshal writes
// and reads them; receipts are listed in the order that @endo/marshal gives to all values.
import { Fail, q } from '@endo/errors';
import { Far } from '@endo/far';
import { makeDecodePassable, makeEncodePassable, makeMarshal, passStyleOf } from '@endo/marshal';
import { compareKeys, keyEQ, makeCopyBag, makeCopyMap } from '@endo/patterns';

export const buildRootObject = () => {
  const table = [];
  const toSlot = object => {
    if (!table.includes(object)) table.push(object);
    return `asset:${table.indexOf(object)}`;
  };
  const fromSlot = slot => table[Number(slot.slice('asset:'.length))];
  const formats = ['capdata', 'smallcaps'].map(serializeBodyFormat =>
    makeMarshal(toSlot, fromSlot, { serializeBodyFormat, errorTagging: 'off' }),
  );
  const ordinal = object => `r${String(table.indexOf(object)).padStart(4, '0')}`;
  const encodePassable = makeEncodePassable({ encodeRemotable: ordinal });
  const decodePassable = makeDecodePassable({ decodeRemotable: text => table[Number(text.slice(1))] });

  const receipts = [];

  return Far('archive', {
    // Gives back both texts of a receipt.
    keep(receipt) {
      const texts = formats.map(format => {
        const { body, slots } = format.toCapData(receipt);
        const back = format.fromCapData({ body, slots });
        keyEQ(back, receipt) || Fail`${q(body)} does not read back`;
        return body;
      });
      const key = encodePassable(receipt);
      keyEQ(decodePassable(key), receipt) || Fail`${q(key)} does not read back`;
      receipts.push({ key, receipt });
      return harden(texts);
    },
    // The receipts in the order of their keys, which is the order of their values.
    list() {
      receipts.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
      return harden(receipts.map(({ receipt }) => receipt));
    },
    // What was traded, how often, by asset.
    count() {
      const names = receipts.map(({ receipt }) => receipt.asset);
      const bag = makeCopyBag([...new Set(names)].map(name => [name, BigInt(names.filter(n => n === name).length)]));
      const map = makeCopyMap(bag.payload);
      compareKeys(bag, bag) === 0 || Fail`a bag is not itself`;
      return harden({ bag, style: passStyleOf(map) });
    },
  });
};
