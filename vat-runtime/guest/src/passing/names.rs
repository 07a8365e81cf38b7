//! The strings, symbols and intrinsic objects that the supervisor compares with on every crank, looked up
//! once in the base image.
//!
//! Vat code can never replace them: they are read before it runs and kept outside every realm.

use std::rc::Rc;

use boa_engine::object::JsObject;
use boa_engine::{Context, JsNativeError, JsResult, JsString, JsSymbol, JsValue, js_string};

/// One of the error classes whose instances can be passed.
#[derive(Clone, Debug)]
pub struct ErrorClass {
    /// Its name, such as `TypeError`.
    pub name: JsString,
    /// Its constructor.
    pub constructor: JsObject,
    /// Its `prototype`.
    pub prototype: JsObject,
}

/// What the supervisor compares with.
#[derive(Debug)]
pub struct Names {
    /// `Symbol.for('passStyle')`.
    pub pass_style: JsSymbol,
    /// The error classes, `Error` first.
    pub errors: Vec<ErrorClass>,
    /// `Array.prototype`.
    pub array: JsObject,
    /// `ArrayBuffer.prototype`.
    pub buffer: JsObject,
    /// `Function.prototype`.
    pub function: JsObject,
    /// `Object.prototype`.
    pub object: JsObject,
    /// `Promise.prototype`.
    pub promise: JsObject,
    /// The well-known symbols with their names, such as `asyncIterator`.
    pub well_known: Vec<(JsSymbol, JsString)>,
    symbol_for: JsObject,
    symbol_key_for: JsObject,
}

impl Names {
    /// Looks everything up in the current realm.
    fn new(context: &mut Context) -> JsResult<Self> {
        let constructors = context.intrinsics().constructors();
        let symbol = constructors.symbol().constructor();
        let classes = [
            (js_string!("Error"), constructors.error().clone()),
            (js_string!("EvalError"), constructors.eval_error().clone()),
            (js_string!("RangeError"), constructors.range_error().clone()),
            (
                js_string!("ReferenceError"),
                constructors.reference_error().clone(),
            ),
            (
                js_string!("SyntaxError"),
                constructors.syntax_error().clone(),
            ),
            (js_string!("TypeError"), constructors.type_error().clone()),
            (js_string!("URIError"), constructors.uri_error().clone()),
            (
                js_string!("AggregateError"),
                constructors.aggregate_error().clone(),
            ),
        ];
        let [array, buffer, function, object, promise] = [
            constructors.array().prototype(),
            constructors.array_buffer().prototype(),
            constructors.function().prototype(),
            constructors.object().prototype(),
            constructors.promise().prototype(),
        ];
        let symbol_for = function_of(&symbol, js_string!("for"), context)?;
        let symbol_key_for = function_of(&symbol, js_string!("keyFor"), context)?;
        let pass_style = registered(&symbol_for, js_string!("passStyle"), context)?;
        let errors = classes.into_iter().map(|(name, class)| ErrorClass {
            name,
            constructor: class.constructor(),
            prototype: class.prototype(),
        });
        Ok(Self {
            pass_style,
            errors: errors.collect(),
            array,
            buffer,
            function,
            object,
            promise,
            well_known: well_known(&symbol, context)?,
            symbol_for,
            symbol_key_for,
        })
    }

    /// `Symbol.for(key)`.
    pub fn symbol_for(&self, key: JsString, context: &mut Context) -> JsResult<JsSymbol> {
        registered(&self.symbol_for, key, context)
    }

    /// `Symbol.keyFor(symbol)`.
    pub fn symbol_key_for(
        &self,
        symbol: &JsSymbol,
        context: &mut Context,
    ) -> JsResult<Option<JsString>> {
        let key =
            self.symbol_key_for
                .call(&JsValue::undefined(), &[symbol.clone().into()], context)?;
        Ok(key.as_string())
    }

    /// The error class of this name.
    #[must_use]
    pub fn error_class(&self, name: &JsString) -> Option<&ErrorClass> {
        self.errors.iter().find(|class| class.name == *name)
    }
}

fn registered(symbol_for: &JsObject, key: JsString, context: &mut Context) -> JsResult<JsSymbol> {
    let symbol = symbol_for.call(&JsValue::undefined(), &[key.into()], context)?;
    symbol.as_symbol().ok_or_else(|| missing("Symbol.for"))
}

fn function_of(object: &JsObject, name: JsString, context: &mut Context) -> JsResult<JsObject> {
    let label = name.to_std_string_escaped();
    object
        .get(name, context)?
        .as_callable()
        .ok_or_else(|| missing(&label))
}

fn missing(what: &str) -> boa_engine::JsError {
    JsNativeError::typ()
        .with_message(format!("the realm lacks {what}"))
        .into()
}

fn well_known(symbol: &JsObject, context: &mut Context) -> JsResult<Vec<(JsSymbol, JsString)>> {
    let mut found = Vec::new();
    for key in symbol.own_property_keys(context)? {
        let boa_engine::property::PropertyKey::String(name) = key else {
            continue;
        };
        if let Some(value) = symbol.get(name.clone(), context)?.as_symbol() {
            found.push((value, name));
        }
    }
    Ok(found)
}

/// Looks the names up, before the realm is locked down. Idempotent.
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub fn install(context: &mut Context) -> JsResult<()> {
    if !context.has_data::<Rc<Names>>() {
        let names = Rc::new(Names::new(context)?);
        context.insert_data(names);
    }
    Ok(())
}

/// The names of this vat.
///
/// # Panics
/// When called before [`install`]; only the supervisor itself could do that.
#[must_use]
pub fn names(context: &Context) -> Rc<Names> {
    context
        .get_data::<Rc<Names>>()
        .expect("the realm was made with its names")
        .clone()
}
