// spec E15.2
// All unknown options are named, in their order.
// throws: Error: lockdown(): non supported option ["b","a"]
lockdown({ b: 1, errorTaming: 'safe', a: 2 });
