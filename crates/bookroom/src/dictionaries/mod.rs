//! User-maintained lists: enterprise type, level, source, region …

pub(crate) mod resolve;

use crate::access::permit::Permit;
use crate::command::Tx;
use crate::error::Result;

pub(crate) use resolve::{ItemLabel, ResolvedItem, load_labels, resolve};

/// Fills a new book with the seed dictionaries.
pub(crate) fn found(_permit: &Permit, _tx: &mut Tx<'_>) -> Result<()> {
    Ok(())
}
