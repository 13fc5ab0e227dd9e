//! The texts by which customers and contacts are found.

use diesel::prelude::*;

use crate::custom_fields::{self, CustomSubject};
use crate::customers::model::ChannelKind;
use crate::error::Result;
use crate::index::{Part, Piece, Pieces, Searched};
use crate::rights::permission::Field;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    contact, contact_channel, customer, customer_bank_account, customer_channel,
};

/// See [`crate::work::Card`].
pub(crate) const CUSTOMER: Searched = Searched {
    kind: "customer",
    code: 1,
    fields: &[
        "name",
        "legal_name",
        "code",
        "channels",
        "tax_number",
        "bank_accounts",
        "merged_into",
        "custom",
        "custom_personal",
    ],
    protected: &[
        (Part::Phone, Field::CustomerChannels),
        (Part::Handle, Field::CustomerChannels),
        (Part::TaxNumber, Field::CustomerTaxNumber),
        (Part::Account, Field::CustomerBanking),
        (Part::CustomPersonal, Field::CustomerCustom),
    ],
    load: load_customers,
};

/// See [`crate::work::Card`].
pub(crate) const CONTACT: Searched = Searched {
    kind: "contact",
    code: 2,
    fields: &["name", "channels", "custom", "custom_personal", "merged_into"],
    protected: &[
        (Part::Phone, Field::ContactChannels),
        (Part::Handle, Field::ContactChannels),
        (Part::CustomPersonal, Field::ContactCustom),
    ],
    load: load_contacts,
};

/// A channel: its record, kind, value and key.
type Channel = (i64, String, String, String);

fn load_customers(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Pieces> {
    type Row = (i64, String, Option<String>, Option<String>, Option<String>);
    let mut found = Pieces::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<Row> = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk))
            .filter(customer::merged_into.is_null())
            .select((
                customer::id,
                customer::name,
                customer::legal_name,
                customer::code,
                customer::tax_number,
            ))
            .load(conn)?;
        for (id, name, legal_name, code, tax_number) in rows {
            let name = (Part::Name, Some(name));
            let others =
                [(Part::Name, legal_name), (Part::Code, code), (Part::TaxNumber, tax_number)];
            let texts = std::iter::once(name).chain(others);
            let pieces = texts.filter_map(|(part, text)| Some(Piece::new(part, &text?)));
            found.insert(id, pieces.collect());
        }
        let channels: Vec<Channel> = customer_channel::table
            .filter(customer_channel::book_id.eq(book))
            .filter(customer_channel::customer_id.eq_any(chunk))
            .order((customer_channel::customer_id, customer_channel::line))
            .select((
                customer_channel::customer_id,
                customer_channel::kind,
                customer_channel::value,
                customer_channel::value_key,
            ))
            .load(conn)?;
        add_channels(&mut found, channels);
        let accounts: Vec<(i64, String)> = customer_bank_account::table
            .filter(customer_bank_account::book_id.eq(book))
            .filter(customer_bank_account::customer_id.eq_any(chunk))
            .order((customer_bank_account::customer_id, customer_bank_account::line))
            .select((customer_bank_account::customer_id, customer_bank_account::account_number))
            .load(conn)?;
        for (id, number) in accounts {
            if let Some(pieces) = found.get_mut(&id) {
                pieces.push(Piece::new(Part::Account, &number));
            }
        }
    }
    custom_fields::add_texts(conn, book, CustomSubject::Customer, &mut found)?;
    Ok(found)
}

fn load_contacts(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Pieces> {
    let mut found = Pieces::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, String)> = contact::table
            .filter(contact::book_id.eq(book))
            .filter(contact::id.eq_any(chunk))
            .filter(contact::merged_into.is_null())
            .select((contact::id, contact::name))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(id, name)| (id, vec![Piece::new(Part::Name, &name)])));
        let channels: Vec<Channel> = contact_channel::table
            .filter(contact_channel::book_id.eq(book))
            .filter(contact_channel::contact_id.eq_any(chunk))
            .order((contact_channel::contact_id, contact_channel::line))
            .select((
                contact_channel::contact_id,
                contact_channel::kind,
                contact_channel::value,
                contact_channel::value_key,
            ))
            .load(conn)?;
        add_channels(&mut found, channels);
    }
    custom_fields::add_texts(conn, book, CustomSubject::Contact, &mut found)?;
    Ok(found)
}

/// Phones are found by their digits, all else as it is.
fn add_channels(found: &mut Pieces, channels: Vec<Channel>) {
    for (id, kind, value, key) in channels {
        let is_phone = ChannelKind::from_slug(&kind).is_some_and(ChannelKind::is_phone);
        let piece = match is_phone {
            true => Piece { part: Part::Phone, text: key, shown: value },
            false => Piece::new(Part::Handle, &value),
        };
        if let Some(pieces) = found.get_mut(&id) {
            pieces.push(piece);
        }
    }
}
