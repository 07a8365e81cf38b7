//! The date-time format of the language: `YYYY-MM-DDTHH:mm:ss.sssZ` and its shorter and expanded forms
//! (spec E16.5).
//!
//! It accepts that format and nothing else: what else an engine understands differs from one to the next.

use boa_engine::JsString;

const DAY: i64 = 86_400_000;

/// The milliseconds on either side of 1970 that a date can say.
const REACH: i64 = 8_640_000_000_000_000;

/// No text of the format is longer: an expanded year, every part, and an offset.
const LONGEST: usize = "+YYYYYY-MM-DDTHH:mm:ss.sss+HH:mm".len();

/// The milliseconds since 1970 that a text of the format says, or NaN.
pub(super) fn parse(text: &JsString) -> f64 {
    if text.len() > LONGEST {
        return f64::NAN;
    }
    let bytes: Option<Vec<u8>> = text.iter().map(|unit| u8::try_from(unit).ok()).collect();
    bytes
        .and_then(|bytes| date_time(&mut Reader(&bytes)))
        // Within this reach every whole number is exact.
        .filter(|time| time.abs() <= REACH)
        .map_or(f64::NAN, |time| time as f64)
}

/// What is left of the text.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    /// Takes `byte` if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.0.first() == Some(&byte);
        if found {
            self.0 = &self.0[1..];
        }
        found
    }

    /// A number of exactly so many digits, if it is within bounds.
    fn number(&mut self, digits: usize, from: i64, to: i64) -> Option<i64> {
        let (found, rest) = self.0.split_at_checked(digits)?;
        let mut value = 0;
        for digit in found {
            if !digit.is_ascii_digit() {
                return None;
            }
            value = value * 10 + i64::from(digit - b'0');
        }
        self.0 = rest;
        (from..=to).contains(&value).then_some(value)
    }
}

fn date_time(text: &mut Reader<'_>) -> Option<i64> {
    let year = year(text)?;
    let (mut month, mut day) = (1, 1);
    if text.take(b'-') {
        month = text.number(2, 1, 12)?;
        if text.take(b'-') {
            day = text.number(2, 1, days_in(year, month))?;
        }
    }
    let date = days(year, month, day) * DAY;
    if text.0.is_empty() {
        return Some(date);
    }
    if !text.take(b'T') {
        return None;
    }
    let time = time(text)?;
    let offset = offset(text)?;
    text.0.is_empty().then_some(date + time - offset)
}

fn year(text: &mut Reader<'_>) -> Option<i64> {
    if text.take(b'+') {
        return text.number(6, 0, 999_999);
    }
    if text.take(b'-') {
        // The year 0 has no sign.
        return text.number(6, 1, 999_999).map(|year| -year);
    }
    text.number(4, 0, 9_999)
}

/// `HH:mm`, `HH:mm:ss` or `HH:mm:ss.sss`, in milliseconds. Only midnight at the end of the day has the hour 24.
fn time(text: &mut Reader<'_>) -> Option<i64> {
    let hour = text.number(2, 0, 24)?;
    let minute = text.take(b':').then(|| text.number(2, 0, 59))??;
    let (mut second, mut millisecond) = (0, 0);
    if text.take(b':') {
        second = text.number(2, 0, 59)?;
        if text.take(b'.') {
            millisecond = text.number(3, 0, 999)?;
        }
    }
    let time = ((hour * 60 + minute) * 60 + second) * 1_000 + millisecond;
    (time <= DAY).then_some(time)
}

/// `Z`, `+HH:mm`, `-HH:mm`, or nothing for local time, which is UTC.
fn offset(text: &mut Reader<'_>) -> Option<i64> {
    if text.0.is_empty() || text.take(b'Z') {
        return Some(0);
    }
    let sign = if text.take(b'+') {
        1
    } else if text.take(b'-') {
        -1
    } else {
        return None;
    };
    let hour = text.number(2, 0, 23)?;
    let minute = text.take(b':').then(|| text.number(2, 0, 59))??;
    Some(sign * (hour * 60 + minute) * 60_000)
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days from 1970-01-01 to this one, in the calendar of today extended both ways.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let before = year - 1;
    let leaps = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    let months: i64 = (1..month).map(|month| days_in(year, month)).sum();
    // 719 162 days of the calendar are before 1970.
    before * 365 + leaps + months + day - 1 - 719_162
}
