//! The global `lockdown`, for code that calls it (spec E15.1, E19.62).
//!
//! The realm was locked down before any code ran, so there is nothing left to do; calls are judged as the
//! shim judges them. Whether it was called is all the state there is, and each function has its own, so that
//! compartments cannot tell each other anything by it.

use std::cell::Cell;

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{
    Context, Finalize, JsArgs, JsNativeError, JsResult, JsString, JsValue, NativeFunction, Trace,
    js_string,
};
use crankcase_abi::capdata::quote;
use crankcase_abi::worker::ConsoleLevel;

use crate::realm::builtin::{function, is_enumerable};
use crate::syscalls;

/// The options, in the order in which they are read.
const OPTIONS: [&str; 16] = [
    "errorTaming",
    "errorTrapping",
    REPORTING,
    "unhandledRejectionTrapping",
    "regExpTaming",
    "localeTaming",
    "consoleTaming",
    OVERRIDE_TAMING,
    "stackFiltering",
    "domainTaming",
    "evalTaming",
    OVERRIDE_DEBUG,
    "legacyRegeneratorRuntimeTaming",
    "__hardenTaming__",
    RETIRED[0],
    RETIRED[1],
];
const REPORTING: &str = "reporting";
const OVERRIDE_TAMING: &str = "overrideTaming";
const OVERRIDE_DEBUG: &str = "overrideDebug";
/// Options that a caller may still give and that have no meaning any more.
const RETIRED: [&str; 2] = ["dateTaming", "mathTaming"];

/// One `lockdown`.
#[derive(Debug, Trace, Finalize)]
struct Lockdown {
    #[unsafe_ignore_trace]
    called: Cell<bool>,
    /// Whether the operator hears of options without effect.
    heard: bool,
}

/// A new `lockdown` that was not called yet. Who was given no console must not be `heard`.
pub(crate) fn lockdown(heard: bool, context: &Context) -> JsObject {
    let code = NativeFunction::from_copy_closure_with_captures(
        |_, args, lockdown: &Lockdown, context| {
            call(args.get_or_undefined(0), lockdown, context)?;
            Ok(JsValue::undefined())
        },
        Lockdown {
            called: Cell::new(false),
            heard,
        },
    );
    function("lockdown", 1, code, context)
}

fn call(options: &JsValue, lockdown: &Lockdown, context: &mut Context) -> JsResult<()> {
    let options = Options::read(options, context)?;
    options.report(lockdown.heard && !lockdown.called.get())?;
    // spec E15.3
    if lockdown.called.replace(true) {
        return Err(JsNativeError::typ()
            .with_message("Already locked down at (a TypeError) (SES_ALREADY_LOCKED_DOWN)")
            .into());
    }
    options.check_overrides(context)
}

/// The values of the options; undefined where one is not given.
struct Options(Vec<JsValue>);

impl Options {
    /// Reads each option once. spec E15.2: no other may be there.
    fn read(options: &JsValue, context: &mut Context) -> JsResult<Self> {
        if options.is_undefined() {
            return Ok(Self(vec![JsValue::undefined(); OPTIONS.len()]));
        }
        let options = options.to_object(context)?;
        let values = OPTIONS
            .iter()
            .map(|name| options.get(js_string!(*name), context))
            .collect::<JsResult<_>>()?;
        let mut unknown = Vec::new();
        for key in options.own_property_keys(context)? {
            let known = matches!(&key, PropertyKey::String(name) if OPTIONS.iter().any(|known| *name == **known));
            if !known && is_enumerable(&options, &key, context)? {
                options.get(key.clone(), context)?;
                unknown.push(shown(&key));
            }
        }
        if unknown.is_empty() {
            return Ok(Self(values));
        }
        let unknown = unknown.join(",");
        Err(JsNativeError::error()
            .with_message(format!("lockdown(): non supported option [{unknown}]"))
            .into())
    }

    fn get(&self, name: &str) -> Option<&JsValue> {
        let at = OPTIONS.iter().position(|option| *option == name)?;
        self.0.get(at).filter(|value| !value.is_undefined())
    }

    /// Says on the console which options mean nothing, where `reporting` says.
    fn report(&self, heard: bool) -> JsResult<()> {
        let reporting = self.get(REPORTING).map(JsValue::as_string);
        let level = match reporting.map(|text| text.map(|text| text.to_std_string_lossy())) {
            None => Some(ConsoleLevel::Error),
            Some(text) => match text.as_deref() {
                Some("platform") => Some(ConsoleLevel::Error),
                Some("console") => Some(ConsoleLevel::Warn),
                Some("none") => None,
                _ => return Err(JsNativeError::error().with_message("Check failed").into()),
            },
        };
        for name in RETIRED {
            if let (Some(level), Some(_), true) = (level, self.get(name), heard) {
                syscalls::console(level, &format!("lockdown: the option {name} has no effect"));
            }
        }
        Ok(())
    }

    fn check_overrides(&self, context: &mut Context) -> JsResult<()> {
        if let Some(names) = self.get(OVERRIDE_DEBUG) {
            let set = context.intrinsics().constructors().set().constructor();
            set.construct(std::slice::from_ref(names), None, context)?;
        }
        let Some(taming) = self.get(OVERRIDE_TAMING) else {
            return Ok(());
        };
        let known = taming.as_string().is_some_and(|text| {
            ["moderate", "min", "severe"]
                .iter()
                .any(|known| text == **known)
        });
        if known {
            return Ok(());
        }
        let text = js_string!(
            js_string!("unrecognized overrideTaming ").as_str(),
            taming.to_string(context)?.as_str()
        );
        Err(JsNativeError::typ()
            .with_message(text.to_std_string_lossy())
            .into())
    }
}

/// A key in quotes.
fn shown(key: &PropertyKey) -> String {
    quote(&match key {
        PropertyKey::String(name) => name.to_std_string_lossy(),
        PropertyKey::Index(index) => index.get().to_string(),
        PropertyKey::Symbol(symbol) => {
            let name = symbol
                .description()
                .as_ref()
                .map(JsString::to_std_string_lossy);
            format!("[Symbol({})]", name.unwrap_or_default())
        }
    })
}

#[cfg(test)]
mod tests;
