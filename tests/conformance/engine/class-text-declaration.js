// spec E18.5
// So does a declaration, from `class` to its closing brace.
// gives: ["class Point extends Array { constructor(x) { super(); this.x = x; } get  y ( ) { return 1; } }",true]
class Point extends Array { constructor(x) { super(); this.x = x; } get  y ( ) { return 1; } }
return [String(Point), String(Point.prototype.constructor) === String(Point)];
