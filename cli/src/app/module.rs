//! One module's text: whether it is a correct ES module, what it imports, and what it exports.
//!
//! This module must never resolve a specifier or read a file.

use std::collections::BTreeSet;
use std::ops::Range;
use std::thread;

use oxc_allocator::Allocator;
use oxc_ast::AstKind;
use oxc_ast::ast::{
    Expression, ImportAttribute, ImportAttributeKey, ImportDeclarationSpecifier as Specifier,
    ImportExpression, ImportPhase, ObjectPropertyKind, StringLiteral, WithClause,
};
use oxc_diagnostics::{Diagnostics, OxcDiagnostic};
use oxc_parser::{ParseOptions, Parser};
use oxc_semantic::{Semantic, SemanticBuilder};
use oxc_span::{GetSpan, SourceType, Span};
use oxc_syntax::module_record::{ExportExportName, ModuleRecord};

use super::error::AppError;

/// The parser recurses where a text nests. Measured, an opening bracket costs it at most 1.7 KiB of stack
/// and any other byte at most 0.3 KiB, so that this much for each is never exhausted. Stack is only
/// reserved here; what a text does not nest, it does not use.
const STACK_PER_BRACKET: usize = 8 << 10;
const STACK_PER_BYTE: usize = 768;

/// Stack that parsing needs however short the text.
const STACK_BASE: usize = 1 << 20;

/// What a file's name and its package say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An ES module.
    Module,
    /// A JSON text.
    Json,
    /// An ES module or a CommonJS module: its text decides.
    Unknown,
}

/// What the graph of modules needs to know about one of them.
#[derive(Debug, Default)]
pub struct Facts {
    /// Its imports, re-exports and dynamic imports of literal specifiers, in the order of the text.
    pub imports: Vec<Request>,
    /// The names that it imports from other modules or re-exports one by one.
    pub names: Vec<NameRequest>,
    /// The names that it exports.
    pub exports: BTreeSet<String>,
    /// The specifiers of its `export *`.
    pub stars: Vec<String>,
    /// Where it says that a module is JSON. That is settled when modules are bundled, and vats do not know
    /// import attributes.
    attributes: Vec<Range<usize>>,
}

/// One mention of another module.
#[derive(Debug)]
pub struct Request {
    /// The specifier.
    pub specifier: String,
    /// Where it stands, in bytes.
    pub at: usize,
    /// Whether it is an `import()`, which may fail when it is reached.
    pub dynamic: bool,
    /// Whether it says that the other module is JSON.
    pub json: bool,
}

/// One name that another module must export.
#[derive(Debug)]
pub struct NameRequest {
    /// The other module's specifier.
    pub specifier: String,
    /// The name.
    pub name: String,
    /// Where it stands, in bytes.
    pub at: usize,
}

/// Reads a module's text. Returns the text to run: JSON becomes a module, and import attributes become
/// spaces, so that every place keeps its line and column.
///
/// # Errors
/// When it is not a correct module; `shown` is what the error calls the file.
pub fn read(shown: &str, source: String, kind: Kind) -> Result<(String, Facts), AppError> {
    if kind == Kind::Json {
        return json(shown, &source);
    }
    let brackets = source.bytes().filter(|byte| b"([{".contains(byte)).count();
    let stack = STACK_BASE + source.len() * STACK_PER_BYTE + brackets * STACK_PER_BRACKET;
    let facts = thread::scope(|scope| {
        let parse = || analyze(shown, &source, kind);
        let worker = thread::Builder::new()
            .stack_size(stack)
            .spawn_scoped(scope, parse);
        let worker =
            worker.map_err(|error| AppError::file(shown, format!("cannot be parsed: {error}")))?;
        worker
            .join()
            .map_err(|_| AppError::file(shown, "cannot be parsed: the parser failed"))?
    })?;
    Ok((blank(source, &facts.attributes), facts))
}

/// The text with spaces in these ranges, which are in order.
fn blank(source: String, ranges: &[Range<usize>]) -> String {
    if ranges.is_empty() {
        return source;
    }
    let mut out = String::with_capacity(source.len());
    let mut end = 0;
    for range in ranges {
        out.push_str(&source[end..range.start]);
        out.extend(
            source[range.clone()]
                .chars()
                .map(|c| if c == '\n' { c } else { ' ' }),
        );
        end = range.end;
    }
    out.push_str(&source[end..]);
    out
}

/// A JSON text as a module. An object literal means the same as the JSON text, but for one key.
fn json(shown: &str, source: &str) -> Result<(String, Facts), AppError> {
    let document = super::document::Document::json(shown.to_owned(), source.to_owned())?;
    if let Some(at) = document.find_key("__proto__") {
        return Err(document.error(at, "a JSON module must not have the key \"__proto__\""));
    }
    let facts = Facts {
        exports: BTreeSet::from(["default".to_owned()]),
        ..Facts::default()
    };
    Ok((format!("export default {};\n", source.trim()), facts))
}

fn analyze(shown: &str, source: &str, kind: Kind) -> Result<Facts, AppError> {
    let allocator = Allocator::default();
    let source_type = match kind {
        Kind::Unknown => SourceType::unambiguous(),
        Kind::Module | Kind::Json => SourceType::mjs(),
    };
    let options = ParseOptions {
        parse_regular_expression: true,
        ..ParseOptions::default()
    };
    let parsed = Parser::new(&allocator, source, source_type)
        .with_options(options)
        .parse();
    refuse_errors(shown, source, &parsed.diagnostics)?;
    if parsed.panicked {
        return Err(AppError::file(shown, "cannot be parsed"));
    }
    let checked = SemanticBuilder::new()
        .with_check_syntax_error(true)
        .with_build_nodes(true)
        .build(&parsed.program);
    if !parsed.program.source_type.is_module() {
        let free = checked.semantic.scoping().root_unresolved_references();
        if ["require", "module", "exports"]
            .iter()
            .any(|name| free.contains_key(*name))
        {
            return Err(AppError::file(
                shown,
                "is a CommonJS module; only ES modules are supported",
            ));
        }
        return analyze(shown, source, Kind::Module);
    }
    refuse_errors(shown, source, &checked.diagnostics)?;
    let mut facts = Facts::default();
    collect_imports(shown, source, &checked.semantic, &mut facts)?;
    collect_names(&checked.semantic, &mut facts);
    collect_exports(&parsed.module_record, &mut facts);
    Ok(facts)
}

/// The first error among diagnostics, at the place that it labels.
fn refuse_errors(shown: &str, source: &str, diagnostics: &Diagnostics) -> Result<(), AppError> {
    let Some(error) = diagnostics.errors().next() else {
        return Ok(());
    };
    Err(AppError::at(
        shown,
        source,
        offset(error),
        format!("SyntaxError: {}", error.message),
    ))
}

fn offset(error: &OxcDiagnostic) -> usize {
    error
        .labels
        .first()
        .map_or(0, |label| label.offset() as usize)
}

fn collect_imports(
    shown: &str,
    source: &str,
    semantic: &Semantic<'_>,
    facts: &mut Facts,
) -> Result<(), AppError> {
    for node in semantic.nodes() {
        let (specifier, clause, phase, dynamic) = match node.kind() {
            AstKind::ImportDeclaration(import) => {
                (&import.source, &import.with_clause, import.phase, None)
            }
            AstKind::ExportFromDeclaration(export) => {
                (&export.source, &export.with_clause, None, None)
            }
            AstKind::ExportAllDeclaration(export) => {
                (&export.source, &export.with_clause, None, None)
            }
            AstKind::ImportExpression(import) => match &import.source {
                Expression::StringLiteral(specifier) => {
                    (&**specifier, &None, import.phase, Some(import))
                }
                _ => continue,
            },
            _ => continue,
        };
        let at = specifier.span.start as usize;
        let refuse = |why| AppError::at(shown, source, at, why);
        check_form(specifier, phase).map_err(refuse)?;
        let attributes = match dynamic {
            Some(import) => json_options(import),
            // The span of a clause begins after its `with`.
            None => json_clause(clause.as_deref())
                .map_err(refuse)?
                .map(|clause| Span::new(specifier.span.end, clause.end)),
        };
        facts.imports.push(Request {
            specifier: specifier.value.to_string(),
            at,
            dynamic: dynamic.is_some(),
            json: attributes.is_some(),
        });
        facts
            .attributes
            .extend(attributes.map(|span| span.start as usize..span.end as usize));
    }
    Ok(())
}

/// Refuses the forms of imports that vats do not have.
fn check_form(specifier: &StringLiteral<'_>, phase: Option<ImportPhase>) -> Result<(), String> {
    if specifier.lone_surrogates {
        return Err("the specifier is not a Unicode string".to_owned());
    }
    match phase {
        None => Ok(()),
        Some(ImportPhase::Source) => Err("import source is not supported".to_owned()),
        Some(ImportPhase::Defer) => Err("import defer is not supported".to_owned()),
    }
}

/// Where a `with { type: "json" }` stands; there is no other attribute.
fn json_clause(clause: Option<&WithClause<'_>>) -> Result<Option<Span>, String> {
    let key = |attribute: &ImportAttribute<'_>| match &attribute.key {
        ImportAttributeKey::Identifier(key) => key.name.to_string(),
        ImportAttributeKey::StringLiteral(key) => key.value.to_string(),
    };
    let Some(clause) = clause else {
        return Ok(None);
    };
    for attribute in &clause.with_entries {
        let (key, value) = (key(attribute), attribute.value.value.as_str());
        if (key.as_str(), value) != ("type", "json") {
            return Err(format!(
                "the import attribute {key}: {value:?} is not supported"
            ));
        }
    }
    Ok((!clause.with_entries.is_empty()).then_some(clause.span))
}

/// Where the options of an `import()` stand, with their comma, if they are exactly
/// `{ with: { type: "json" } }`.
fn json_options(import: &ImportExpression<'_>) -> Option<Span> {
    let options = import.options.as_ref()?;
    let with = only_property(options, "with")?;
    match only_property(with, "type")? {
        Expression::StringLiteral(kind) if kind.value == "json" => {
            Some(Span::new(import.source.span().end, options.span().end))
        }
        _ => None,
    }
}

/// The value in an object literal whose only property has this name.
fn only_property<'e, 'a>(object: &'e Expression<'a>, name: &str) -> Option<&'e Expression<'a>> {
    let Expression::ObjectExpression(object) = object else {
        return None;
    };
    match object.properties.as_slice() {
        [ObjectPropertyKind::ObjectProperty(property)]
            if property.key.is_specific_static_name(name) =>
        {
            Some(&property.value)
        }
        _ => None,
    }
}

fn collect_names(semantic: &Semantic<'_>, facts: &mut Facts) {
    let mut request = |specifier: &StringLiteral<'_>, name: &str, span: Span| {
        facts.names.push(NameRequest {
            specifier: specifier.value.to_string(),
            name: name.to_owned(),
            at: span.start as usize,
        });
    };
    for node in semantic.nodes() {
        match node.kind() {
            AstKind::ImportDeclaration(import) => {
                for specifier in import.specifiers.iter().flatten() {
                    match specifier {
                        Specifier::ImportSpecifier(one) => {
                            request(
                                &import.source,
                                one.imported.name().as_str(),
                                one.imported.span(),
                            );
                        }
                        Specifier::ImportDefaultSpecifier(one) => {
                            request(&import.source, "default", one.span)
                        }
                        Specifier::ImportNamespaceSpecifier(_) => {}
                    }
                }
            }
            AstKind::ExportFromDeclaration(export) => {
                for one in &export.specifiers {
                    request(&export.source, one.local.name().as_str(), one.local.span());
                }
            }
            _ => {}
        }
    }
}

fn collect_exports(record: &ModuleRecord<'_>, facts: &mut Facts) {
    for entry in record
        .local_export_entries
        .iter()
        .chain(&record.indirect_export_entries)
    {
        match &entry.export_name {
            ExportExportName::Name(name) => drop(facts.exports.insert(name.name.to_string())),
            ExportExportName::Default(_) => drop(facts.exports.insert("default".to_owned())),
            ExportExportName::Null => {}
        }
    }
    for entry in &record.star_export_entries {
        match (&entry.export_name, &entry.module_request) {
            (ExportExportName::Name(name), _) => drop(facts.exports.insert(name.name.to_string())),
            (_, Some(request)) => facts.stars.push(request.name.to_string()),
            (_, None) => {}
        }
    }
}
