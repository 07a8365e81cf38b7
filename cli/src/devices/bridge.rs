//! The bridge: JSON data in both directions between a vat and the host (spec N28, N29).
//!
//! What a vat calls out is said to the world outside when it is durable; the answer that the vat gets at once must
//! follow from the call alone.

use crankcase_abi::CapData;
use crankcase_kernel::{Device, DeviceError, DevicePowers, KernelRef, NodeNumber};
use serde_json::Value as Json;

use super::args::{self, Args};

type Answer = dyn Fn(&[Json]) -> Result<Option<Json>, String>;

/// The bridge. Its output is the list of the arguments of `callOutbound`; its input is the list of the arguments
/// of `inbound`.
pub struct Bridge {
    answer: Box<Answer>,
}

impl Bridge {
    /// A bridge that answers every call with `undefined`.
    #[must_use]
    pub fn new() -> Self {
        Self::answering(|_| Ok(None))
    }

    /// A bridge whose `callOutbound(...args)` gives what this function makes of the arguments: JSON data, or
    /// `undefined` for nothing, or an error that is thrown. The function must follow from its arguments alone, and
    /// do nothing: the crank may be undone. Effects belong to whoever reads the outputs.
    #[must_use]
    pub fn answering(answer: impl Fn(&[Json]) -> Result<Option<Json>, String> + 'static) -> Self {
        let answer = Box::new(answer);
        Self { answer }
    }
}

impl Default for Bridge {
    fn default() -> Self {
        Self::new()
    }
}

impl Device for Bridge {
    fn invoke(
        &self,
        _: NodeNumber,
        method: &str,
        args: &CapData<KernelRef>,
        powers: &mut DevicePowers<'_>,
    ) -> Result<CapData<KernelRef>, DeviceError> {
        let args = Args::read(args)?;
        match method {
            "registerInboundHandler" => {
                if args::handler(powers).is_some() {
                    return Err("inboundHandler already registered".into());
                }
                args::set_handler(powers, args.object(0, "the handler")?);
            }
            "unregisterInboundHandler" => args::forget_handler(powers),
            "callOutbound" => {
                let args = args.all_json()?;
                let answer = (self.answer)(&args).map_err(DeviceError::from)?;
                powers.output(Json::Array(args).to_string());
                if let Some(answer) = answer {
                    let body = args::from_json("the answer", &answer.to_string())?;
                    return Ok(CapData::plain(format!("#{body}")));
                }
            }
            other => return Err(args::no_method(other)),
        }
        Ok(CapData::undefined())
    }

    fn input(&self, input: &str, powers: &mut DevicePowers<'_>) -> Result<String, String> {
        let encoded = args::from_json("the input", input)?;
        if !encoded.starts_with('[') {
            return Err("the input must be the list of the arguments of inbound()".to_owned());
        }
        let handler = args::handler(powers).ok_or("inboundHandler not yet registered")?;
        powers.send_only(handler, "inbound", CapData::plain(format!("#{encoded}")));
        Ok(String::new())
    }
}
