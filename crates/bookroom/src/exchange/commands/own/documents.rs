//! Documents of an own export and their lines: they are as they stand in the books, or refused.

use std::collections::{BTreeMap, HashMap};

use super::{refuse, take_notice};
use crate::billing::invoices::{Invoice, store::queries};
use crate::error::{Code, Problem, Result};
use crate::exchange::commands::Work;
use crate::exchange::export::back::{self, Image, Own};
use crate::exchange::model::OwnRow;
use crate::exchange::rules::known::differs;
use crate::exchange::rules::own::{agrees, compare};
use crate::rights::permission::Permission;
use crate::values::InvoiceId;
use crate::work::Tx;

/// The documents that rows name are at most so many at a time: they come with all their lines.
const DOCUMENTS: usize = 500;

/// Compares rows of documents with what the book has. `files` says of which file each row is, and
/// whether it is a line.
pub(in crate::exchange::commands) fn compare_documents(
    tx: &mut Tx<'_>,
    work: &mut Work,
    rows: &[(u32, Own, &OwnRow)],
) -> Result<()> {
    let mut by_document: BTreeMap<i64, Vec<(u32, Own, &OwnRow)>> = BTreeMap::new();
    for row in rows {
        by_document.entry(row.2.record).or_default().push(*row);
    }
    let ids: Vec<i64> = by_document.keys().copied().collect();
    for chunk in ids.chunks(DOCUMENTS) {
        let offset = tx.book.utc_offset_minutes;
        let ids: Vec<InvoiceId> = chunk.iter().map(|id| InvoiceId(*id)).collect();
        let mut view = tx.view(Permission::InvoicesView)?;
        let found = queries::get_many(&mut view, &ids)?;
        let mut known: HashMap<i64, Invoice> = found.into_iter().map(|it| (it.id.0, it)).collect();
        for id in chunk {
            let rows = by_document.remove(id).unwrap_or_default();
            match known.remove(id) {
                Some(invoice) => compare_one(work, invoice, offset, &rows),
                None => {
                    for (file, list, row) in rows {
                        let problem = Problem::new(Code::UnknownReference);
                        refuse(work, file, row, list.record(), problem);
                    }
                }
            }
        }
    }
    Ok(())
}

fn compare_one(work: &mut Work, invoice: Invoice, offset: i64, rows: &[(u32, Own, &OwnRow)]) {
    let state = invoice.state.slug();
    let head = back::invoice(&invoice, offset);
    let lines = back::lines(invoice, offset);
    let mut firsts: HashMap<(u32, String), u64> = HashMap::new();
    let mut is_good = true;
    for (file, list, row) in rows {
        let number = row.cells.get("line").map_or("", |cell| cell.clean.as_str());
        let image = if *list == Own::Lines { line_of(&lines, number) } else { Some(&head) };
        let heading = if *list == Own::Lines { "line" } else { list.record() };
        let first = *firsts.entry((*file, number.to_owned())).or_insert(row.line);
        let faults: Vec<(&str, Problem)> = match image {
            None => vec![(heading, Problem::new(Code::UnknownReference))],
            Some(_) if first != row.line => {
                vec![(heading, Problem::new(Code::Repeated).fact("line", first))]
            }
            Some(image) if !agrees(row, image, *list) => {
                vec![(list.record(), differs("record"))]
            }
            Some(image) => {
                let found = compare(row, image);
                if found.changed.is_empty() {
                    take_notice(work, row, &found);
                }
                let fixed = || {
                    let problem = Problem::new(Code::NotEditable).fact("subject", "invoice");
                    problem.fact("state", state)
                };
                found.changed.iter().map(|(heading, _)| (*heading, fixed())).collect()
            }
        };
        is_good &= faults.is_empty();
        for (heading, problem) in faults {
            refuse(work, *file, row, heading, problem);
        }
    }
    if is_good {
        work.unchanged("invoice", 1);
    }
}

/// The line of a document with a number.
fn line_of<'l>(lines: &'l [Image], number: &str) -> Option<&'l Image> {
    let text = |image: &Image| match image.get("line") {
        Some(back::Shown::Text(text)) => text.clone(),
        _ => String::new(),
    };
    lines.iter().find(|image| text(image) == number.trim())
}
