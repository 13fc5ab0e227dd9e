//! Import and export: bytes to text to rows to clean values, and back.

pub mod clean;
pub mod csv_out;
pub mod decode;
pub mod dialect;
pub mod duplicates;
mod guess;
pub mod headers;
pub mod reject;
pub mod table;

#[cfg(test)]
mod samples_tests;
