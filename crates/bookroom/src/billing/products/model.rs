//! Products and services as hosts see them.

use crate::access::permission::slugs;

slugs! {
    /// Whether unit prices hold the tax.
    PriceMode {
        /// Prices without tax (不含税); tax comes on top.
        Net "net",
        /// Prices with tax (含税); tax is taken out.
        Gross "gross",
    }
}
