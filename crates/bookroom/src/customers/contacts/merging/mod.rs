//! Contacts that are the same person: merged into one, and parted again.

pub mod commands;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;

use commands::{MergeContacts, UnmergeContacts};
use model::{ContactMerge, ContactMergeRule, MergedContacts};

use super::model::ContactVersion;
use crate::customers::Customers;
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{ContactId, ContactMergeId, Page, PageRequest};

impl Customers<'_> {
    /// Merges up to 100 contacts into another one, which takes over all that names them: cases,
    /// dealings, tasks, files, further places, who reports to them. Their own customers become
    /// further places of the one that stays. They stay behind retired and say where they went. A
    /// dry run says what would move. Of fields that no rule names, channels and notes are joined
    /// and empty ones filled; the name stays.
    ///
    /// # Errors
    /// `required` and `too_many` for none or too many, `repeated`, `not_found`, `version_conflict`;
    /// `merged_away` for one that was merged before, `retired` for one to stay; `bad_choice` for a
    /// field or rule, `unknown_reference` for a contact that a rule names; `cycle` when the one
    /// that stays would report to itself; `in_pool`, `record_locked`, `field_not_permitted`,
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::merging::model::ContactMergeRule;
    /// use bookroom::customers::contacts::model::NewContact;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// let customers = session.customers();
    /// let twice = customers.add_contact(NewContact::of(contact.customer, "钱文女士"))?;
    /// let rules = vec![ContactMergeRule::of("name", twice.id)];
    /// let merged =
    ///     customers.merge_contacts((&contact).into(), vec![(&twice).into()], rules)?;
    /// assert_eq!(merged.contact.name, "钱文女士");
    /// assert_eq!(customers.contact(twice.id)?.merged_into, Some(contact.id));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn merge_contacts(
        &self,
        into: ContactVersion,
        contacts: Vec<ContactVersion>,
        rules: Vec<ContactMergeRule>,
    ) -> Result<MergedContacts> {
        self.session.run(MergeContacts { into, contacts, rules })
    }

    /// Undoes a merge of contacts: each has what it had again. What came since stays with the one
    /// that stayed: what names it, fields that were changed.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `wrong_state` when it was undone before; `unmerge_blocked`
    /// with the fact `blocked`: later merges that have to be undone first, places that cases or
    /// dealings came to need, contacts that would report to themselves; `record_locked`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::model::NewContact;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// let customers = session.customers();
    /// let twice = customers.add_contact(NewContact::of(contact.customer, "钱文女士"))?;
    /// let (into, other) = ((&contact).into(), vec![(&twice).into()]);
    /// let merge = customers.merge_contacts(into, other, vec![])?.merge;
    /// let parted = customers.unmerge_contacts(merge.id, merge.version)?;
    /// assert!(parted.others[0].active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unmerge_contacts(&self, id: ContactMergeId, version: i64) -> Result<MergedContacts> {
        self.session.run(UnmergeContacts { id, version })
    }

    /// A page of merges of contacts, newest first, of one contact or of all: those that it took in,
    /// and those by which it went.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// let page = PageRequest::default();
    /// assert!(session.customers().contact_merges(Some(contact.id), &page)?.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn contact_merges(
        &self,
        contact: Option<ContactId>,
        page: &PageRequest,
    ) -> Result<Page<ContactMerge>> {
        self.session.read(Permission::CustomersView, |view| {
            let scope = view.scope;
            store::list(view.conn, &scope, contact, page)
        })
    }

    /// One merge of contacts.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::values::ContactMergeId;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let refused = session.customers().get_contact_merge(ContactMergeId(1)).unwrap_err();
    /// assert_eq!(refused.code().slug(), "not_found");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get_contact_merge(&self, id: ContactMergeId) -> Result<ContactMerge> {
        self.session.read(Permission::CustomersView, |view| {
            let scope = view.scope;
            store::load(view.conn, &scope, id)
        })
    }
}
