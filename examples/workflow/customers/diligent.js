// Thinks long about each form, and so uses up what it has paid for.
form => {
  let sum = 0;
  for (let i = 0; i < 20_000; i += 1) sum = (sum * 31 + form.amount + i) % 65_521;
  return { step: sum % 2 === 0 ? 'approve' : 'reject' };
}
