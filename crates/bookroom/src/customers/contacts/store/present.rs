//! How the present images of contacts are loaded.

use diesel::prelude::*;

use super::{ChannelRow, ContactRow, complete};
use crate::custom_fields::{self, CustomSubject};
use crate::customers::contacts::model::Contact;
use crate::customers::contacts::rules::Image;
use crate::customers::rules::channel_key;
use crate::customers::store::line;
use crate::error::Result;
use crate::log::fold::instant;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{contact, contact_channel};
use crate::work::{BookInfo, Live, Present, ids_of, rows_of};

/// See [`crate::work::Card`].
pub(crate) const CONTACT: Present = Present {
    kind: "contact",
    stamps: &["version", "created_at", "updated_at"],
    ids: ids_of!(contact),
    load: contacts,
    ..Present::PLAIN
};

fn contacts(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let region = book.currency.phone_region();
    let book = book.id.0;
    let mut rows: Vec<ContactRow> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            contact::table
                .filter(contact::book_id.eq(book))
                .filter(contact::id.eq_any(chunk))
                .order(contact::id)
                .select(ContactRow::as_select())
                .load::<ContactRow>(conn)?,
        );
    }
    let records = complete(conn, rows.clone())?;
    let mut odd = custom_fields::find_odd(conn, book, CustomSubject::Contact, ids)?;
    let channels = rows_of!(conn, contact_channel, ChannelRow, contact_id, line, book, ids);
    let live = |(row, record): (ContactRow, Contact)| {
        let mut live = Live::of(row.id, &Image::of(&record))?;
        let stamps = [
            ("version", row.version.into()),
            ("created_at", instant(row.created_at)),
            ("updated_at", instant(row.updated_at)),
        ];
        live.image.extend(stamps.map(|(name, value)| (name.to_owned(), value)));
        live.check("name_key", ContactRow::of(book, &record).name_key == row.name_key);
        let rows = channels.get(&row.id).into_iter().flatten();
        for (at, (row, channel)) in rows.zip(&record.channels).enumerate() {
            live.check(format!("channels[{at}].line"), row.line == line(at));
            let key = channel_key(channel, &region);
            live.check(format!("channels[{at}].value_key"), row.value_key == key);
        }
        live.wrong.extend(odd.remove(&row.id).unwrap_or_default());
        Ok(live)
    };
    rows.into_iter().zip(records).map(live).collect()
}
