//! What `build/` makes of the description of the engine.

/// What each type is in Python.
pub(crate) mod schema {
    include!(concat!(env!("OUT_DIR"), "/schema.rs"));
}

/// The calls of the engine's handles, and its commands.
pub(crate) mod calls {
    #![allow(clippy::wildcard_imports)]
    include!(concat!(env!("OUT_DIR"), "/calls.rs"));
}
