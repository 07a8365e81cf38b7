//! What is added to the engine's intrinsics, against the words of the language.

use crate::realm::tests::check;

#[test]
fn strings_have_the_methods_of_annex_b() {
    // spec E17.1, E17.2
    check(&[
        (
            "'abcdef'.substr(1, 3) + 'abcdef'.substr(-2) + 'abc'.substr(1) + 'abc'.substr(5) + 'abc'.substr(0, -1)",
            "bcdefbc",
        ),
        (
            "'abc'.substr(-Infinity, Infinity) + 'abc'.substr(Infinity, Infinity) + 'abc'.substr(NaN, 1) + 'abc'.substr(1, undefined)",
            "abcabc",
        ),
        (
            "'abc'.substr(-(2 ** 60), 2 ** 60) + 'abc'.substr(2 ** 70, 2 ** 70) + 'abc'.substr('1', '1')",
            "abcb",
        ),
        (
            "String.prototype.trimLeft === String.prototype.trimStart && String.prototype.trimRight === String.prototype.trimEnd",
            "true",
        ),
        (
            "String.prototype.trimLeft.name + String.prototype.trimRight.name",
            "trimStarttrimEnd",
        ),
        ("'x'.anchor('a\"b')", "<a name=\"a&quot;b\">x</a>"),
        (
            "'x'.link('u') + 'x'.fontcolor('red') + 'x'.fontsize(7)",
            "<a href=\"u\">x</a><font color=\"red\">x</font><font size=\"7\">x</font>",
        ),
        (
            "'x'.big() + 'x'.blink() + 'x'.bold() + 'x'.fixed() + 'x'.italics()",
            "<big>x</big><blink>x</blink><b>x</b><tt>x</tt><i>x</i>",
        ),
        (
            "'x'.small() + 'x'.strike() + 'x'.sub() + 'x'.sup()",
            "<small>x</small><strike>x</strike><sub>x</sub><sup>x</sup>",
        ),
        ("'x'.anchor()", "<a name=\"undefined\">x</a>"),
        (
            "'x'.big.length + '' + 'x'.anchor.length + 'x'.substr.length + 'x'.link.name + ('prototype' in 'x'.big)",
            "012linkfalse",
        ),
        (
            "const order = []; 'x'.anchor.call({ toString() { order.push('this'); return 't'; } }, { toString() { order.push('name'); return 'n'; } }) + order",
            "<a name=\"n\">t</a>this,name",
        ),
        (
            "String.prototype.bold.call(null)",
            "TypeError: cannot convert null or undefined to Object",
        ),
        (
            "String.prototype.substr.call(undefined)",
            "TypeError: cannot convert null or undefined to Object",
        ),
        (
            "'\\ud83d\\ude00'.substr(1) === '\\ude00' && '\\ud800'.bold() === '<b>\\ud800</b>'",
            "true",
        ),
    ]);
}

#[test]
fn escape_and_unescape_are_inverse() {
    // spec E17.2
    check(&[
        (
            "escape('aZ09@*_+-./ ~\\u00e9\\u1234\\ud83d\\ude00%')",
            "aZ09@*_+-./%20%7E%E9%u1234%uD83D%uDE00%25",
        ),
        (
            "unescape('%u1234%41%4a%4A%zz%u12%%4') === '\\u1234AJJ%zz%u12%%4'",
            "true",
        ),
        (
            "unescape('%u004') + unescape('%u00411') + unescape('%') + unescape('%U0041')",
            "%u004A1%%U0041",
        ),
        (
            "let all = ''; for (let i = 0; i < 65536; i += 7) all += String.fromCharCode(i); unescape(escape(all)) === all",
            "true",
        ),
        (
            "escape() + unescape(null) + escape.length + unescape.length + escape.name",
            "undefinednull11escape",
        ),
        (
            "escape(Symbol())",
            "TypeError: can't convert symbol to string",
        ),
    ]);
}
