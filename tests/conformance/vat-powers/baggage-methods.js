// spec G50
// The methods of baggage.
// gives: ["has","get","init","set","delete","addAll","keys","values","entries","snapshot","getSize","clear"]
return Object.keys(baggage);
