//! What `tools/generate.py` makes of the engine's source.

pub(crate) mod calls;
pub(crate) mod schema;
