//! Import and export: bytes to text to rows to clean values, and back.

pub mod decode;
pub mod dialect;
mod guess;
pub mod table;
