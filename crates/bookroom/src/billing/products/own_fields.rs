//! What products have in fields of the book's own.

use super::model::{NewProduct, Product, ProductUpdate};
use crate::custom_fields::model::CustomSubject;
use crate::custom_fields::{self, Put, Values, customized};
use crate::error::Result;
use crate::rights::permit::Permit;
use crate::values::{Check, ProductId};
use crate::work::{Outcome, Review, Tx};

customized!(Product, Product);
customized!(Own, Product);

/// The values of one product, which itself may not be there yet.
#[derive(Debug, Clone)]
struct Own {
    id: ProductId,
    custom: Values,
    custom_personal: Values,
}

/// The values of the products of one call, before and after.
pub(crate) struct OwnFields {
    before: Vec<Option<Own>>,
    after: Vec<Own>,
}

impl OwnFields {
    /// Those of new products.
    pub(crate) fn of_new(
        permit: &Permit,
        tx: &mut Tx<'_>,
        new: &[NewProduct],
        check: &mut Check,
    ) -> Result<Self> {
        let fields = custom_fields::keep(tx, CustomSubject::Product)?;
        let mut after = Vec::with_capacity(new.len());
        for (index, new) in new.iter().enumerate() {
            let blank = Values::new();
            let (custom, custom_personal) = (blank.clone(), blank);
            let mut own = Own { id: ProductId(0), custom, custom_personal };
            let path = path(("products", ""), index);
            let added = check
                .within(&path, |check| fields.add(&mut own, &new.custom, permit.fields(), check));
            added.map_err(|error| error.below(&path))?;
            after.push(own);
        }
        let own = Self { before: vec![None; after.len()], after };
        own.settle(tx, &fields, ("products", ""), check)?;
        Ok(own)
    }

    /// Those of changed products.
    pub(crate) fn of_edits(
        permit: &Permit,
        tx: &mut Tx<'_>,
        old: &[Product],
        edits: &[ProductUpdate],
        check: &mut Check,
    ) -> Result<Self> {
        let named = edits.iter().map(|update| &update.edit.custom);
        let fields = custom_fields::keep_for(tx, CustomSubject::Product, named)?;
        let mut own = Self { before: Vec::new(), after: Vec::new() };
        for (index, (product, update)) in old.iter().zip(edits).enumerate() {
            let before = Own {
                id: product.id,
                custom: product.custom.clone(),
                custom_personal: product.custom_personal.clone(),
            };
            let mut after = before.clone();
            let path = path(("edits", ".edit"), index);
            let edited = check.within(&path, |check| {
                fields.edit(&mut after, &update.edit.custom, permit.fields(), check)
            });
            edited.map_err(|error| error.below(&path))?;
            own.before.push(Some(before));
            own.after.push(after);
        }
        own.settle(tx, &fields, ("edits", ".edit"), check)?;
        Ok(own)
    }

    fn settle(
        &self,
        tx: &mut Tx<'_>,
        fields: &custom_fields::Kept,
        list: (&str, &str),
        check: &mut Check,
    ) -> Result<()> {
        let paths: Vec<String> = (0..self.after.len()).map(|index| path(list, index)).collect();
        let both = self.before.iter().zip(&self.after);
        let puts = paths.iter().zip(both);
        let puts: Vec<Put<'_, Own>> = puts
            .map(|(path, (before, after))| Put { path, before: before.as_ref(), after })
            .collect();
        fields.settle(tx, &puts, check)
    }

    /// Writes them, with the ids that the products have.
    pub(crate) fn save(mut self, tx: &mut Tx<'_>, ids: impl Iterator<Item = i64>) -> Result<()> {
        for (own, id) in self.after.iter_mut().zip(ids) {
            own.id = ProductId(id);
        }
        let both = self.before.iter().zip(&self.after);
        let pairs: Vec<_> = both.map(|(before, after)| (before.as_ref(), after)).collect();
        let book = tx.book_id();
        custom_fields::save(tx.conn, book, &pairs)
    }
}

fn path((name, below): (&str, &str), index: usize) -> String {
    format!("{name}[{index}]{below}")
}

/// Shows of products what the operator may see.
pub(crate) fn mask_all(permit: &Permit, products: &mut [Product]) {
    products.iter_mut().for_each(|product| custom_fields::mask(product, permit.fields()));
}

impl Outcome for Product {
    fn review(&mut self, review: &mut Review) {
        custom_fields::mask(self, &review.fields);
    }
}
