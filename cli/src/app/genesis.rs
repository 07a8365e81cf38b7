//! An application as the kernel takes it, from its configuration.
//!
//! This module must never read a file.

use std::sync::Arc;

use crankcase_abi::Bundle;
use crankcase_kernel::StaticVat;

use super::config::VatConfig;
use super::document::{Entry, Node, Value};
use super::error::AppError;
use crate::smallcaps;

/// A vat, from its configuration, its code, and for the bootstrap vat the arguments of the run.
///
/// # Errors
/// When the code is larger than a vat can be given.
pub fn static_vat(
    config: &VatConfig,
    bundle: &Bundle,
    argv: Option<&[String]>,
) -> Result<StaticVat, AppError> {
    Ok(StaticVat {
        bundle: code(bundle, &config.missing)?,
        parameters: format!("#{}", smallcaps::encode(&parameters(config, argv))),
        memory_limit: config.creation.memory_limit,
        crank_limit: config.creation.computron_limit,
        pipelining: config.creation.pipelining,
        options: config.creation.options,
        reap: config.creation.reap,
        critical: config.creation.critical,
        snapshots: config.creation.snapshots,
    })
}

/// The canonical bytes of a bundle. `place` is an error that knows where the bundle is named.
///
/// # Errors
/// When they are more than a vat can be given.
pub fn code(bundle: &Bundle, place: &AppError) -> Result<Arc<[u8]>, AppError> {
    let bytes = bundle.to_bytes();
    if bytes.len() > crankcase_abi::codec::MAX_BYTES {
        let message = format!(
            "{} has {} bytes of code, more than a vat can have",
            bundle.entry,
            bytes.len()
        );
        return Err(AppError {
            message,
            ..place.clone()
        });
    }
    Ok(Arc::from(bytes))
}

/// A vat's parameters. `argv` takes the place of a parameter with that name, unless it is empty and there
/// is one.
fn parameters(config: &VatConfig, argv: Option<&[String]>) -> Node {
    let mut node = config.parameters.clone().unwrap_or(Node {
        at: 0,
        value: Value::Map(Vec::new()),
    });
    let (Value::Map(entries), Some(argv)) = (&mut node.value, argv) else {
        return node;
    };
    if argv.is_empty() && entries.iter().any(|entry| entry.key == "argv") {
        return node;
    }
    entries.retain(|entry| entry.key != "argv");
    let items = argv
        .iter()
        .map(|argument| Node {
            at: 0,
            value: Value::Text(argument.clone()),
        })
        .collect();
    entries.push(Entry {
        at: 0,
        key: "argv".to_owned(),
        node: Node {
            at: 0,
            value: Value::List(items),
        },
    });
    node
}
