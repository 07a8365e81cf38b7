// spec E18.5
// Braces in strings and templates are text.
// gives: ["}","){"]
return [Function('return "}"')(), Function('a = ")"', 'return `${a}{`')()];
