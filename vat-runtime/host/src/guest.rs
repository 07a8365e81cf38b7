//! Reads a guest image: takes its initial memory out, so that the code can be started on any memory, and
//! refuses whatever would keep state outside of memory (spec D2).
//!
//! The only such state that a guest may have is the stack pointer, which is at its initial value between
//! deliveries. It must never run anything.

use wasmparser::{
    BinaryReaderError, ConstExpr, DataKind, ElementKind, ExternalKind, FunctionBody, Operator,
    Parser, Payload,
};

/// The sections that hold initial memory and its count.
const DATA_SECTIONS: [u8; 2] = [11, 12];
/// Names, debugging information and the like.
const CUSTOM_SECTION: u8 = 0;

/// A guest without its initial memory.
pub struct Prepared<'a> {
    /// The module; its memory begins as zeros.
    pub code: Vec<u8>,
    /// What to write into that memory before anything runs, in order: addresses and bytes.
    pub data: Vec<(usize, &'a [u8])>,
}

/// What is wrong with a guest image, as a sentence.
#[derive(Debug, thiserror::Error)]
#[error("not a guest image: {0}")]
pub struct BadGuest(String);

impl From<BinaryReaderError> for BadGuest {
    fn from(error: BinaryReaderError) -> Self {
        Self(error.to_string())
    }
}

/// A refusal.
fn bad<T>(why: impl Into<String>) -> Result<T, BadGuest> {
    Err(BadGuest(why.into()))
}

/// Splits a guest into code and initial memory.
///
/// # Errors
/// When it is not a module or could keep state outside of its memory.
pub fn prepare(wasm: &[u8]) -> Result<Prepared<'_>, BadGuest> {
    let mut prepared = Prepared {
        code: wasm.get(..8).unwrap_or_default().to_vec(),
        data: Vec::new(),
    };
    let mut mutable = Vec::new();
    let mut globals = 0;
    let mut stack_pointer = None;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match &payload {
            Payload::ImportSection(imports) => {
                for import in imports.clone().into_imports() {
                    if !matches!(import?.ty, wasmparser::TypeRef::Func(_)) {
                        return bad("it imports something that is not a function");
                    }
                }
            }
            Payload::GlobalSection(section) => {
                for global in section.clone() {
                    if global?.ty.mutable {
                        mutable.push(globals);
                    }
                    globals += 1;
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports.clone() {
                    let export = export?;
                    if export.name == "__stack_pointer" && export.kind == ExternalKind::Global {
                        stack_pointer = Some(export.index);
                    }
                }
            }
            Payload::StartSection { .. } => return bad("it has a start function"),
            Payload::ElementSection(elements) => {
                for element in elements.clone() {
                    if matches!(element?.kind, ElementKind::Passive) {
                        return bad("it has a passive element segment");
                    }
                }
            }
            Payload::DataSection(segments) => {
                for segment in segments.clone() {
                    let segment = segment?;
                    prepared.data.push((address(&segment.kind)?, segment.data));
                }
            }
            Payload::CodeSectionEntry(body) => check_body(body)?,
            _ => {}
        }
        if let Some((id, range)) = payload.as_section()
            && id != CUSTOM_SECTION
            && !DATA_SECTIONS.contains(&id)
        {
            put_section(&mut prepared.code, id, &wasm[range]);
        }
    }
    if stack_pointer.is_none() || mutable.as_slice() != stack_pointer.as_slice() {
        return bad("its one mutable global must be the exported __stack_pointer");
    }
    Ok(prepared)
}

/// Appends a section.
fn put_section(module: &mut Vec<u8>, id: u8, content: &[u8]) {
    module.push(id);
    let mut rest = content.len();
    loop {
        let low = (rest & 0x7f) as u8;
        rest >>= 7;
        if rest == 0 {
            module.push(low);
            break;
        }
        module.push(low | 0x80);
    }
    module.extend_from_slice(content);
}

/// Where a data segment goes.
fn address(kind: &DataKind<'_>) -> Result<usize, BadGuest> {
    match kind {
        DataKind::Active {
            memory_index: 0,
            offset_expr,
        } => constant(offset_expr),
        _ => bad("it has a data segment that is not placed in its memory at the start"),
    }
}

/// The value of an expression that is nothing but a number.
fn constant(expression: &ConstExpr<'_>) -> Result<usize, BadGuest> {
    let mut operators = expression.get_operators_reader();
    match (operators.read()?, operators.read()?) {
        (Operator::I32Const { value }, Operator::End) => Ok(value.cast_unsigned() as usize),
        _ => bad("it has a data segment at an address that is not a constant"),
    }
}

/// Refuses code that changes tables: where functions are in tables belongs to the code, not to the heap.
fn check_body(body: &FunctionBody<'_>) -> Result<(), BadGuest> {
    let mut operators = body.get_operators_reader()?;
    while !operators.eof() {
        match operators.read()? {
            Operator::TableSet { .. }
            | Operator::TableGrow { .. }
            | Operator::TableFill { .. }
            | Operator::TableCopy { .. }
            | Operator::TableInit { .. }
            | Operator::ElemDrop { .. } => return bad("it has code that changes a table"),
            Operator::MemoryInit { .. } | Operator::DataDrop { .. } => {
                return bad("it has code that uses data segments");
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STACK_POINTER: &str =
        r#"(global (export "__stack_pointer") (mut i32) (i32.const 65536))"#;

    fn refusal(fields: &str) -> String {
        let wasm = wat::parse_str(format!("(module {fields} {STACK_POINTER})")).unwrap();
        prepare(&wasm)
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn d2_initial_memory_is_taken_out() {
        let wasm = wat::parse_str(format!(
            r#"(module {STACK_POINTER} (memory 1) (data (i32.const 16) "one") (data (i32.const -1) "two")
                (func (drop (i32.load (i32.const 0)))))"#
        ));
        let wasm = wasm.unwrap();
        let prepared = prepare(&wasm).unwrap();
        assert_eq!(
            prepared.data,
            [(16, &b"one"[..]), (u32::MAX as usize, &b"two"[..])]
        );
        let again = prepare(&prepared.code).unwrap();
        assert!(again.data.is_empty());
        assert_eq!(again.code, prepared.code);
    }

    #[test]
    fn d2_state_outside_of_memory_is_refused() {
        assert_eq!(refusal(""), "");
        for (fields, why) in [
            ("(global (mut i64) (i64.const 0))", "mutable global"),
            ("(func $f) (start $f)", "start function"),
            (
                "(table 1 funcref) (func (table.set (i32.const 0) (ref.null func)))",
                "changes a table",
            ),
            (
                "(table 1 funcref) (func (drop (table.grow (ref.null func) (i32.const 1))))",
                "changes a table",
            ),
            ("(func $f) (elem funcref (ref.func $f))", "passive element"),
            (r#"(memory 1) (data "x")"#, "not placed"),
            (r#"(import "a" "b" (memory 1))"#, "not a function"),
            (
                r#"(global $g i32 (i32.const 0)) (memory 1) (data (global.get $g) "x")"#,
                "not a constant",
            ),
        ] {
            assert!(
                refusal(fields).contains(why),
                "{fields}: {:?}",
                refusal(fields)
            );
        }
        assert!(prepare(&wat::parse_str("(module)").unwrap()).is_err());
    }

    #[test]
    fn what_is_no_module_is_refused() {
        for bytes in [
            &b""[..],
            b"\0asm",
            b"\0asm\x01\0\0\0\x01\xff",
            b"hello, world",
        ] {
            assert!(prepare(bytes).is_err(), "{bytes:?}");
        }
    }
}
