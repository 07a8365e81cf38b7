// spec E11.1
// A class is hardened with its statics, its methods and the class that it extends.
// gives: [true,true,true,true,true]
class Base { static kept = {}; }
class Sub extends Base { static own = {}; method() {} }
harden(Sub);
return [Sub, Sub.own, Sub.prototype.method, Base, Base.kept].map(Object.isFrozen);
