//! Devices that hosts commonly need, with the reference system's interfaces towards vats (spec N20 to N31).
//!
//! Each is a function of what it is given: time, mail and commands come in as inputs, and what goes out waits for
//! the commit. None of them may look at a clock, a file or a network; that is what their host does with what
//! they say.

mod args;
mod bridge;
mod command;
mod mailbox;
mod timer;

use crankcase_kernel::Devices;

pub use bridge::Bridge;
pub use command::Command;
pub use mailbox::{Mailbox, MailboxState, mailbox_state};
pub use timer::Timer;

/// The names of the devices that an application read from files may have.
pub const NAMES: [&str; 4] = ["bridge", "command", "mailbox", "timer"];

/// All of them, each under its name, as `crankcase` offers them to the applications it runs. The bridge answers
/// every call with `undefined`.
#[must_use]
pub fn standard() -> Devices {
    Devices::new()
        .with("bridge", Bridge::new())
        .with("command", Command)
        .with("mailbox", Mailbox)
        .with("timer", Timer)
}
