// spec E16.5
// What other engines understand is not of the format, nor is what dates themselves are written as.
// gives: []
return ['yesterday', 'Jan 1, 1970', '1 January 1970', '1/1/1970', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Thu Jan 01 1970 00:00:00 GMT+0000', '1970 UTC', '0', '1e3', 'NaN', 'Infinity',
  '１９７０', '\u0661\u0669\u0667\u0660'].filter(text => !Number.isNaN(Date.parse(text)));
