//! The timer: wakes objects when the host says that it is time (spec N20 to N24).
//!
//! It knows no time but what it was told, so that every replica that is told the same wakes the same. This module
//! must never look at a clock.

use std::fmt;

use crankcase_abi::CapData;
use crankcase_kernel::{Device, DeviceError, DevicePowers, KernelRef, NodeNumber};
use serde_json::Value as Json;

use super::args::{self, Args, is_natural};

/// The timer device. Its input is the time, as a JSON number or the decimal digits of one in a string; it gives back
/// how many objects were woken. It says nothing to the world outside.
#[derive(Clone, Copy, Debug)]
pub struct Timer;

/// The most objects that one input wakes; the next one goes on.
const MAX_WOKEN: usize = 10_000;

const NOW: &str = "now";
const NEXT_WAKEUP: &str = "nextWakeup";
const NEXT_REPEATER: &str = "nextRepeater";
/// What is scheduled, by time.
const WAKEUPS: &str = "wakeup/";
/// The keys of what is scheduled, by object.
const OBJECTS: &str = "object/";

/// A time: a whole number from 0 on, in decimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Time(String);

impl Time {
    /// A text in whose order times are.
    fn key(&self) -> String {
        format!("{:03}{}", self.0.len(), self.0)
    }

    /// The time that a key begins with.
    fn of_key(key: &str) -> Self {
        let end = key.find('/').unwrap_or(key.len());
        Self(key.get(3..end).unwrap_or_default().to_owned())
    }

    /// For reckoning with, which only repeaters need.
    fn number(&self) -> Result<i128, DeviceError> {
        let number = self.0.parse().ok().filter(|number| *number < (1 << 64));
        number.ok_or_else(|| "the times of a repeater must be below 2^64".into())
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something that is scheduled.
struct Wakeup {
    /// Its key, without [`WAKEUPS`].
    key: String,
    object: KernelRef,
    repeater: Option<u64>,
}

impl Wakeup {
    fn time(&self) -> Time {
        Time::of_key(&self.key)
    }
}

fn now(powers: &DevicePowers<'_>) -> Result<Time, String> {
    let Some(row) = powers.get(NOW) else {
        return Ok(Time("0".to_owned()));
    };
    let digits = args::text_of(row).filter(|digits| is_natural(digits));
    let digits = digits.ok_or("the time that it is cannot be read")?;
    Ok(Time(digits.to_owned()))
}

fn by_object(object: KernelRef, key: &str) -> String {
    format!("{OBJECTS}{object}/{key}")
}

/// Schedules a wakeup.
fn add(
    powers: &mut DevicePowers<'_>,
    time: &Time,
    object: KernelRef,
    repeater: Option<u64>,
) -> Result<(), String> {
    let number = args::counter(powers, NEXT_WAKEUP)?;
    let key = format!("{}/{number:020}", time.key());
    powers.set(by_object(object, &key), CapData::undefined());
    let body = match repeater {
        Some(repeater) => format!("#[\"$0\",{repeater}]"),
        None => "#[\"$0\"]".to_owned(),
    };
    let slots = vec![object];
    powers.set(format!("{WAKEUPS}{key}"), CapData { body, slots });
    Ok(())
}

/// The wakeup under this key.
fn wakeup(powers: &DevicePowers<'_>, key: &str) -> Option<Wakeup> {
    let row = powers.get(&format!("{WAKEUPS}{key}"))?;
    let object = *row.slots.first()?;
    let body: Json = serde_json::from_str(args::text_of(row)?).ok()?;
    let wakeup = Wakeup {
        key: key.to_owned(),
        object,
        repeater: body.get(1).and_then(Json::as_u64),
    };
    is_natural(&wakeup.time().0).then_some(wakeup)
}

fn take(powers: &mut DevicePowers<'_>, wakeup: &Wakeup) {
    powers.delete(&by_object(wakeup.object, &wakeup.key));
    powers.delete(&format!("{WAKEUPS}{}", wakeup.key));
}

/// The first wakeup after the one with this key, if it is due (spec N21).
fn due(powers: &DevicePowers<'_>, after: &str, now: &Time) -> Option<Wakeup> {
    let next = powers.next_key(&format!("{WAKEUPS}{after}"))?;
    let next = wakeup(powers, next.strip_prefix(WAKEUPS)?)?;
    (next.time().key() <= now.key()).then_some(next)
}

/// Takes back every wakeup of an object; gives their times, in order (spec N22).
fn remove(powers: &mut DevicePowers<'_>, object: KernelRef) -> Vec<Time> {
    let prefix = by_object(object, "");
    let mut found: Vec<Wakeup> = Vec::new();
    let mut last = prefix.clone();
    // All are found before the first is taken: the search goes over what this call took.
    while let Some(next) = powers.next_key(&last) {
        let key = next.strip_prefix(&prefix);
        let Some(wakeup) = key.and_then(|key| wakeup(powers, key)) else {
            break;
        };
        found.push(wakeup);
        last = next;
    }
    for wakeup in &found {
        take(powers, wakeup);
    }
    found.iter().map(Wakeup::time).collect()
}

fn repeater_key(repeater: u64) -> String {
    format!("repeater/{repeater:020}")
}

/// When a repeater is due after now: the next of its times, none of which drifts (spec N23).
fn next_time(powers: &DevicePowers<'_>, repeater: u64) -> Result<Time, DeviceError> {
    let row = powers.get(&repeater_key(repeater));
    let no_such = || DeviceError::from(format!("there is no repeater {repeater}"));
    let row = row.ok_or_else(no_such)?;
    let numbers = args::text_of(row).and_then(|text| serde_json::from_str(text).ok());
    let (start, interval) = numbers.ok_or_else(no_such)?;
    let now = now(powers)?.number()?;
    let next = after(start, interval, now).ok_or_else(no_such)?;
    Ok(Time(next.to_string()))
}

/// Nothing for numbers that are those of no repeater.
fn after(start: i128, interval: i128, now: i128) -> Option<i128> {
    let past = now.checked_sub(start)?.checked_rem(interval)?;
    let next = now.checked_add(interval)?.checked_sub(past)?;
    (next >= 0).then_some(next)
}

impl Device for Timer {
    fn invoke(
        &self,
        _: NodeNumber,
        method: &str,
        args: &CapData<KernelRef>,
        powers: &mut DevicePowers<'_>,
    ) -> Result<CapData<KernelRef>, DeviceError> {
        let args = Args::read(args)?;
        let answer = |text: String| Ok(CapData::plain(format!("#{text}")));
        match method {
            "getLastPolled" => answer(args::bigint(&now(powers)?.0)),
            "setWakeup" => {
                let time = Time(args.natural(0, "the time")?);
                add(powers, &time, args.object(1, "the handler")?, None)?;
                answer(args::bigint(&time.0))
            }
            "removeWakeup" => {
                let times = remove(powers, args.object(0, "the handler")?);
                let times: Vec<_> = times.iter().map(|time| args::bigint(&time.0)).collect();
                Ok(args::list(&times))
            }
            // spec N24
            "wakeAgain" => {
                let time = args::bigint(&now(powers)?.0);
                powers.send_only(args.object(0, "the handler")?, "wake", args::list(&[time]));
                Ok(CapData::undefined())
            }
            "makeRepeater" => {
                let start = Time(args.natural(0, "the start")?).number()?;
                let interval = Time(args.natural(1, "the interval")?).number()?;
                if interval == 0 {
                    return Err("the interval of a repeater must not be 0".into());
                }
                let repeater = args::counter(powers, NEXT_REPEATER)?;
                let row = CapData::plain(format!("#[{start},{interval}]"));
                powers.set(repeater_key(repeater), row);
                answer(repeater.to_string())
            }
            "deleteRepeater" => {
                let repeater = args.count(0, "the repeater")?;
                powers.delete(&repeater_key(repeater));
                answer(repeater.to_string())
            }
            "schedule" => {
                let repeater = args.count(0, "the repeater")?;
                let time = next_time(powers, repeater)?;
                add(
                    powers,
                    &time,
                    args.object(1, "the handler")?,
                    Some(repeater),
                )?;
                answer(args::bigint(&time.0))
            }
            other => Err(args::no_method(other)),
        }
    }

    fn input(&self, input: &str, powers: &mut DevicePowers<'_>) -> Result<String, String> {
        let digits = input.trim();
        let digits = digits
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .unwrap_or(digits);
        if !is_natural(digits) {
            return Err(format!(
                "{input:?} is no time: not a whole number from 0 on"
            ));
        }
        let (time, before) = (Time(digits.to_owned()), now(powers)?);
        if time.key() < before.key() {
            return Err(format!(
                "Time is monotonic. {time} cannot be less than {before}"
            ));
        }
        powers.set(NOW, CapData::plain(format!("#{time}")));
        let mut woken: Vec<Wakeup> = Vec::new();
        while woken.len() < MAX_WOKEN {
            let last = woken.last().map_or("", |wakeup| &wakeup.key);
            let Some(wakeup) = due(powers, last, &time) else {
                break;
            };
            take(powers, &wakeup);
            let scheduled = args::bigint(&wakeup.time().0);
            powers.send_only(wakeup.object, "wake", args::list(&[scheduled]));
            woken.push(wakeup);
        }
        // One that was deleted, or whose time has grown too long to reckon with, is not due again.
        for wakeup in &woken {
            if let Some(repeater) = wakeup.repeater
                && let Ok(next) = next_time(powers, repeater)
            {
                add(powers, &next, wakeup.object, Some(repeater))?;
            }
        }
        Ok(woken.len().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::{Time, after};

    #[test]
    fn numbers_of_no_repeater_give_no_time() {
        // spec N23
        assert_eq!(after(3, 10, 14), Some(23));
        assert_eq!(after(30, 10, 14), Some(30));
        assert_eq!(after(3, 0, 14), None);
        assert_eq!(after(i128::MIN, 10, 14), None);
        assert_eq!(after(3, i128::MAX, 14), None);
        assert_eq!(after(0, -100, 14), None);
    }

    #[test]
    fn an_odd_key_has_no_digits() {
        for key in ["", "0", "/", "00/", "éé", "001/"] {
            assert_eq!(Time::of_key(key), Time(String::new()), "{key:?}");
        }
        let time = Time("12".to_owned());
        assert_eq!(Time::of_key(&format!("{}/7", time.key())), time);
    }
}
