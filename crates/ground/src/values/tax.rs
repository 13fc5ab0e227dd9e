//! How tax is worked out.

use super::slugs::slugs;

slugs! {
    /// Where the tax of a document is rounded.
    TaxRounding {
        /// On each line; the document's tax is the sum.
        Line "line",
        /// Once for each rate of the document, as EN 16931 asks; spread over the lines so that they
        /// add up.
        Document "document",
    }
}
