//! How the present images of customers are loaded.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;

use super::rows::{AddressRow, BankRow, ChannelRow, ClassRow, CustomerRow, line};
use super::{complete, dealt};
use crate::custom_fields::{self, CustomSubject};
use crate::customers::commands::Image;
use crate::customers::model::Customer;
use crate::customers::rules::{channel_key, classes};
use crate::dictionaries::{self, ItemLabel};
use crate::error::Result;
use crate::log::fold::instant;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    customer, customer_address, customer_bank_account, customer_channel, customer_class, dictionary,
};
use crate::work::{BookInfo, Live, Present, ids_of, rows_of};

/// See [`crate::work::Card`].
pub(crate) const CUSTOMER: Present = Present {
    kind: "customer",
    stamps: &["version", "created_at", "created_by", "updated_at"],
    ids: ids_of!(customer),
    later: &[("collaborators", "[]")],
    load: customers,
    ..Present::PLAIN
};

/// What is kept of customers beside their records.
struct Parts {
    classes: HashMap<i64, Vec<ClassRow>>,
    channels: HashMap<i64, Vec<ChannelRow>>,
    addresses: HashMap<i64, Vec<AddressRow>>,
    accounts: HashMap<i64, Vec<BankRow>>,
    dictionaries: HashMap<i64, String>,
    labels: std::collections::BTreeMap<i64, ItemLabel>,
}

fn customers(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let region = book.currency.phone_region();
    let book = book.id.0;
    let mut rows: Vec<CustomerRow> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            customer::table
                .filter(customer::book_id.eq(book))
                .filter(customer::id.eq_any(chunk))
                .order(customer::id)
                .select(CustomerRow::as_select())
                .load::<CustomerRow>(conn)?,
        );
    }
    let records = complete(conn, rows.clone())?;
    let parts = load_parts(conn, book, ids)?;
    let dealt = dealt::load(conn, book, ids)?;
    let mut odd = custom_fields::find_odd(conn, book, CustomSubject::Customer, ids)?;
    let live = |(row, record): (CustomerRow, Customer)| {
        let mut live = Live::of(row.id, &Image::of(&record))?;
        let stamps = [
            ("version", row.version.into()),
            ("created_at", instant(row.created_at)),
            ("created_by", row.created_by.into()),
            ("updated_at", instant(row.updated_at)),
        ];
        live.image.extend(stamps.map(|(name, value)| (name.to_owned(), value)));
        let again = CustomerRow::of(book, &record);
        live.check("name_key", again.name_key == row.name_key);
        live.check("legal_name_key", again.legal_name_key == row.legal_name_key);
        let dealt = dealt.of(row.id, record.planned_contact.as_ref());
        live.check("last_dealing", dealt.last_dealing == record.last_dealing);
        live.check("last_contact_on", dealt.last_contact_on == record.last_contact_on);
        live.check("next_contact_on", dealt.next_contact_on == record.next_contact_on);
        parts.check(&region, &record, &mut live);
        live.wrong.extend(odd.remove(&row.id).unwrap_or_default());
        Ok(live)
    };
    rows.into_iter().zip(records).map(live).collect()
}

fn load_parts(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Parts> {
    let classes = rows_of!(conn, customer_class, ClassRow, customer_id, dictionary_id, book, ids);
    let accounts = rows_of!(conn, customer_bank_account, BankRow, customer_id, line, book, ids);
    let held = classes.values().flatten().map(|row| row.item_id);
    let banks = accounts.values().flatten().filter_map(|row| row.bank_item_id);
    let items: BTreeSet<i64> = held.chain(banks).collect();
    let items: Vec<i64> = items.into_iter().collect();
    Ok(Parts {
        labels: dictionaries::load_labels(conn, book, &items)?,
        classes,
        channels: rows_of!(conn, customer_channel, ChannelRow, customer_id, line, book, ids),
        addresses: rows_of!(conn, customer_address, AddressRow, customer_id, line, book, ids),
        accounts,
        dictionaries: dictionary::table
            .filter(dictionary::book_id.eq(book))
            .select((dictionary::id, dictionary::code))
            .load::<(i64, String)>(conn)?
            .into_iter()
            .collect(),
    })
}

impl Parts {
    fn check(&self, region: &str, record: &Customer, live: &mut Live) {
        let id = live.id;
        for row in self.classes.get(&id).into_iter().flatten() {
            let list = self.labels.get(&row.item_id).map(|label| label.dictionary.as_str());
            let same = list == self.dictionaries.get(&row.dictionary_id).map(String::as_str);
            live.check("customer_class.dictionary_id", same);
        }
        let channels = self.channels.get(&id).into_iter().flatten();
        for (at, (row, channel)) in channels.zip(&record.channels).enumerate() {
            live.check(format!("channels[{at}].line"), row.line == line(at));
            let key = channel_key(channel, region);
            live.check(format!("channels[{at}].value_key"), row.value_key == key);
        }
        for (at, row) in self.addresses.get(&id).into_iter().flatten().enumerate() {
            live.check(format!("addresses[{at}].line"), row.line == line(at));
        }
        for (at, row) in self.accounts.get(&id).into_iter().flatten().enumerate() {
            live.check(format!("bank_accounts[{at}].line"), row.line == line(at));
            let list = row.bank_item_id.map(|item| {
                self.labels.get(&item).is_some_and(|label| label.dictionary == classes::BANK)
            });
            live.check(format!("bank_accounts[{at}].bank"), list.unwrap_or(true));
        }
    }
}
