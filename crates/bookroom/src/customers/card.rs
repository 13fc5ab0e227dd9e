//! What the house must know of customers and contacts.

use super::contacts::links::store as links;
use super::contacts::merging::commands::refuse_merged as refuse_merged_contacts;
use super::contacts::merging::store as contact_merges;
use super::contacts::store::{self as contact_store, present as contact_present};
use super::duplicates::commands::contacts::follow as forget_contacts_apart;
use super::duplicates::commands::follow as forget_apart;
use super::duplicates::store::{apart, contacts_apart};
use super::important_dates::store as dates;
use super::invoice_profiles::store as profiles;
use super::merging::commands::refuse_merged;
use super::merging::store as merges;
use super::pools::store::{changes, present as pool_present};
use super::store::{keep_in_scope, present, searched};
use crate::error::Result;
use crate::rights::permit::Permit;
use crate::work::{Card, Covers, Tx};

/// Customers belong to operators and teams, contacts to their customers.
pub(crate) const CARD: Card = Card {
    covers: &[
        Covers { kind: "customer", pick: keep_in_scope, private: false },
        Covers { kind: "contact", pick: contact_store::keep_in_scope, private: false },
        Covers { kind: "invoice_profile", pick: profiles::keep_in_scope, private: false },
        Covers { kind: "important_date", pick: dates::keep_in_scope, private: false },
        Covers { kind: "contact_merge", pick: contact_merges::keep_in_scope, private: false },
        Covers { kind: "contact_link", pick: links::keep_in_scope, private: false },
        Covers { kind: "customer_merge", pick: merges::keep_in_scope, private: false },
        Covers { kind: "contact_apart", pick: contacts_apart::keep_in_scope, private: false },
        Covers { kind: "customer_apart", pick: apart::keep_in_scope, private: false },
        Covers { kind: "owner_change", pick: changes::keep_in_scope, private: false },
    ],
    present: &[
        present::CUSTOMER,
        merges::MERGE,
        apart::APART,
        contacts_apart::CONTACTS_APART,
        contact_present::CONTACT,
        profiles::PROFILE,
        dates::DATE,
        links::LINK,
        contact_merges::MERGE,
        pool_present::POOL,
        pool_present::OWNER_CHANGE,
    ],
    follow: Some(follow),
    searched: &[searched::CUSTOMER, searched::CONTACT],
    ..Card::SILENT
};

fn follow(permit: &Permit, tx: &mut Tx<'_>, first: usize) -> Result<()> {
    refuse_merged(permit, tx, first)?;
    refuse_merged_contacts(permit, tx, first)?;
    forget_apart(permit, tx, first)?;
    forget_contacts_apart(permit, tx, first)
}
