//! `Date` as vat code finds it.

use boa_engine::Source;
use crankcase_abi::{DateStrings, VatOptions};

use crate::realm;
use crate::realm::tests::{check, eval};

#[test]
fn nothing_tells_the_time() {
    // spec E16.1
    check(&[
        ("Date.now()", "NaN"),
        ("String(new Date())", "Invalid Date"),
        ("new Date().getTime()", "NaN"),
        ("Date()", "Invalid Date"),
        (
            "Date(2020, 1, 1) + Date(0) + Date(new Date(0))",
            "Invalid DateInvalid DateInvalid Date",
        ),
        (
            "Date.call({}) + Reflect.apply(Date, new Date(0), [5]) + ({ Date }).Date(0)",
            "Invalid DateInvalid DateInvalid Date",
        ),
        ("new (class extends Date {})().getTime()", "NaN"),
        ("Reflect.construct(Date, []).getTime()", "NaN"),
        ("new Date(0).getTimezoneOffset()", "0"),
        (
            "Date.length + Date.name + Date.now.length + Date.parse.length + Date.UTC.length",
            "7Date017",
        ),
        (
            "Object.getOwnPropertyNames(Date).sort().join()",
            "UTC,length,name,now,parse,prototype",
        ),
    ]);
}

#[test]
fn a_date_is_made_from_numbers_and_dates_only() {
    // spec E16.2, E16.3
    check(&[
        ("new Date(0).toISOString()", "1970-01-01T00:00:00.000Z"),
        ("new Date(-0.5).getTime() + ',' + Object.is(new Date(-0).getTime(), 0)", "0,true"),
        ("new Date(8.64e15).toISOString() + new Date(8.64e15 + 1).getTime()", "+275760-09-13T00:00:00.000ZNaN"),
        ("const day = new Date(5); const copy = new Date(day); copy !== day && copy.getTime()", "5"),
        (
            "class Sneaky extends Date { valueOf() { throw 'ran'; } [Symbol.toPrimitive]() { throw 'ran'; } }
             new Date(new Sneaky(7)).getTime()",
            "7",
        ),
        (
            "let ran = 0;
             const spy = { valueOf() { ran++; return 1; }, toString() { ran++; return '1970-01-01'; }, [Symbol.toPrimitive]() { ran++; return 1; } };
             const values = [undefined, null, true, '0', '1970-01-01', 1n, Symbol('s'), {}, [], [0], spy, () => 0, new Number(1), new String('1970-01-01'),
               new Proxy(new Date(1), {}), Object.create(new Date(1))];
             values.map(value => String(new Date(value))).join() + ran",
            "Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date0",
        ),
        (
            "class D extends Date { year() { return this.getUTCFullYear(); } } new D(0).year() + '' + (new D(0) instanceof Date)",
            "1970true",
        ),
        (
            "new Date(0) instanceof Date && new Date(0).constructor === Date",
            "true",
        ),
    ]);
}

#[test]
fn parts_and_arithmetic_are_in_utc() {
    // spec E16.4
    check(&[
        ("new Date(2020, 0, 1).getTime()", "1577836800000"),
        (
            "new Date('2020', null, '3').getTime() === Date.UTC(2020, 0, 3)",
            "true",
        ),
        (
            "new Date(99, 11, 31, 23, 59, 59, 999).toISOString()",
            "1999-12-31T23:59:59.999Z",
        ),
        (
            "new Date(2020, 12, 0, 24).toISOString()",
            "2021-01-01T00:00:00.000Z",
        ),
        ("new Date(2020, undefined).getTime()", "NaN"),
        (
            "new Date(0).toString()",
            "Thu Jan 01 1970 00:00:00 GMT+0000",
        ),
        (
            "new Date(-1e14).toUTCString() + new Date(-1e14).toDateString()",
            "Thu, 15 Feb -1199 14:13:20 GMTThu Feb 15 -1199",
        ),
        (
            "new Date(0).setFullYear(2024, 1, 29) + new Date(0).getYear()",
            "1709164800070",
        ),
        (
            "const d = new Date(0); d.setYear(99); d.getFullYear() + d.toGMTString()",
            "1999Fri, 01 Jan 1999 00:00:00 GMT",
        ),
        (
            "Date.prototype.toGMTString === Date.prototype.toUTCString",
            "true",
        ),
        (
            "new Date(5) - new Date(2) + (new Date(3) < new Date(4))",
            "4",
        ),
        (
            "`${new Date(0)}` === new Date(0).toString() && new Date(0) + 1 === new Date(0).toString() + 1",
            "true",
        ),
        (
            "JSON.stringify([new Date(0), new Date(NaN)])",
            "[\"1970-01-01T00:00:00.000Z\",null]",
        ),
        (
            "new Date(NaN).toISOString()",
            "RangeError: Invalid time value",
        ),
    ]);
}

#[test]
fn parse_takes_the_format_of_the_language() {
    // spec E16.5
    check(&[
        (
            "['1970', '1970-01', '1970-01-01', '1970T00:00', '1970-01T00:00', '1970-01-01T00:00', '1970-01-01T00:00Z', '1970-01-01T00:00:00',
              '1970-01-01T00:00:00.000', '1970-01-01T00:00:00.000Z', '1970-01-01T00:00+00:00', '1970-01-01T05:30+05:30', '1969-12-31T24:00', '1969-12-31T24:00:00.000Z',
              '1969-12-31T00:01-23:59', '+001970-01-01', '1970-01-01T00:00-00:00'
             ].filter(text => Date.parse(text) !== 0).join()",
            "",
        ),
        (
            "['', ' ', '1', '19700101', '1970-1-1', '1970-00', '1970-13', '1970-01-00', '1970-01-32', '1970-02-29', '2000-02-30', '1900-02-29', '1970-04-31',
              '1970-01-01 00:00', '1970-01-01t00:00', '1970-01-01T00:00z', '1970-01-01T', '1970-01-01T00', '1970-01-01T00Z', '1970-01-01T0:00', '1970-01-01T24:01', '1970-01-01T24:00:01',
              '1970-01-01T24:00:00.001', '1970-01-01T25:00', '1970-01-01T00:60', '1970-01-01T00:00:60', '1970-01-01T00:00:00.', '1970-01-01T00:00:00.0', '1970-01-01T00:00:00.00',
              '1970-01-01T00:00:00.0000', '1970-01-01T00:00:00,000', '1970-01-01Z', '1970-01-01+00:00', '1970-01-01T00:00+0000', '1970-01-01T00:00+00', '1970-01-01T00:00+24:00',
              '1970-01-01T00:00+00:60', '1970-01-01T00:00\u{2212}00:00', '-000000', '-000000-01-01T00:00Z', '+1970', '+01970', '-1970', '01970', '+0001970', ' 1970', '1970 ', '1970-01-01T00:00Z ',
              'Thu Jan 01 1970 00:00:00 GMT+0000', 'Thu, 01 Jan 1970 00:00:00 GMT', '1 Jan 1970', 'yesterday', '+275760-09-13T00:00:00.001Z', '+999999', '-271821-04-19T23:59:59.999Z',
              '\u{661}970', '１９７０', '1970-01-01T00:00:00.000+00:000', 'NaN', '0x10', '1e3'
             ].filter(text => !Number.isNaN(Date.parse(text))).join('|')",
            "",
        ),
        ("Date.parse('+275760-09-13T00:00:00.000Z') + Date.parse('-271821-04-20T00:00:00.000Z')", "0"),
        ("Date.parse('0000-01-01') + ',' + Date.parse('-000001-12-31T23:59:59.999Z') + ',' + Date.parse('2000-02-29')", "-62167219200000,-62167219200001,951782400000"),
        ("Date.parse({ toString: () => '1970-01-01T00:00:00.005Z' }) + Date.parse(1970)", "5"),
        ("[Date.parse(), Date.parse(null), Date.parse(new Date(0))].join()", "NaN,NaN,NaN"),
        ("Date.parse(Symbol())", "TypeError: can't convert symbol to string"),
        (
            "let bad = 0;
             for (let time = -8.64e15; time <= 8.64e15; time += 9_998_877_665_544) if (Date.parse(new Date(time).toISOString()) !== time) bad++;
             bad",
            "0",
        ),
    ]);
}

#[test]
fn an_option_lets_new_date_take_the_format() {
    // spec E16.6
    let mut context = realm::boot();
    let options = VatOptions {
        date_strings: DateStrings::Iso,
    };
    realm::set_options(options, &mut context);
    for (code, expected) in [
        ("new Date('1970-01-01T00:00:00.005Z').getTime()", "5"),
        (
            "new Date('2020-02-29').toISOString()",
            "2020-02-29T00:00:00.000Z",
        ),
        (
            "String(new Date('Thu Jan 01 1970')) + String(new Date(''))",
            "Invalid DateInvalid Date",
        ),
        (
            "String(new Date(new String('1970-01-01'))) + String(new Date(null))",
            "Invalid DateInvalid Date",
        ),
        (
            "String(new Date()) + Date() + Date.now() + Date('1970-01-01')",
            "Invalid DateInvalid DateNaNInvalid Date",
        ),
        (
            "new Date(JSON.parse(JSON.stringify(new Date(7)))).getTime()",
            "7",
        ),
    ] {
        assert_eq!(eval(&mut context, code), expected, "{code}");
    }
    let other = realm::boot().eval(Source::from_bytes("new Date('1970-01-01').getTime()"));
    assert!(other.is_ok_and(|time| time.as_number().is_some_and(f64::is_nan)));
}
