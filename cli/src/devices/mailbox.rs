//! The mailbox: numbered messages to and from peers, with acknowledgements (spec N25 to N27).
//!
//! What is to be sent stays in the outbox until a vat removes it, and is said to the world outside as well. This
//! module must never decide what was delivered; the vats and the peers count.

use std::collections::BTreeMap;

use crankcase_abi::CapData;
use crankcase_kernel::{Device, DeviceError, DevicePowers, Kernel, KernelRef, NodeNumber};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::args::{self, Args};

/// The mailbox. Its input is `{"peer": name, "messages": [[number, text], …], "ack": number}`. Its outputs are
/// `{"peer": name, "add": number, "body": text}`, `{"peer": name, "remove": number}` and
/// `{"peer": name, "ack": number}`.
#[derive(Clone, Copy, Debug)]
pub struct Mailbox;

/// What a mailbox holds for one peer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MailboxState {
    /// The number of the last message of the peer that was processed here.
    pub inbound_ack: u64,
    /// What the peer has not acknowledged: numbers and texts, in order.
    pub outbox: Vec<(u64, String)>,
}

/// The longest name of a peer, in bytes.
const MAX_PEER: usize = 400;

/// The largest number that comes in, so that it is the same in a vat.
const MAX_NUMBER: u64 = (1 << 53) - 1;

/// A row of what the mailbox remembers: under a key that says which it is.
#[derive(Serialize, Deserialize)]
struct Row {
    peer: String,
    number: u64,
    body: Option<String>,
}

/// What comes in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inbound {
    peer: String,
    messages: Vec<(u64, String)>,
    ack: u64,
}

/// The key of a message. The length goes first, so that no name can look like another's number.
fn message(peer: &str, number: u64) -> String {
    format!("out/{:03}/{peer}/{number:020}", peer.len())
}

fn acknowledged(peer: &str) -> String {
    format!("ack/{:03}/{peer}", peer.len())
}

fn row(peer: &str, number: u64, body: Option<String>) -> CapData<KernelRef> {
    let peer = peer.to_owned();
    let text = json!(Row { peer, number, body });
    CapData::plain(format!("#{text}"))
}

/// What the mailbox of a kernel holds, by peer; nothing if the application has no mailbox.
#[must_use]
pub fn mailbox_state(kernel: &Kernel) -> BTreeMap<String, MailboxState> {
    let mut peers = BTreeMap::<_, MailboxState>::new();
    for (key, data) in kernel.device_state("mailbox") {
        let row = args::text_of(data).and_then(|text| serde_json::from_str(text).ok());
        let Some(Row { peer, number, body }) = row else {
            continue;
        };
        let state = peers.entry(peer).or_default();
        match body {
            Some(body) => state.outbox.push((number, body)),
            None if key.starts_with("ack/") => state.inbound_ack = number,
            None => {}
        }
    }
    peers
}

impl Device for Mailbox {
    fn invoke(
        &self,
        _: NodeNumber,
        method: &str,
        args: &CapData<KernelRef>,
        powers: &mut DevicePowers<'_>,
    ) -> Result<CapData<KernelRef>, DeviceError> {
        let args = Args::read(args)?;
        let addressed = |what| -> Result<_, DeviceError> {
            let peer = args.text(0, "the peer")?;
            if peer.len() > MAX_PEER {
                return Err(format!("the name of a peer has at most {MAX_PEER} bytes").into());
            }
            Ok((peer, args.count(1, what)?))
        };
        match method {
            "registerInboundHandler" => {
                if args::handler(powers).is_some() {
                    // spec N27
                    return Err("already registered".into());
                }
                args::set_handler(powers, args.object(0, "the handler")?);
            }
            // As the reference spells it.
            "unregisterInboundHander" => args::forget_handler(powers),
            // spec N26
            "add" => {
                let (peer, number) = addressed("the number of the message")?;
                let body = args.text(2, "the message")?;
                powers.set(
                    message(&peer, number),
                    row(&peer, number, Some(body.clone())),
                );
                let said = json!({ "peer": peer, "add": number, "body": body });
                powers.output(said.to_string());
            }
            "remove" => {
                let (peer, number) = addressed("the number of the message")?;
                powers.delete(&message(&peer, number));
                powers.output(json!({ "peer": peer, "remove": number }).to_string());
            }
            "ackInbound" => {
                let (peer, number) = addressed("the number of the message")?;
                powers.set(acknowledged(&peer), row(&peer, number, None));
                powers.output(json!({ "peer": peer, "ack": number }).to_string());
            }
            other => return Err(args::no_method(other)),
        }
        Ok(CapData::undefined())
    }

    fn input(&self, input: &str, powers: &mut DevicePowers<'_>) -> Result<String, String> {
        let Inbound {
            peer,
            messages,
            ack,
        } = serde_json::from_str(input).map_err(|error| format!("the input: {error}"))?;
        let numbers = messages.iter().map(|(number, _)| *number);
        if numbers.chain([ack]).any(|number| number > MAX_NUMBER) {
            return Err(format!("the input: a number is more than {MAX_NUMBER}"));
        }
        let handler = args::handler(powers).ok_or("no inboundHandler is registered")?;
        let peer = args::string(&peer);
        if !messages.is_empty() {
            let sent = [peer.clone(), encode(&messages)];
            powers.send_only(handler, "deliverInboundMessages", args::list(&sent));
        }
        let sent = [peer, ack.to_string()];
        powers.send_only(handler, "deliverInboundAck", args::list(&sent));
        Ok(String::new())
    }
}

/// The list of messages in a body.
fn encode(messages: &[(u64, String)]) -> String {
    let one = |(number, body): &(u64, String)| format!("[{number},{}]", args::string(body));
    let messages: Vec<_> = messages.iter().map(one).collect();
    format!("[{}]", messages.join(","))
}
