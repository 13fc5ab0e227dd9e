//! The texts by which products are found.

use diesel::prelude::*;

use crate::custom_fields::{self, CustomSubject};
use crate::error::Result;
use crate::index::{Part, Piece, Pieces, Searched};
use crate::rights::permission::Field;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::product;

/// See [`crate::work::Card`].
pub(crate) const SEARCHED: Searched = Searched {
    kind: "product",
    code: 4,
    fields: &["name", "code", "custom", "custom_personal"],
    protected: &[(Part::CustomPersonal, Field::ProductCustom)],
    load,
};

fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Pieces> {
    let mut found = Pieces::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, String, String)> = product::table
            .filter(product::book_id.eq(book))
            .filter(product::id.eq_any(chunk))
            .select((product::id, product::name, product::code))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(id, name, code)| {
            (id, vec![Piece::new(Part::Name, &name), Piece::new(Part::Code, &code)])
        }));
    }
    custom_fields::add_texts(conn, book, CustomSubject::Product, &mut found)?;
    Ok(found)
}
