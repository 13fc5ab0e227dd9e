//! Reads of profiles: load within the scope, apply the field rights, hand out records.

use super::model::{InvoiceProfile, InvoiceProfileFilter};
use super::{rules, store};
use crate::customers::masks;
use crate::customers::store::merged::stand_in;
use crate::error::{Error, Result};
use crate::values::{Check, InvoiceProfileId, Page, PageRequest};
use crate::work::View;

/// One profile.
pub(crate) fn get(view: &mut View<'_>, id: InvoiceProfileId) -> Result<InvoiceProfile> {
    let found = store::load(view.conn, &view.scope, &[id.0])?;
    let mut found =
        found.into_iter().next().ok_or_else(|| Error::not_found("invoice_profile", id))?;
    masks::invoice_profile(&mut found, &view.fields);
    Ok(found)
}

/// A page of profiles.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &InvoiceProfileFilter,
    page: &PageRequest,
) -> Result<Page<InvoiceProfile>> {
    let mut check = Check::new();
    check.texts("filter", &InvoiceProfileFilter { title: None, ..filter.clone() });
    let title = check.sought_text("title", filter.title.as_deref(), rules::TITLE_LIMIT);
    check.finish()?;
    let customer = stand_in(view, filter.customer)?;
    let filter = InvoiceProfileFilter { customer, title, ..filter.clone() };
    let mut page = store::list(view.conn, &view.scope, &filter, page)?;
    for profile in &mut page.items {
        masks::invoice_profile(profile, &view.fields);
    }
    Ok(page)
}
