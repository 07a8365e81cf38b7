// Small amounts go through, large ones are asked about.
form => {
  const { amount, people } = form;
  if (people.some(role => workflow.maySign(role, amount))) {
    const to = people.find(role => workflow.maySign(role, amount));
    return amount <= 50 ? { step: 'approve' } : { step: 'ask', to };
  }
  workflow.note(`nobody may sign for ${amount}`);
  return { step: 'reject' };
}
