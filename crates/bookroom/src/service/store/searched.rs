//! The texts by which cases are found.

use diesel::prelude::*;

use crate::custom_fields::{self, CustomSubject};
use crate::error::Result;
use crate::index::{Part, Piece, Pieces, Searched};
use crate::rights::permission::Field;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::service_case;

/// See [`crate::work::Card`]. Descriptions are long; the list of cases looks through them.
pub(crate) const SEARCHED: Searched = Searched {
    kind: "case",
    code: 5,
    fields: &["subject", "number", "custom", "custom_personal"],
    protected: &[(Part::CustomPersonal, Field::CaseCustom)],
    load,
};

fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Pieces> {
    let mut found = Pieces::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, String, String)> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::id.eq_any(chunk))
            .select((service_case::id, service_case::subject, service_case::number))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(id, subject, number)| {
            (id, vec![Piece::new(Part::Text, &subject), Piece::new(Part::Code, &number)])
        }));
    }
    custom_fields::add_texts(conn, book, CustomSubject::Case, &mut found)?;
    Ok(found)
}
