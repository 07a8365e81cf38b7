//! The command device: requests from outside, their answers, and broadcasts (spec N30, N31).

use crankcase_abi::CapData;
use crankcase_kernel::{Device, DeviceError, DevicePowers, KernelRef, NodeNumber};
use serde_json::{Value as Json, json};

use super::args::{self, Args};

/// The command device. Its input is the JSON data of a request, of which it gives back the number. Its outputs are
/// `{"response": number, "rejected": boolean, "value": …}` and `{"broadcast": …}`.
#[derive(Clone, Copy, Debug)]
pub struct Command;

/// The key under which the number of the next request stands.
const NEXT: &str = "next";

/// The key of a request that has no answer yet.
fn open(number: u64) -> String {
    format!("open/{number:020}")
}

impl Device for Command {
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
                args::set_handler(powers, args.object(0, "the handler")?);
            }
            "sendResponse" => {
                let number = args.count(0, "the number of the request")?;
                let key = open(number);
                if powers.get(&key).is_none() {
                    return Err(format!("unknown response index {number}").into());
                }
                powers.delete(&key);
                let (rejected, value) = (args.flag(1), args.json(2)?);
                let said = json!({ "response": number, "rejected": rejected, "value": value });
                powers.output(said.to_string());
            }
            "sendBroadcast" => {
                let value = args.json(0)?.unwrap_or(Json::Null);
                powers.output(json!({ "broadcast": value }).to_string());
            }
            other => return Err(args::no_method(other)),
        }
        Ok(CapData::undefined())
    }

    fn input(&self, input: &str, powers: &mut DevicePowers<'_>) -> Result<String, String> {
        let encoded = args::from_json("the input", input)?;
        let handler = args::handler(powers).ok_or("no inboundHandler is registered")?;
        let number = args::counter(powers, NEXT)?;
        powers.set(open(number), CapData::undefined());
        let sent = [args::bigint(&number.to_string()), encoded];
        powers.send_only(handler, "inbound", args::list(&sent));
        Ok(number.to_string())
    }
}
