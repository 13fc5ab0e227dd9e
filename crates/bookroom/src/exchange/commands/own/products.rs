//! Products of an own export.

use std::collections::HashMap;

use super::{Change, Known};
use crate::billing::products::commands::{EditProducts, SetProductsActive};
use crate::billing::products::rules::difference;
use crate::billing::products::{NewProduct, Product, ProductUpdate, store};
use crate::custom_fields;
use crate::custom_fields::lists::load_readable;
use crate::error::{Problem, Result};
use crate::exchange::clean;
use crate::exchange::commands::Work;
use crate::exchange::commands::sift::{CHUNK, sift};
use crate::exchange::export::back::{self, Own};
use crate::exchange::model::OwnRow;
use crate::exchange::rules::documents::price_mode;
use crate::exchange::rules::products::kind;
use crate::rights::permission::Permission;
use crate::work::Tx;

const EDITABLE: &[&str] = &[
    "code",
    "name",
    "kind",
    "unit",
    "unit price",
    "price mode",
    "tax rate",
    "income account",
    "note",
    "in use",
];

/// Writes what rows of an own export change of products.
pub(in crate::exchange::commands) fn edit_products(
    tx: &mut Tx<'_>,
    work: &mut Work,
    rows: &[OwnRow],
    create_only: bool,
) -> Result<()> {
    let mut firsts = HashMap::new();
    for chunk in rows.chunks(CHUNK) {
        tx.grants().scope(Permission::ProductsView)?;
        let (book, offset) = (tx.book_id(), tx.book.utc_offset_minutes);
        let mut ids: Vec<i64> = chunk.iter().map(|row| row.record).collect();
        ids.sort_unstable();
        ids.dedup();
        let found: Vec<_> = store::load_locked(tx.conn, book, &ids)?.into_values().collect();
        let mut records = store::records(tx.conn, &found)?;
        let mut view = tx.view(Permission::ProductsView)?;
        let fields = load_readable::<Product>(&mut view)?;
        let keys: Vec<String> = fields.into_iter().map(|field| field.key).collect();
        records.iter_mut().for_each(|product| custom_fields::mask(product, &view.fields));
        let records = records.into_iter().map(|product| {
            let image = back::product(&product, &keys, offset);
            (product.id.0, (product, image))
        });
        let known = Known {
            list: Own::Products,
            subject: "product",
            editable: EDITABLE,
            create_only,
            records: records.collect(),
        };
        let changes = known.changes(work, chunk, &mut firsts);
        write(tx, work, changes)?;
    }
    Ok(())
}

fn write(tx: &mut Tx<'_>, work: &mut Work, changes: Vec<Change<'_, Product>>) -> Result<()> {
    let mut edits = Vec::with_capacity(changes.len());
    let mut states = Vec::new();
    for change in changes {
        match values(&change) {
            Ok(values) if difference(&change.record, &values).is_empty() => {
                states.push((change.record.seen(), change));
            }
            Ok(values) => {
                let (id, version) = (change.record.id, change.record.version);
                let edit = difference(&change.record, &values);
                edits.push((change, ProductUpdate { id, version, edit }));
            }
            Err((heading, problem)) => change.refuse(work, heading, problem),
        }
    }
    let edited = sift(
        tx,
        "edits",
        edits,
        |(change, _), problem| {
            let path = problem.path.trim_start_matches("edit.").to_owned();
            change.refuse(work, &path, problem);
        },
        |tx, rows| {
            let edits = rows.iter().map(|(_, edit)| edit.clone()).collect();
            tx.execute(&EditProducts { edits })
        },
    )?;
    work.updated("product", edited.len() + states.len());
    states.extend(edited.into_iter().map(|((change, _), product)| (product.seen(), change)));
    for active in [true, false] {
        let is_so = |change: &Change<'_, Product>| in_use(change).ok().flatten() == Some(active);
        let (now, later): (Vec<_>, Vec<_>) =
            states.into_iter().partition(|(_, change)| is_so(change));
        states = later;
        sift(
            tx,
            "products",
            now,
            |(_, change), problem| change.refuse(work, "in use", problem),
            |tx, rows| {
                let products = rows.iter().map(|(seen, _)| *seen).collect();
                tx.execute(&SetProductsActive { products, active })
            },
        )?;
    }
    Ok(())
}

/// Whether a row says that its product is in use.
fn in_use(change: &Change<'_, Product>) -> Result<Option<bool>, (&'static str, Problem)> {
    let text = change.text("in use");
    let read = |text: String| clean::yes_no(&text).map_err(|problem| ("in use", problem));
    Ok(text.map(read).transpose()?.map(|answer| answer.value))
}

/// The values of a product with those that change.
fn values(change: &Change<'_, Product>) -> Result<NewProduct, (&'static str, Problem)> {
    let mut values = NewProduct::from(&change.record);
    in_use(change)?;
    let number = |heading: &'static str| {
        let text = change.text(heading);
        let bad = |_| (heading, Problem::new(crate::error::Code::BadNumber));
        text.map(|text| text.parse().map_err(bad)).transpose()
    };
    if let Some(code) = change.text("code") {
        values.code = code;
    }
    if let Some(name) = change.text("name") {
        values.name = name;
    }
    if let Some(text) = change.text("kind") {
        values.kind = kind(&text).map_err(|problem| ("kind", problem))?.value;
    }
    if let Some(text) = change.text("price mode") {
        values.price_mode = price_mode(&text).map_err(|problem| ("price mode", problem))?.value;
    }
    values.unit_price = number("unit price")?.or(values.unit_price);
    values.tax_rate = number("tax rate")?.unwrap_or(values.tax_rate);
    values.unit = change.text("unit").or(values.unit);
    values.income_account = change.text("income account").or(values.income_account);
    values.note = change.text("note").or(values.note);
    let own = change.custom().unwrap_or_default();
    values.custom.extend(own.into_iter().filter_map(|(key, value)| Some((key, value?))));
    Ok(values)
}
