//! Running the cases of one area and telling everything that is wrong with them at once.
//!
//! Nothing here may run a vat itself.

use crate::case::{Case, cases};
use crate::outcome::Found;

/// Runs the cases of an area of a folder, and shows what each gives where `CRANKCASE_CASE` is set.
///
/// # Panics
/// When a case cannot be read or is not as it expects; the report names all of them.
pub fn check(folder: &str, area: &str, find: fn(&Case) -> Found) {
    let cases = cases(folder, area).unwrap_or_else(|broken| panic!("{broken}"));
    let mut complaints = Vec::new();
    for case in &cases {
        let found = find(case);
        if std::env::var_os("CRANKCASE_CASE").is_some() {
            println!("{}: {}", case.name, found.outcome);
            found.prints.iter().for_each(|line| println!("    {line}"));
        }
        let complaint = found.complaint(case);
        complaints.extend(complaint.map(|why| format!("{}.js\n{why}", case.name)));
    }
    assert!(
        complaints.is_empty(),
        "{} of {} cases fail\n{}",
        complaints.len(),
        cases.len(),
        complaints.join("\n")
    );
}
