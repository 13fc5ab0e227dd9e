//! Which of a customer's profiles a document shows.

use std::collections::BTreeMap;

use crate::customers::InvoiceProfile;
use crate::error::Code;
use crate::values::Check;

/// What a document says of the profile that it shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish {
    /// The customer or supplier.
    pub(crate) customer: i64,
    /// Whether it is a sale: suppliers write their own bills.
    pub(crate) is_sale: bool,
    /// The profile that is named.
    pub(crate) named: Option<i64>,
}

impl Wish {
    /// The profile that the document shows: the one that is named, which must be the customer's and
    /// in use, else a sale the customer's default one.
    pub(crate) fn profile<'p>(
        &self,
        known: &'p BTreeMap<i64, InvoiceProfile>,
        check: &mut Check,
    ) -> Option<&'p InvoiceProfile> {
        let Some(named) = self.named else {
            let is_default = |it: &&InvoiceProfile| it.is_default && it.customer.0 == self.customer;
            return known.values().find(is_default).filter(|_| self.is_sale);
        };
        let found = known.get(&named).filter(|profile| profile.customer.0 == self.customer);
        match found {
            None => check.fail("profile", Code::UnknownReference),
            Some(_) if !self.is_sale => check.fail("profile", Code::BadChoice),
            Some(profile) => check.require(profile.active, "profile", Code::Retired),
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::invoice_profiles::rules::blank;
    use crate::values::{CustomerId, InvoiceProfileId};

    fn known() -> BTreeMap<i64, InvoiceProfile> {
        let of = |id: i64, customer: i64| InvoiceProfile {
            id: InvoiceProfileId(id),
            ..blank(CustomerId(customer))
        };
        let first = InvoiceProfile { is_default: true, ..of(1, 7) };
        let retired = InvoiceProfile { active: false, ..of(3, 7) };
        [first, of(2, 7), retired, of(4, 8)].map(|it| (it.id.0, it)).into()
    }

    fn shown(is_sale: bool, named: Option<i64>) -> (Option<i64>, Option<Code>) {
        let known = known();
        let mut check = Check::new();
        let found = Wish { customer: 7, is_sale, named }.profile(&known, &mut check);
        (found.map(|it| it.id.0), check.finish().err().map(|error| error.code()))
    }

    #[test]
    fn a_sale_shows_what_is_named_or_the_default() {
        assert_eq!(shown(true, None), (Some(1), None));
        assert_eq!(shown(true, Some(2)), (Some(2), None));
        assert_eq!(shown(true, Some(3)).1, Some(Code::Retired));
        assert_eq!(shown(true, Some(4)).1, Some(Code::UnknownReference));
        assert_eq!(shown(true, Some(9)).1, Some(Code::UnknownReference));
    }

    #[test]
    fn a_supplier_writes_its_own_bills() {
        assert_eq!(shown(false, None), (None, None));
        assert_eq!(shown(false, Some(2)).1, Some(Code::BadChoice));
    }
}
