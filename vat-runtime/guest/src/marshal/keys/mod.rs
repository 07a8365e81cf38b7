//! `encodePassable` and `decodePassable`: passable values as strings that sort as the values rank (spec V8.6).
//!
//! What remotables, promises and errors become is asked of the caller. Texts to decode are hostile input.

mod atoms;
mod compact;
mod encode;
mod legacy;

use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, Finalize, JsArgs, JsError, JsResult, JsString, JsValue, NativeFunction, Trace,
    js_string,
};

use super::build::{frozen_array, frozen_record};
use crate::harden::harden;
use crate::passing::describe::describe;
use crate::passing::inspect::{error, type_error};
use crate::passing::refusal::refuse;
use crate::passing::{PassStyle, check_depth, make_tagged, names, pass_style_of, symbol_for_name};
use crate::realm::builtin::{Native, method};

/// What the caller gives to encode or decode one kind of reference.
#[derive(Clone, Debug, Default, Trace, Finalize)]
struct Converters {
    remotable: Option<JsObject>,
    promise: Option<JsObject>,
    error: Option<JsObject>,
}

/// One kit of functions.
#[derive(Clone, Debug, Trace, Finalize)]
struct Kit {
    encode: Converters,
    decode: Converters,
    compact: bool,
}

/// What the package exports of this.
pub(super) fn exports(context: &mut Context) -> Vec<(&'static str, JsValue)> {
    let functions: [(&'static str, usize, Native); 5] = [
        ("isEncodedRemotable", 1, is_encoded_remotable),
        ("makeDecodePassable", 1, make_decode_passable),
        ("makeEncodePassable", 1, make_encode_passable),
        ("makePassableKit", 0, make_passable_kit),
        ("zeroPad", 2, zero_pad),
    ];
    functions
        .into_iter()
        .map(|(name, length, code)| (name, method(name, length, code, context).into()))
        .collect()
}

fn configure(options: &JsValue, context: &mut Context) -> JsResult<Kit> {
    let options = match options {
        none if none.is_undefined() => None,
        given => Some(given.to_object(context)?),
    };
    let mut option = |name: &str| match &options {
        Some(options) => options.get(js_string!(name), context),
        None => Ok(JsValue::undefined()),
    };
    let mut converters = |verb: &str| -> JsResult<Converters> {
        let mut converter = |kind: &str| -> JsResult<Option<JsObject>> {
            let found = option(&format!("{verb}{kind}"))?;
            match found.as_callable() {
                Some(function) => Ok(Some(function)),
                None if found.is_undefined() => Ok(None),
                None => Err(type_error(format!("{verb}{kind} must be a function"))),
            }
        };
        Ok(Converters {
            remotable: converter("Remotable")?,
            promise: converter("Promise")?,
            error: converter("Error")?,
        })
    };
    let (encode, decode) = (converters("encode")?, converters("decode")?);
    let format = option("format")?;
    let compact = match format.as_string().map(|text| text.to_std_string_lossy()) {
        None if format.is_undefined() => false,
        Some(text) if text == "legacyOrdered" => false,
        Some(text) if text == "compactOrdered" => true,
        _ => {
            return Err(error(format!("Unrecognized format: {}", describe(&format))));
        }
    };
    Ok(Kit {
        encode,
        decode,
        compact,
    })
}

fn function(
    name: &str,
    kit: Kit,
    body: fn(&Kit, &JsValue, &mut Context) -> JsResult<JsValue>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let code = NativeFunction::from_copy_closure_with_captures(
        move |_, args, kit: &Kit, context| body(kit, args.get_or_undefined(0), context),
        kit,
    );
    let function = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!(name))
        .length(1)
        .build();
    let function = JsValue::from(function);
    harden(&function, context)?;
    Ok(function)
}

fn encoder(kit: Kit, context: &mut Context) -> JsResult<JsValue> {
    function("encodePassable", kit, encode::whole, context)
}

fn decoder(kit: Kit, context: &mut Context) -> JsResult<JsValue> {
    function("decodePassable", kit, decode, context)
}

fn make_passable_kit(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = configure(args.get_or_undefined(0), context)?;
    let members = [
        (
            js_string!("encodePassable").into(),
            encoder(kit.clone(), context)?,
        ),
        (js_string!("decodePassable").into(), decoder(kit, context)?),
    ];
    let made = frozen_record(members, &names(context), context);
    made.mark_hardened();
    Ok(made.into())
}

fn make_encode_passable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = configure(args.get_or_undefined(0), context)?;
    encoder(kit, context)
}

fn make_decode_passable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = configure(args.get_or_undefined(0), context)?;
    decoder(kit, context)
}

fn is_encoded_remotable(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).as_string();
    let text = text.ok_or_else(|| type_error("an encoded passable is a string"))?;
    Ok((text.code_unit_at(0) == Some(u16::from(b'r'))).into())
}

/// `zeroPad(n, size)`
fn zero_pad(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    /// The widest text that is made.
    const WIDEST: u64 = 1_000;
    let text = args.get_or_undefined(0).to_string(context)?;
    let size = args.get_or_undefined(1).to_length(context)?;
    let missing = size.checked_sub(text.len() as u64);
    let missing = missing.filter(|_| size <= WIDEST);
    let missing = missing.ok_or_else(|| error("the text does not fit into this size"))?;
    let zeros = "0".repeat(missing as usize);
    Ok(js_string!(js_string!(zeros.as_str()).as_str(), text.as_str()).into())
}

/// A decoder of one kind of text.
struct Decoder<'a> {
    convert: Convert<'a>,
}

/// What becomes of encoded references.
enum Convert<'a> {
    /// They are given to the caller.
    With(&'a Kit),
    /// Only the form of the text matters.
    Form,
}

fn decode(kit: &Kit, text: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let text = text.as_string();
    let text = text.ok_or_else(|| type_error("an encoded passable is a string"))?;
    let units = text.to_vec();
    let decoder = Decoder {
        convert: Convert::With(kit),
    };
    match units.split_first() {
        Some((&first, rest)) if first == u16::from(b'~') => decoder.compact(rest, context),
        _ => decoder.legacy(&units, 0, context),
    }
}

/// An error about a text, which is not shown.
fn malformed(what: &str, text: &[u16], context: &mut Context) -> JsError {
    let text = JsString::from(text);
    refuse(format!("{what}: ")).of(text).into_error(context)
}

impl Decoder<'_> {
    /// The value of a text that holds no other values.
    fn atom(&self, text: &[u16], compact: bool, context: &mut Context) -> JsResult<JsValue> {
        let first = text.first().and_then(|unit| u8::try_from(*unit).ok());
        let rest = text.get(1..).unwrap_or_default();
        let string = |context: &mut Context| {
            if compact {
                atoms::unescape(rest, context)
            } else {
                Ok(JsString::from(rest))
            }
        };
        let ascii = || String::from_utf16_lossy(rest);
        match first {
            Some(b'v') if rest.is_empty() => Ok(JsValue::null()),
            Some(b'z') if rest.is_empty() => Ok(JsValue::undefined()),
            Some(b'b') if ascii() == "true" => Ok(true.into()),
            Some(b'b') if ascii() == "false" => Ok(false.into()),
            Some(b'b') => Err(malformed("expected encoded boolean", text, context)),
            Some(b'f') => atoms::number(text, context),
            Some(b'n' | b'p') => atoms::bigint(text, context),
            Some(b's') => string(context).map(JsValue::from),
            Some(b'y') => {
                let name = string(context)?;
                Ok(symbol_for_name(&name, &names(context), context)?.into())
            }
            Some(kind @ (b'r' | b'?' | b'!')) => self.reference(kind, text, context),
            _ => Err(malformed("invalid database key", text, context)),
        }
    }

    fn reference(&self, kind: u8, text: &[u16], context: &mut Context) -> JsResult<JsValue> {
        let Convert::With(kit) = self.convert else {
            return Ok(JsValue::undefined());
        };
        let (convert, what) = match kind {
            b'r' => (&kit.decode.remotable, "remotable unexpected"),
            b'?' => (&kit.decode.promise, "promise unexpected"),
            _ => (&kit.decode.error, "error unexpected"),
        };
        let Some(convert) = convert else {
            return Err(malformed(what, text, context));
        };
        let inner = self.inner(kit, context)?;
        let args = [JsString::from(text).into(), inner];
        convert.call(&JsValue::undefined(), &args, context)
    }

    /// The function with which a caller's decoder decodes parts.
    fn inner(&self, kit: &Kit, context: &mut Context) -> JsResult<JsValue> {
        function(
            "innerDecode",
            kit.clone(),
            |kit, text, context| {
                let text = text.as_string();
                let text = text.ok_or_else(|| type_error("an encoded passable is a string"))?;
                let decoder = Decoder {
                    convert: Convert::With(kit),
                };
                if kit.compact {
                    decoder.compact(&text.to_vec(), context)
                } else {
                    decoder.legacy(&text.to_vec(), 0, context)
                }
            },
            context,
        )
    }

    /// An array of decoded elements.
    fn array(&self, elements: Vec<JsValue>, context: &mut Context) -> JsResult<JsValue> {
        let array = JsValue::from(frozen_array(elements, context));
        harden(&array, context)?;
        Ok(array)
    }

    /// A record of its names and its values.
    fn record(
        &self,
        parts: Option<(Vec<JsValue>, Vec<JsValue>)>,
        text: &[u16],
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let parts = parts.filter(|(keys, values)| keys.len() == values.len());
        let Some((keys, values)) = parts else {
            return Err(malformed("not a valid record encoding", text, context));
        };
        let mut properties = Vec::with_capacity(keys.len());
        for (key, value) in keys.iter().zip(values) {
            if !key.is_string() {
                return Err(malformed("not a valid record encoding", text, context));
            }
            properties.push((key.to_property_key(context)?, value));
        }
        let record = JsValue::from(frozen_record(properties, &names(context), context));
        harden(&record, context)?;
        if matches!(self.convert, Convert::With(_))
            && pass_style_of(&record, context)? != PassStyle::CopyRecord
        {
            return Err(malformed("not a valid record encoding", text, context));
        }
        Ok(record)
    }

    /// Tagged data of its tag and its payload.
    fn tagged(
        &self,
        parts: Option<(JsValue, JsValue)>,
        text: &[u16],
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let Some((Some(tag), payload)) = parts.map(|(tag, payload)| (tag.as_string(), payload))
        else {
            return Err(malformed("not a valid tagged encoding", text, context));
        };
        harden(&payload, context)?;
        if matches!(self.convert, Convert::With(_)) {
            pass_style_of(&payload, context)?;
        }
        let made = make_tagged(tag, payload, &names(context), context);
        made.mark_hardened();
        Ok(made.into())
    }

    fn enter(&self, depth: usize, context: &mut Context) -> JsResult<()> {
        check_depth(depth).map_err(|refusal| refusal.into_error(context))
    }
}
