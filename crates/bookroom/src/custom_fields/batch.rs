//! The values of the records of one call, before and after, where the records themselves are made
//! elsewhere.

use std::marker::PhantomData;

use super::model::CustomSubject;
use super::{Customized, Edits, Kept, Put, Values, keep, keep_for, save};
use crate::error::Result;
use crate::rights::permit::Permit;
use crate::values::Check;
use crate::work::Tx;

/// The values of one record, which itself may not be there yet.
struct Own<T> {
    id: i64,
    values: [Values; 2],
    of: PhantomData<T>,
}

impl<T> Own<T> {
    fn new(id: i64, values: [Values; 2]) -> Self {
        Self { id, values, of: PhantomData }
    }
}

impl<T: Customized> Customized for Own<T> {
    const SUBJECT: CustomSubject = T::SUBJECT;

    fn id(&self) -> i64 {
        self.id
    }

    fn values(&self) -> [&Values; 2] {
        self.values.each_ref()
    }

    fn values_mut(&mut self) -> [&mut Values; 2] {
        self.values.each_mut()
    }
}

/// Where the records of a call stand in it: the name of the list, and what is below its items.
pub(crate) type List<'l> = (&'l str, &'l str);

fn path((name, below): List<'_>, index: usize) -> String {
    format!("{name}[{index}]{below}")
}

/// The values of the records of one call.
pub(crate) struct Batch<T> {
    before: Vec<Option<Own<T>>>,
    after: Vec<Own<T>>,
}

impl<T: Customized> Batch<T> {
    /// Those of new records.
    pub(crate) fn of_new<'n>(
        permit: &Permit,
        tx: &mut Tx<'_>,
        list: List<'_>,
        new: impl Iterator<Item = &'n Values>,
        check: &mut Check,
    ) -> Result<Self> {
        let fields = keep(tx, T::SUBJECT)?;
        let mut batch = Self { before: Vec::new(), after: Vec::new() };
        for (index, given) in new.enumerate() {
            let mut own = Own::<T>::new(0, Default::default());
            let path = path(list, index);
            let added =
                check.within(&path, |check| fields.add(&mut own, given, permit.fields(), check));
            added.map_err(|error| error.below(&path))?;
            batch.before.push(None);
            batch.after.push(own);
        }
        batch.settle(tx, &fields, list, check)?;
        Ok(batch)
    }

    /// Those of changed records, in their order.
    pub(crate) fn of_edits<'e>(
        permit: &Permit,
        tx: &mut Tx<'_>,
        list: List<'_>,
        old: &[T],
        edits: impl Iterator<Item = &'e Edits> + Clone,
        check: &mut Check,
    ) -> Result<Self> {
        let fields = keep_for(tx, T::SUBJECT, edits.clone())?;
        let mut batch = Self { before: Vec::new(), after: Vec::new() };
        for (index, (record, edit)) in old.iter().zip(edits).enumerate() {
            let own = || Own::<T>::new(record.id(), record.values().map(Values::clone));
            let mut after = own();
            let path = path(list, index);
            let edited =
                check.within(&path, |check| fields.edit(&mut after, edit, permit.fields(), check));
            edited.map_err(|error| error.below(&path))?;
            batch.before.push(Some(own()));
            batch.after.push(after);
        }
        batch.settle(tx, &fields, list, check)?;
        Ok(batch)
    }

    fn settle(
        &self,
        tx: &mut Tx<'_>,
        fields: &Kept,
        list: List<'_>,
        check: &mut Check,
    ) -> Result<()> {
        let paths: Vec<String> = (0..self.after.len()).map(|index| path(list, index)).collect();
        let puts = paths.iter().zip(self.before.iter().zip(&self.after));
        let puts: Vec<Put<'_, Own<T>>> = puts
            .map(|(path, (before, after))| Put { path, before: before.as_ref(), after })
            .collect();
        fields.settle(tx, &puts, check)
    }

    /// Gives a record of the call its values.
    pub(crate) fn give(&self, index: usize, record: &mut T) {
        if let Some(own) = self.after.get(index) {
            let [plain, personal] = record.values_mut();
            let [own, own_personal] = own.values();
            (*plain, *personal) = (own.clone(), own_personal.clone());
        }
    }

    /// Writes them, with the ids that the records have.
    pub(crate) fn save(mut self, tx: &mut Tx<'_>, ids: impl Iterator<Item = i64>) -> Result<()> {
        for (own, id) in self.after.iter_mut().zip(ids) {
            own.id = id;
        }
        let both = self.before.iter().zip(&self.after);
        let pairs: Vec<_> = both.map(|(before, after)| (before.as_ref(), after)).collect();
        let book = tx.book_id();
        save(tx.conn, book, &pairs)
    }
}
