//! The console of a vat.
