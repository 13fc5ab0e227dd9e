//! The Rust that is made of the description of the engine: what each type is in Python, and the
//! calls. The calls are typed, so that they compile only against an engine as it is described.

mod calls;
mod python;
mod schema;

use bookroom_describe::model::Description;
use python::Python;

/// What a step comes to, or a sentence that says why not.
pub type Outcome<T> = Result<T, String>;

/// Every file with its text.
pub fn files(description: &Description) -> Outcome<[(&'static str, String); 2]> {
    let python = Python::of(description)?;
    Ok([("schema.rs", schema::write(&python)?), ("calls.rs", calls::write(&python)?)])
}
