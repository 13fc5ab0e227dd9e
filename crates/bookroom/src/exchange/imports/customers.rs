//! Files of customers: rows that mean one customer, openings beside them, hints at duplicates.

use std::collections::{BTreeSet, HashMap};

use super::{Cleaned, Read, clean, head, report, setting, told};
use crate::customers::duplicates::queries::{all_known, of_new};
use crate::customers::duplicates::rules::Compared;
use crate::error::{Code, Problem, Result};
use crate::exchange::commands::ImportCustomers;
use crate::exchange::duplicates::{self, Duplicate, Origin};
use crate::exchange::export::back::Own;
use crate::exchange::headers::Target;
use crate::exchange::model::{
    CustomerImport, ImportFile, ImportKind, ImportReport, ImportedCustomer, ProgressCallback,
};
use crate::exchange::rules::known::Meant;
use crate::exchange::rules::states::{States, Way};
use crate::exchange::rules::{customers, merge, suppliers};
use crate::exchange::sheet::{Sheet, take_custom};
use crate::exchange::store::known::{self, Sight, Wanted};
use crate::rights::permission::Permission;
use crate::work::Session;

/// See [`crate::exchange::Exchange::import_customers`].
pub(crate) fn customers(
    session: &Session,
    file: ImportFile<'_>,
    options: &CustomerImport,
    progress: &ProgressCallback,
) -> Result<ImportReport> {
    session.authorise(Permission::ImportsRun)?;
    let setting = setting(session)?;
    let region = setting.currency.phone_region();
    let mut sheet = Sheet::read(file, Target::Customers, &options.file, setting, None, progress)?;
    take_custom(session, &mut sheet, &options.file)?;
    sheet.refuse_incomplete()?;
    let suppliers = options.suppliers || suppliers::are_suppliers(&sheet);
    let options = &CustomerImport { suppliers, ..options.clone() };
    let states = States::of(&sheet);
    let Cleaned { sheet, rows, own, mut faults, tally } = clean(sheet, progress, |cells| {
        states.refuse(cells, Way::default());
        customers::row(cells, options, &region)
    })?;
    let (rows, repeated) = merge::settle_repeats(rows, options.repeats);
    faults.extend(repeated);
    let opening = rows.iter().flat_map(|row| &row.openings).next();
    if let Some(opening) = opening.filter(|_| options.opening_on.is_none()) {
        let heading = sheet.heading(&opening.field).unwrap_or_default();
        let problem = Problem::new(Code::Required).at("opening_on");
        return Err(problem.fact("column", heading).fact("line", opening.line).into());
    }
    let hints = if options.find_duplicates {
        find_duplicates(session, &rows, options.change_identity)?
    } else {
        Vec::new()
    };
    let outcome = session.run(ImportCustomers {
        head: head(&[&sheet], &[&faults], options.all_or_nothing, progress),
        rows,
        own_contacts: sheet.own.as_ref().is_some_and(|own| own.list == Own::Contacts),
        own,
        matching: options.matching,
        change_identity: options.change_identity,
        unknown_labels: options.unknown_labels,
        opening_on: options.opening_on,
        pool: options.pool,
    })?;
    let files = vec![Read { sheet, tally, faults }];
    let mut report = report(session, ImportKind::Customers, files, outcome);
    let rejected: BTreeSet<u64> =
        report.files.iter().flat_map(|file| &file.rejected).map(|row| row.line).collect();
    let is_gone = |origin: Origin| matches!(origin, Origin::Line(line) if rejected.contains(&line));
    report.duplicates = hints;
    report.duplicates.retain(|pair| !is_gone(pair.first) && !is_gone(pair.second));
    Ok(told(report))
}

/// Customers that may be the same, among the rows and those of the book. A row that updates a known
/// customer is no hint at it.
fn find_duplicates(
    session: &Session,
    rows: &[ImportedCustomer],
    change_identity: bool,
) -> Result<Vec<Duplicate>> {
    let (index, known, lowest) = session.read(Permission::CustomersView, |view| {
        let sight = Sight {
            scope: view.scope,
            rights: view.fields.clone(),
            offset: view.book.utc_offset_minutes,
        };
        let index = known::load(view.conn, &Wanted::of_rows(rows), &sight)?;
        let known = all_known(view)?;
        Ok((index, known, view.book.duplicate_warn))
    })?;
    let own = rows.iter().filter_map(|row| match index.of_row(row, change_identity) {
        Ok(Meant::Known(id, _)) => Some((row.line, id)),
        _ => None,
    });
    let own: HashMap<u64, i64> = own.collect();
    let region = session.book().currency.phone_region();
    let compared: Vec<(u64, Compared)> =
        rows.iter().map(|row| (row.line, of_row(row, &region))).collect();
    let mut pairs = duplicates::find(&known, &compared, lowest)?;
    pairs.retain(|pair| match (pair.first, pair.second) {
        (Origin::Known(id), Origin::Line(line)) => own.get(&line) != Some(&id),
        _ => true,
    });
    Ok(pairs)
}

fn of_row(row: &ImportedCustomer, region: &str) -> Compared {
    let mut new = row.customer.clone();
    new.channels.extend(row.contacts.iter().flat_map(|contact| contact.channels.clone()));
    of_new(&new, region)
}
