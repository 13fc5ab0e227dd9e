//! What products have in fields of the book's own.

use super::model::Product;
use crate::custom_fields::{self, customized};
use crate::rights::permit::Permit;
use crate::work::{Outcome, Review};

customized!(Product, Product);

/// Shows of products what the operator may see.
pub(crate) fn mask_all(permit: &Permit, products: &mut [Product]) {
    products.iter_mut().for_each(|product| custom_fields::mask(product, permit.fields()));
}

impl Outcome for Product {
    fn review(&mut self, review: &mut Review) {
        custom_fields::mask(self, &review.fields);
    }
}
