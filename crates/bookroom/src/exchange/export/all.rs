//! All lists of a book in one folder, as they were at one moment.

use std::io::Write;
use std::path::Path;

use super::{
    ExportAllOptions, ExportList, ExportManifest, ExportOptions, ExportedFile, LeftOutList, export,
};
use crate::book;
use crate::error::{Code, Error, Result};
use crate::rights::permission::Permission;
use crate::store::files::{self, access, create_folder, write_bytes};
use crate::work::Session;

/// The file that says what stands in the folder. It comes last: without it an export is not whole.
const MANIFEST: &str = "manifest.json";

/// See [`crate::exchange::Exchange::export_all`].
pub(crate) fn export_all(
    session: &Session,
    folder: &str,
    options: &ExportAllOptions,
) -> Result<ExportManifest> {
    session.authorise(Permission::ListsExport)?;
    let folder = Path::new(folder);
    prepare(folder, options.overwrite)?;
    session.in_one_state(|| {
        let mut manifest = begin(session, options)?;
        for name in ExportList::NAMES {
            for (file, list) in ExportList::whole(name) {
                one(session, folder, (name, &file, &list), options, &mut manifest)?;
            }
        }
        let text = serde_json::to_vec_pretty(&manifest).map_err(|_| Code::Internal)?;
        write_bytes(&folder.join(MANIFEST), &text)?;
        Ok(manifest)
    })
}

/// Sees that there is a folder to write to.
fn prepare(folder: &Path, overwrite: bool) -> Result<()> {
    create_folder(folder).map_err(|error| error.below("folder"))?;
    let mut found = std::fs::read_dir(folder).map_err(|error| access(&error))?;
    if !overwrite && found.next().is_some() {
        return Err(Error::from(Code::FolderNotEmpty).below("folder"));
    }
    remove(&folder.join(MANIFEST))
}

fn remove(file: &Path) -> Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(access(&error)),
        _ => Ok(()),
    }
}

fn begin(session: &Session, options: &ExportAllOptions) -> Result<ExportManifest> {
    let at = session.room.now()?;
    session.read(Permission::ListsExport, |view| {
        let book = book::store::load(view.conn, view.book.id.0)?.record()?;
        Ok(ExportManifest {
            book: book.id,
            name: book.name,
            day: view.today(),
            at,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            language: options.language,
            encoding: options.encoding,
            files: Vec::new(),
            left_out: Vec::new(),
        })
    })
}

/// Writes one list, or notes that it is not for this operator.
fn one(
    session: &Session,
    folder: &Path,
    (name, file, list): (&str, &str, &ExportList),
    options: &ExportAllOptions,
    manifest: &mut ExportManifest,
) -> Result<()> {
    let ExportAllOptions { language, encoding, labels, .. } = *options;
    let options = ExportOptions { language, encoding, labels, ..ExportOptions::default() };
    let file = format!("{file}.csv");
    let path = folder.join(&file);
    let write = |out: &mut dyn Write| export(session, list, out, &options);
    match files::write_whole(&path, write) {
        Ok(rows) => {
            manifest.files.push(ExportedFile { list: name.to_owned(), file, rows });
            Ok(())
        }
        Err(error) if error.code() == Code::NotPermitted => {
            // What an operator with more rights wrote there before does not stay.
            remove(&path)?;
            let facts = error.problems().iter().flat_map(|problem| &problem.facts);
            let needs = facts.filter(|fact| fact.name == "permission").map(|it| it.value.clone());
            let needs = needs.collect::<Vec<_>>().join(", ");
            if !manifest.left_out.iter().any(|it| it.list == name) {
                manifest.left_out.push(LeftOutList { list: name.to_owned(), needs });
            }
            Ok(())
        }
        Err(error) => Err(error),
    }
}
