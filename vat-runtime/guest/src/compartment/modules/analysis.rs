//! What the text of a module says about itself before it runs: what it imports and exports (spec E9.2).
//!
//! Only looks at the syntax tree. It must never run or resolve anything.

use std::ops::ControlFlow;

use boa_engine::ast;
use boa_engine::ast::declaration::{ExportDeclaration, ImportAttribute, ReExportKind};
use boa_engine::ast::expression::{ImportCall, ImportMeta};
use boa_engine::ast::visitor::{VisitWith, Visitor};
use boa_engine::ast::{ModuleItem, ModuleItemList};
use boa_engine::interner::{Interner, Sym};
use boa_engine::{JsNativeError, JsResult, JsString};

/// What a module imports and exports.
#[derive(Clone, Debug)]
pub(super) struct Analysis {
    /// The specifiers it imports, each once, in the order of the text.
    pub imports: Vec<JsString>,
    /// The names it exports, sorted, without those of `export *`.
    pub exports: Vec<JsString>,
    /// The specifiers of its `export *`, in the order of `imports`.
    pub reexports: Vec<JsString>,
    /// Whether it calls `import()`.
    pub needs_import: bool,
    /// Whether it reads `import.meta`.
    pub needs_import_meta: bool,
}

impl Analysis {
    /// Reads a syntax tree.
    ///
    /// # Errors
    /// A `SyntaxError` for an import attribute that is not `type` (spec E9.24).
    pub(super) fn of(tree: &ast::Module, interner: &Interner) -> JsResult<Self> {
        let text = |sym: Sym| js_text(sym, interner);
        let items = tree.items();
        check_attributes(items, interner)?;
        let mut exports: Vec<JsString> = items.exported_names().into_iter().map(text).collect();
        exports.sort();
        let imports = items.requests();
        let mut reexports: Vec<Sym> = stars(items).collect();
        reexports.sort_by_key(|star| imports.get_index_of(star));
        let mut meta = Meta::default();
        let _: ControlFlow<()> = tree.visit_with(&mut meta);
        Ok(Self {
            imports: imports.into_iter().map(text).collect(),
            exports,
            reexports: reexports.into_iter().map(text).collect(),
            needs_import: meta.import_call,
            needs_import_meta: meta.import_meta,
        })
    }
}

/// The text that a symbol of the parser stands for.
fn js_text(sym: Sym, interner: &Interner) -> JsString {
    JsString::from(interner.resolve_expect(sym).utf16())
}

/// The specifiers of `export * from`.
fn stars(items: &ModuleItemList) -> impl Iterator<Item = Sym> {
    items.items().iter().filter_map(|item| match item {
        ModuleItem::ExportDeclaration(export) => match &**export {
            ExportDeclaration::ReExport {
                kind: ReExportKind::Namespaced { name: None },
                specifier,
                ..
            } => Some(specifier.sym()),
            _ => None,
        },
        _ => None,
    })
}

/// Refuses attributes that no host of this language level knows.
fn check_attributes(items: &ModuleItemList, interner: &Interner) -> JsResult<()> {
    for item in items.items() {
        let attributes: &[ImportAttribute] = match item {
            ModuleItem::ImportDeclaration(import) => import.attributes(),
            ModuleItem::ExportDeclaration(export) => match &**export {
                ExportDeclaration::ReExport { attributes, .. } => attributes,
                _ => continue,
            },
            ModuleItem::StatementListItem(_) => continue,
        };
        for attribute in attributes {
            let key = js_text(attribute.key(), interner);
            if key != "type" {
                let key = key.to_std_string_lossy();
                return Err(JsNativeError::syntax()
                    .with_message(format!("import attribute {key:?} is not supported"))
                    .into());
            }
        }
    }
    Ok(())
}

/// Finds `import()` and `import.meta`, wherever they are.
#[derive(Default)]
struct Meta {
    import_call: bool,
    import_meta: bool,
}

impl<'ast> Visitor<'ast> for Meta {
    type BreakTy = ();

    fn visit_import_call(&mut self, call: &'ast ImportCall) -> ControlFlow<()> {
        self.import_call = true;
        call.visit_with(self)
    }

    fn visit_import_meta(&mut self, _: &'ast ImportMeta) -> ControlFlow<()> {
        self.import_meta = true;
        ControlFlow::Continue(())
    }
}
