//! The console of a vat: lines for people, and no power at all (spec E5).
//!
//! Every method returns `undefined` and cannot throw, whatever it is given (spec E12.10); formatting never
//! runs vat code (spec E12.11).
//! What is printed is a function of the vat's own past, as everything else is.

mod error;
mod inspect;
mod text;

use std::collections::BTreeMap;

use boa_engine::object::ObjectInitializer;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsNativeError, JsResult, JsString, JsValue, NativeFunction, js_string};
use crankcase_abi::worker::ConsoleLevel;

use crate::realm::builtin::function;
use crate::{errors, syscalls};

pub(crate) use inspect::mention;
pub use inspect::{error_text, inspect};

/// What the console remembers: how deep groups are nested, and the counters of `count`. Vat code cannot
/// read it back.
#[derive(Default)]
struct State {
    depth: usize,
    counts: BTreeMap<String, u64>,
}

/// Groups deeper than this are not indented further.
const DEEPEST_GROUP: usize = 20;
/// At most so many labels are counted.
const MOST_COUNTERS: usize = 1_000;

type Method = fn(&[JsValue], &mut Context);

const METHODS: [(&str, Method); 22] = [
    ("debug", |args, context| {
        print(ConsoleLevel::Debug, args, context)
    }),
    ("log", |args, context| {
        print(ConsoleLevel::Log, args, context)
    }),
    ("info", |args, context| {
        print(ConsoleLevel::Info, args, context)
    }),
    ("warn", |args, context| {
        print(ConsoleLevel::Warn, args, context)
    }),
    ("error", |args, context| {
        print(ConsoleLevel::Error, args, context)
    }),
    ("trace", trace),
    ("dir", |args, context| {
        print(ConsoleLevel::Log, &args[..args.len().min(1)], context)
    }),
    ("dirxml", |args, context| {
        print(ConsoleLevel::Log, args, context)
    }),
    ("table", |args, context| {
        print(ConsoleLevel::Log, &args[..args.len().min(1)], context)
    }),
    ("assert", assert),
    ("group", group),
    ("groupCollapsed", group),
    ("groupEnd", |_, context| {
        let state = state(context);
        state.depth = state.depth.saturating_sub(1);
    }),
    ("count", count),
    ("countReset", |args, context| {
        let label = label(args);
        state(context).counts.remove(&label);
    }),
    // There is no time in a vat, and nothing to clear (spec E12.12).
    ("time", |_, _| ()),
    ("timeLog", |_, _| ()),
    ("timeEnd", |_, _| ()),
    ("clear", |_, _| ()),
    ("profile", |_, _| ()),
    ("profileEnd", |_, _| ()),
    ("timeStamp", |_, _| ()),
];

/// Defines the global `console`. It is frozen with the rest of the realm.
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub fn install(context: &mut Context) -> JsResult<()> {
    context.insert_data(State::default());
    let console = ObjectInitializer::new(context).build();
    for (index, (name, _)) in METHODS.iter().enumerate() {
        let code = NativeFunction::from_copy_closure(move |_, args, context| {
            METHODS[index].1(args, context);
            Ok(JsValue::undefined())
        });
        let method = function(name, 0, code, context);
        console.create_data_property_or_throw(JsString::from(*name), method, context)?;
    }
    let attribute = Attribute::WRITABLE | Attribute::CONFIGURABLE;
    context.register_global_property(js_string!("console"), console, attribute)
}

fn state(context: &mut Context) -> &mut State {
    let data = context.host_defined_mut();
    data.get_mut::<State>()
        .expect("the console was installed with its state")
}

/// Shows the arguments as one text, indented as the groups say.
fn print(level: ConsoleLevel, args: &[JsValue], context: &mut Context) {
    let text = inspect::message(args, context);
    show(level, &text, context);
}

fn show(level: ConsoleLevel, text: &str, context: &mut Context) {
    let depth = state(context).depth;
    if depth == 0 {
        return syscalls::console(level, text);
    }
    let indent = "  ".repeat(depth);
    let lines: Vec<_> = text
        .split('\n')
        .map(|line| format!("{indent}{line}"))
        .collect();
    syscalls::console(level, &inspect::cut(lines.join("\n")));
}

fn trace(args: &[JsValue], context: &mut Context) {
    let message = inspect::message(args, context);
    let here = JsNativeError::error().into_opaque(context);
    let stack = errors::stack(&here);
    let colon = if message.is_empty() { "" } else { ": " };
    show(
        ConsoleLevel::Debug,
        format!("Trace{colon}{message}\n{stack}").trim_end(),
        context,
    );
}

fn assert(args: &[JsValue], context: &mut Context) {
    let (condition, rest) = args
        .split_first()
        .map_or((false, args), |(first, rest)| (first.to_boolean(), rest));
    if !condition {
        let message = inspect::message(rest, context);
        let colon = if message.is_empty() { "" } else { ": " };
        show(
            ConsoleLevel::Error,
            &format!("Assertion failed{colon}{message}"),
            context,
        );
    }
}

fn group(args: &[JsValue], context: &mut Context) {
    if !args.is_empty() {
        print(ConsoleLevel::Log, args, context);
    }
    let state = state(context);
    state.depth = (state.depth + 1).min(DEEPEST_GROUP);
}

/// The label of a counter. Only a string is one; anything else would have to be converted by vat code.
fn label(args: &[JsValue]) -> String {
    let label = args.first().and_then(JsValue::as_string);
    label.map_or_else(
        || "default".to_owned(),
        |label| label.to_std_string_escaped(),
    )
}

fn count(args: &[JsValue], context: &mut Context) {
    let label = label(args);
    let counts = &mut state(context).counts;
    if counts.len() >= MOST_COUNTERS && !counts.contains_key(&label) {
        return;
    }
    let count = counts.entry(label.clone()).or_default();
    *count += 1;
    let text = format!("{label}: {count}");
    show(ConsoleLevel::Log, &text, context);
}

#[cfg(test)]
mod tests;
