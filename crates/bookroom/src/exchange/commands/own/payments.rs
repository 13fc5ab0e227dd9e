//! Payments of an own export: their texts may change, their figures stand.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Change, Known};
use crate::billing::payments::commands::EditPayment;
use crate::billing::payments::store::lists;
use crate::billing::payments::{Payment, PaymentEdit};
use crate::error::{Kind, Result};
use crate::exchange::commands::Work;
use crate::exchange::commands::sift::CHUNK;
use crate::exchange::export::back::{self, Own};
use crate::exchange::model::OwnRow;
use crate::log::record;
use crate::log::store::ChangeRow;
use crate::rights::permission::Permission;
use crate::values::Edit;
use crate::work::Tx;

/// Writes what rows of an own export change of payments.
pub(in crate::exchange::commands) fn edit_payments(
    tx: &mut Tx<'_>,
    work: &mut Work,
    rows: &[OwnRow],
) -> Result<()> {
    let mut firsts = HashMap::new();
    for chunk in rows.chunks(CHUNK) {
        let scope = tx.grants().scope(Permission::PaymentsView)?;
        let (currency, offset) = (tx.book.currency, tx.book.utc_offset_minutes);
        let ids: Vec<i64> = chunk.iter().map(|row| row.record).collect();
        let mut records = HashMap::new();
        for row in lists::load_many(tx.conn, &scope, &ids)? {
            let payment = row.record(currency)?;
            let image = back::payment(&payment, offset);
            records.insert(payment.id.0, (payment, image));
        }
        let known = Known {
            list: Own::Payments,
            subject: "payment",
            editable: &["reference", "note"],
            create_only: false,
            records,
        };
        for change in known.changes(work, chunk, &mut firsts) {
            write(tx, work, &change)?;
        }
    }
    Ok(())
}

fn write(tx: &mut Tx<'_>, work: &mut Work, change: &Change<'_, Payment>) -> Result<()> {
    let text = |heading: &str| Edit::given(change.text(heading));
    let edit = PaymentEdit { reference: text("reference"), note: text("note") };
    let (id, version) = (change.record.id, change.record.version);
    match tx.attempt(|tx| tx.execute(&EditPayment { id, version, edit })) {
        Ok(_) => work.updated("payment", 1),
        Err(error) if error.kind() == Kind::Invalid => {
            for problem in error.problems() {
                let path = problem.path.trim_start_matches("edit.").to_owned();
                change.refuse(work, &path, problem.clone());
            }
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Gives payments back the texts that an import changed, `rows` being its changes, newest first.
/// Returns how many, or those that have changed since.
pub(in crate::exchange::commands) fn restore_payments(
    tx: &mut Tx<'_>,
    rows: &[ChangeRow],
) -> Result<std::result::Result<usize, Vec<i64>>> {
    let of_payments = |row: &&ChangeRow| row.subject_kind == "payment";
    let is_made = |row: &&ChangeRow| row.image_before.is_none();
    let made: BTreeSet<i64> =
        rows.iter().filter(of_payments).filter(is_made).map(|row| row.subject_id).collect();
    let mut texts: BTreeMap<i64, BTreeMap<&str, (Text, Text)>> = BTreeMap::new();
    for row in rows.iter().filter(of_payments).filter(|row| !made.contains(&row.subject_id)) {
        let (before, after) = (texts_of(&row.image_before)?, texts_of(&row.image_after)?);
        for field in ["reference", "note"] {
            let (was, became) = (before.get(field), after.get(field));
            if was != became {
                let pair = (was.cloned().flatten(), became.cloned().flatten());
                let known = texts.entry(row.subject_id).or_default();
                // The oldest change has what was there before.
                known.entry(field).and_modify(|it| it.0.clone_from(&pair.0)).or_insert(pair);
            }
        }
    }
    if texts.is_empty() {
        return Ok(Ok(0));
    }
    let scope = tx.grants().scope(Permission::PaymentsRecord)?;
    let currency = tx.book.currency;
    let ids: Vec<i64> = texts.keys().copied().collect();
    let mut edits = Vec::new();
    for row in lists::load_many(tx.conn, &scope, &ids)? {
        let payment = row.record(currency)?;
        let Some(own) = texts.get(&payment.id.0) else { continue };
        let stands = |field: &str, is: &Text| own.get(field).is_none_or(|(_, it)| it == is);
        if stands("reference", &payment.reference) && stands("note", &payment.note) {
            let text =
                |field: &str| own.get(field).map_or(Edit::Keep, |(was, _)| Edit::from(was.clone()));
            let edit = PaymentEdit { reference: text("reference"), note: text("note") };
            edits.push(EditPayment { id: payment.id, version: payment.version, edit });
            texts.remove(&payment.id.0);
        }
    }
    if !texts.is_empty() {
        return Ok(Err(texts.into_keys().collect()));
    }
    for edit in &edits {
        tx.execute(edit)?;
    }
    Ok(Ok(edits.len()))
}

type Text = Option<String>;

/// The texts of a payment in an image of the change log.
fn texts_of(image: &Option<String>) -> Result<BTreeMap<String, Text>> {
    let Some(image) = image else { return Ok(BTreeMap::new()) };
    let fields = record::open(image)?.0;
    let text =
        |(name, value): (String, serde_json::Value)| (name, value.as_str().map(str::to_owned));
    Ok(fields.into_iter().map(text).collect())
}
