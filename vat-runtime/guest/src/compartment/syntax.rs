//! What compartments do not let text do, decided on its syntax (spec E10.6, E19.1).
//!
//! The engine's parser itself refuses HTML-like comments (spec E10.5), and a `debugger` statement is compiled to
//! nothing (spec E10.8).

use std::ops::ControlFlow;

use boa_ast::Expression;
use boa_ast::expression::{Call, New};
use boa_ast::visitor::{NodeRef, VisitWith, Visitor};
use boa_engine::realm::Realm;
use boa_engine::{JsNativeError, JsResult};
use boa_interner::Sym;

use super::{Expected, of_realm};

/// Looks at code of `realm` before it is compiled: a program, a function or a module.
///
/// # Errors
/// When a compartment may not have it.
pub(crate) fn check_syntax(realm: &Realm, code: NodeRef<'_>) -> JsResult<()> {
    let Some(compartment) = of_realm(realm) else {
        // In the vat's own realm a direct `eval` is what the language says.
        return Ok(());
    };
    let expected = compartment.borrow().data().expected.take();
    if expected == Some(Expected::Lenient) || !calls_eval(code) {
        return Ok(());
    }
    let text = "a direct eval is not allowed in a compartment (SES_EVAL_REJECTED); \
                (0, eval)(text) evaluates in its global scope";
    Err(JsNativeError::syntax().with_message(text).into())
}

fn calls_eval(code: NodeRef<'_>) -> bool {
    EvalCalls.visit(code).is_break()
}

/// Finds calls of `eval` by this name, wherever they are.
struct EvalCalls;

impl<'ast> Visitor<'ast> for EvalCalls {
    type BreakTy = ();

    fn visit_call(&mut self, call: &'ast Call) -> ControlFlow<()> {
        if let Expression::Identifier(name) = call.function().flatten()
            && name.sym() == Sym::EVAL
        {
            return ControlFlow::Break(());
        }
        call.visit_with(self)
    }

    fn visit_new(&mut self, new: &'ast New) -> ControlFlow<()> {
        // The tree holds a call in it, but `new eval(…)` calls nothing: it finds that `eval` is no constructor.
        new.call().visit_with(self)
    }
}
