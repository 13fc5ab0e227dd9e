//! The texts by which documents are found.

use diesel::prelude::*;

use crate::error::Result;
use crate::index::{Part, Piece, Pieces, Searched};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::invoice;

/// See [`crate::work::Card`]. Whose they are is found by the customer.
pub(crate) const SEARCHED: Searched =
    Searched { kind: "invoice", code: 3, fields: &["number", "reference"], protected: &[], load };

fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Pieces> {
    let mut found = Pieces::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<String>, Option<String>)> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::id.eq_any(chunk))
            .select((invoice::id, invoice::number, invoice::reference))
            .load(conn)?;
        for (id, number, reference) in rows {
            let texts = [number, reference].into_iter().flatten();
            found.insert(id, texts.map(|text| Piece::new(Part::Code, &text)).collect());
        }
    }
    Ok(found)
}
