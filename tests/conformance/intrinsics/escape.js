// spec E17.2
// `escape` leaves letters, digits and `@*_+-./` as they are.
// gives: aZ09@*_+-./%20%7E%E9%u1234%uD83D%uDE00%25
return escape('aZ09@*_+-./ ~\u00e9\u1234\u{1f600}%');
