//! The tables as diesel sees them, the same on every database: made by the build script from
//! `migrations/`.

#![allow(missing_docs)] // columns that need no comment there have none here

include!(concat!(env!("OUT_DIR"), "/schema.rs"));
