//! Reads of merges.

use super::model::CustomerMerge;
use super::store;
use crate::error::Result;
use crate::values::{CustomerId, CustomerMergeId, Page, PageRequest};
use crate::work::View;

/// One merge.
pub(crate) fn get(view: &mut View<'_>, id: CustomerMergeId) -> Result<CustomerMerge> {
    let scope = view.scope;
    store::load(view.conn, &scope, id)
}

/// A page of merges, newest first.
pub(crate) fn list(
    view: &mut View<'_>,
    of: Option<CustomerId>,
    page: &PageRequest,
) -> Result<Page<CustomerMerge>> {
    let scope = view.scope;
    store::list(view.conn, &scope, of, page)
}
