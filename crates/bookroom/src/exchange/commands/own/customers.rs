//! Customers of an own export.

use std::collections::{BTreeSet, HashMap};

use super::{Change, Known};
use crate::custom_fields::lists::load_readable;
use crate::customers::commands::EditCustomers;
use crate::customers::model::{Customer, CustomerEdit, CustomerUpdate};
use crate::customers::queries;
use crate::customers::rules::classes::dictionary_of;
use crate::error::{Code, Problem, Result};
use crate::exchange::commands::sift::{CHUNK, sift};
use crate::exchange::commands::{Work, labels};
use crate::exchange::export::back::{self, Own};
use crate::exchange::model::{NoticeKind, OwnRow, Unknown};
use crate::exchange::rules::edits;
use crate::rights::permission::Permission;
use crate::values::{CustomerId, Edit};
use crate::work::Tx;

/// The headings of labels of dictionaries with their fields.
const LABELS: [(&str, &str); 7] = [
    ("level", "level"),
    ("industry", "industry"),
    ("source", "source"),
    ("region", "region"),
    ("enterprise type", "enterprise_type"),
    ("enterprise nature", "enterprise_nature"),
    ("credit rating", "credit_rating"),
];

const EDITABLE: &[&str] = &[
    "code",
    "name",
    "legal name",
    "kind",
    "sold to",
    "bought from",
    "level",
    "industry",
    "source",
    "region",
    "enterprise type",
    "enterprise nature",
    "credit rating",
    "tax number",
    "days to pay",
    "phone",
    "mobile",
    "fax",
    "email",
    "website",
    "country",
    "province",
    "city",
    "district",
    "address",
    "postal code",
    "bank",
    "bank account",
    "billing title",
    "billing address",
    "billing phone",
    "tags",
    "note",
];

/// Writes what rows of an own export change of customers.
pub(in crate::exchange::commands) fn edit_customers(
    tx: &mut Tx<'_>,
    work: &mut Work,
    rows: &[OwnRow],
    (create_only, unknown): (bool, Unknown),
) -> Result<()> {
    let mut firsts = HashMap::new();
    for chunk in rows.chunks(CHUNK) {
        let offset = tx.book.utc_offset_minutes;
        let ids: BTreeSet<i64> = chunk.iter().map(|row| row.record).collect();
        let ids: Vec<CustomerId> = ids.into_iter().map(CustomerId).collect();
        let mut view = tx.view(Permission::CustomersView)?;
        let fields = load_readable::<Customer>(&mut view)?;
        let keys: Vec<String> = fields.into_iter().map(|field| field.key).collect();
        let records = queries::get_many(&mut view, &ids)?.into_iter().map(|customer| {
            let image = back::customer(&customer, &keys, offset);
            (customer.id.0, (customer, image))
        });
        let known = Known {
            list: Own::Customers,
            subject: "customer",
            editable: EDITABLE,
            create_only,
            records: records.collect(),
        };
        let changes = known.changes(work, chunk, &mut firsts);
        if !changes.is_empty() {
            write(tx, work, changes, unknown)?;
        }
    }
    Ok(())
}

fn write(
    tx: &mut Tx<'_>,
    work: &mut Work,
    changes: Vec<Change<'_, Customer>>,
    unknown: Unknown,
) -> Result<()> {
    let region = tx.book.currency.phone_region();
    let changes = within_reach(tx, work, changes)?;
    let codes = codes_of(tx, work, &changes, unknown)?;
    let mut all = Vec::with_capacity(changes.len());
    for change in changes {
        let mut edit = match edits::of_customer(&change.record, &change.cells, &region) {
            Ok(edit) => edit,
            Err((heading, problem)) => {
                change.refuse(work, heading, problem);
                continue;
            }
        };
        if !take_labels(work, &change, &codes, &mut edit, unknown) {
            continue;
        }
        edit.custom = change.custom();
        let (id, version) = (change.record.id, change.record.version);
        all.push((change, CustomerUpdate { id, version, edit }));
    }
    let edited = sift(
        tx,
        "edits",
        all,
        |(change, _), problem| change.refuse_edit(work, problem),
        |tx, rows| {
            let edits = rows.iter().map(|(_, change)| change.clone()).collect();
            tx.execute(&EditCustomers { edits })
        },
    )?;
    work.updated("customer", edited.len());
    for ((change, _), customer) in &edited {
        if change.record.name != customer.name {
            work.notice(NoticeKind::NameChanged, "name", &customer.name, change.row.line);
        }
    }
    Ok(())
}

/// Refuses the customers that the operator sees and may not edit.
fn within_reach<'r>(
    tx: &mut Tx<'_>,
    work: &mut Work,
    changes: Vec<Change<'r, Customer>>,
) -> Result<Vec<Change<'r, Customer>>> {
    let scope = tx.grants().scope(Permission::CustomersEdit)?;
    let ids: BTreeSet<i64> = changes.iter().map(|change| change.record.id.0).collect();
    let reached = tx.within(&scope, "customer", ids)?;
    let (good, bad): (Vec<_>, Vec<_>) =
        changes.into_iter().partition(|change| reached.contains(&change.record.id.0));
    for change in bad {
        change.refuse(work, "record", Problem::new(Code::NotEditable).fact("subject", "customer"));
    }
    Ok(good)
}

type Codes = HashMap<(String, String), String>;

/// The codes of the labels that rows give.
fn codes_of(
    tx: &mut Tx<'_>,
    work: &mut Work,
    changes: &[Change<'_, Customer>],
    unknown: Unknown,
) -> Result<Codes> {
    let pairs = changes.iter().flat_map(|change| {
        LABELS.iter().filter_map(|(heading, field)| {
            Some((dictionary_of(field).to_owned(), change.text(heading)?))
        })
    });
    let wanted: BTreeSet<(String, String)> = pairs.collect();
    let mut found = labels::find(tx, &wanted)?.found;
    if unknown == Unknown::Create {
        let missing = wanted.into_iter().filter(|pair| !found.contains_key(pair)).collect();
        let made = labels::make(tx, missing)?;
        work.created("dictionary_item", made.len());
        found.extend(made);
    }
    Ok(found)
}

/// Takes labels into an edit. Unknown ones are left out, or make the row bad.
fn take_labels(
    work: &mut Work,
    change: &Change<'_, Customer>,
    codes: &Codes,
    edit: &mut CustomerEdit,
    unknown: Unknown,
) -> bool {
    for (heading, field) in LABELS {
        let Some(text) = change.text(heading) else { continue };
        let code = codes.get(&(dictionary_of(field).to_owned(), text.clone())).cloned();
        if code.is_none() && unknown == Unknown::Reject {
            change.refuse(work, heading, Problem::new(Code::UnknownReference));
            return false;
        }
        if code.is_none() {
            work.notice(NoticeKind::LabelLeftOut, field, &text, change.row.line);
        }
        let slot = match field {
            "level" => &mut edit.level,
            "industry" => &mut edit.industry,
            "source" => &mut edit.source,
            "region" => &mut edit.region,
            "enterprise_type" => &mut edit.enterprise_type,
            "enterprise_nature" => &mut edit.enterprise_nature,
            _ => &mut edit.credit_rating,
        };
        *slot = Edit::given(code);
    }
    true
}
