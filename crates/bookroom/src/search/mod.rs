//! One box for everything: customers and suppliers, contacts, documents, products and cases by
//! parts of their names and numbers, by pinyin, by phones. The index is a floor below.

pub(crate) mod card;
mod fill;
pub mod model;
mod queries;
mod rules;
mod store;

pub(crate) use fill::fill_books;
use model::{SearchKind, SearchQuery, SearchResults};

use crate::error::Result;
use crate::rights::permission::Permission;
use crate::work::Session;

/// The search over a book.
pub struct Search<'s> {
    session: &'s Session,
}

impl Session {
    /// One box for everything.
    ///
    /// # Examples
    /// ```
    /// use bookroom::search::model::SearchQuery;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// session.customers().add(bookroom::customers::model::NewCustomer::company("杭州青禾"))?;
    /// for typed in ["青", "青禾", "hzqh", "qinghe"] {
    ///     let found = session.search().find(&SearchQuery::of(typed))?;
    ///     assert_eq!(found.hits[0].title, "杭州青禾");
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn search(&self) -> Search<'_> {
        Search { session: self }
    }
}

impl Search<'_> {
    /// Finds records by what somebody types, the best fit first: names and numbers by any part of
    /// them, from one Chinese character on; names by pinyin and its initials; phones by three
    /// digits in a row, mails by the beginnings of their words, tax numbers and bank accounts by
    /// four signs of their beginning or of their last eight; documents and cases by their customer
    /// as well. Accents, case, full-width and Traditional forms do not count.
    ///
    /// Only records within the operator's reach are found, and none by a field that is hidden from
    /// him or masked.
    ///
    /// # Errors
    /// `not_permitted` when none of the kinds may be seen; `required` for a blank text, `too_long`,
    /// `bad_character`; `out_of_range` for the limit.
    ///
    /// # Examples
    /// ```
    /// use bookroom::search::model::{SearchFit, SearchKind, SearchQuery};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let kinds = vec![SearchKind::Customer];
    /// let query = SearchQuery { kinds, limit: Some(5), ..SearchQuery::of(&customer.name) };
    /// let found = session.search().find(&query)?;
    /// assert_eq!((found.hits[0].id, found.hits[0].fit), (customer.id.0, SearchFit::Whole));
    /// assert_eq!((found.counts[0].count, found.more), (1, false));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find(&self, query: &SearchQuery) -> Result<SearchResults> {
        let all = SearchKind::ALL.to_vec();
        let kinds = if query.kinds.is_empty() { &all } else { &query.kinds };
        let needed = kinds.iter().map(|kind| kind.seen_with());
        let permitted =
            needed.clone().find(|permission| self.session.authorise(*permission).is_ok());
        let first = needed.clone().next().unwrap_or(Permission::CustomersView);
        self.session.read(permitted.unwrap_or(first), |view| queries::find(view, query))
    }

    /// Makes the index of the book anew from its records, a few thousand of them at a time; others
    /// go on working, and find less until it is done. Nothing else needs it: every command keeps
    /// the index. It is for a store that was changed by other programs, as [`Session::verify`]
    /// tells.
    ///
    /// # Errors
    /// `not_permitted` without `book.edit`, `within_callback`, `busy`, `corrupt`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// session.search().rebuild()?;
    /// assert!(session.verify()?.findings.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rebuild(&self) -> Result<()> {
        let session = self.session;
        session.refuse_within()?;
        session.authorise(Permission::BookEdit)?;
        let book = session.book_id().0;
        session.room.store.write(true, |conn| fill::begin(conn, book))?;
        fill::fill(&session.room, book)
    }
}
