// spec G50
// Keys are strings.
// throws: Error: invalid key type for collection "baggage": number (a number) - Must be a string
baggage.init(1, 1);
