//! An operator at work in a book.

use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use bookroom::error::{Code, Problem};
use bookroom::exchange::export::ExportList;
use bookroom::exchange::model::{ImportFile, ProgressCallback};
use bookroom::{AnyCommand, Error};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString, PyTuple};

use crate::call::{Args, Done, Inside, Into, Run, without_lock};
use crate::callbacks::{self, PythonReader, PythonWriter};
use crate::columns;
use crate::fault::Fault;
use crate::frames::Frame;
use crate::from_python::{parameter, record};
use crate::generated::calls::{self, CALLS};
use crate::generated::schema::{
    CHANGE, CUSTOMER_IMPORT, EXPORT_ALL_OPTIONS, EXPORT_LIST, EXPORT_MANIFEST, EXPORT_OPTIONS,
    FILE_OPTIONS, GRANT, HEAD, IMPORT_PREVIEW, IMPORT_REPORT, IMPORT_TARGET, OPENING_ITEM_IMPORT,
    PAYMENT_IMPORT, PRODUCT_IMPORT, SALES_IMPORT, VERIFICATION,
};
use crate::guard::{Gate, Guarded};
use crate::receipts::Receipts;
use crate::scalars::type_name;
use crate::schema::Type;
use crate::to_python::to_python;

/// How long a wait for changes lasts before it looks whether Ctrl-C was pressed.
const LOOK: Duration = Duration::from_millis(100);

/// An operator at work. Use ``bookroom.Bookroom.sign_in``.
#[pyclass(frozen, module = "bookroom._native")]
pub(crate) struct Session {
    inner: Guarded<bookroom::Session>,
}

impl Session {
    pub(crate) fn new(session: bookroom::Session, gate: Gate) -> Self {
        Self { inner: Guarded::new(session, gate) }
    }

    /// The engine's session, in the manner that is asked for.
    fn manner(
        &self,
        py: Python<'_>,
        dry_run: bool,
        key: Option<&str>,
    ) -> PyResult<bookroom::Session> {
        let session = self.inner.open(py)?;
        let session = if dry_run { session.dry_run() } else { session.clone() };
        Ok(match key {
            Some(key) => session.with_request_key(key),
            None => session,
        })
    }
}

#[pymethods]
impl Session {
    /// Calls a method of one of the engine's handles.
    #[pyo3(signature = (name, args, origin, dry_run = false, request_key = None))]
    fn call(
        &self,
        name: &str,
        args: &Bound<'_, PyTuple>,
        origin: &Bound<'_, PyAny>,
        dry_run: bool,
        request_key: Option<&str>,
    ) -> Done {
        let _inside = Inside::enter(args.py());
        let session = self.manner(args.py(), dry_run, request_key)?;
        found(name)?(&Args { session, given: args, into: Into::Objects(origin) })
    }

    /// Calls a method that gives a page, and adds its rows to a frame: returns where the next page
    /// begins.
    fn fill(&self, frame: &Frame, name: &str, args: &Bound<'_, PyTuple>) -> Done {
        let _inside = Inside::enter(args.py());
        let session = self.manner(args.py(), false, None)?;
        found(name)?(&Args { session, given: args, into: Into::Frame(frame) })
    }

    /// How far the book's local time is ahead of UTC, in minutes.
    #[getter]
    fn utc_offset_minutes(&self, py: Python<'_>) -> PyResult<i64> {
        Ok(self.inner.even_closed(py)?.utc_offset_minutes())
    }

    /// Runs commands in one transaction.
    #[pyo3(signature = (commands, dry_run = false, request_key = None))]
    fn batch(
        &self,
        py: Python<'_>,
        commands: Vec<Bound<'_, PyAny>>,
        dry_run: bool,
        request_key: Option<&str>,
    ) -> PyResult<Vec<Py<PyAny>>> {
        let _inside = Inside::enter(py);
        let session = self.manner(py, dry_run, request_key)?;
        let commands: Vec<AnyCommand> =
            commands.iter().map(read_command).collect::<PyResult<_>>()?;
        let outcomes = without_lock(py, || session.batch(commands))?;
        outcomes.iter().map(|outcome| calls::outcome(py, outcome)).collect()
    }

    /// Runs one command.
    #[pyo3(signature = (command, dry_run = false, request_key = None))]
    fn run(&self, command: &Bound<'_, PyAny>, dry_run: bool, request_key: Option<&str>) -> Done {
        let py = command.py();
        let _inside = Inside::enter(py);
        let session = self.manner(py, dry_run, request_key)?;
        let command = read_command(command)?;
        let outcome = without_lock(py, || session.run_any(command))?;
        calls::outcome(py, &outcome)
    }

    /// The book.
    #[getter]
    fn book_id(&self, py: Python<'_>) -> PyResult<i64> {
        Ok(self.inner.even_closed(py)?.book_id().0)
    }

    /// Who is at work.
    #[getter]
    fn operator_id(&self, py: Python<'_>) -> PyResult<i64> {
        Ok(self.inner.even_closed(py)?.operator_id().0)
    }

    /// What the operator may do.
    fn permissions(&self, py: Python<'_>) -> Done {
        static KIND: Type = Type::List(&Type::Record(&GRANT));
        let grants = self.inner.open(py)?.grants();
        let grants: Vec<bookroom::access::permission::Grant> = grants
            .permissions()
            .iter()
            .map(|(&permission, &reach)| bookroom::access::permission::Grant { permission, reach })
            .collect();
        to_python(py, &grants, &KIND)
    }

    /// Recomputes everything.
    fn verify(&self, py: Python<'_>, known: &Bound<'_, PyAny>) -> Done {
        static KNOWN: Type = Type::Option(&Type::Record(&HEAD));
        static KIND: Type = Type::Record(&VERIFICATION);
        let _inside = Inside::enter(py);
        let session = self.inner.open(py)?;
        let known: Option<_> = parameter(known, "known", &KNOWN)?;
        let found = without_lock(py, || session.verify_against(known.as_ref()))?;
        to_python(py, &found, &KIND)
    }

    /// Waits for changes after a number.
    fn wait_changes(&self, py: Python<'_>, seq: i64, limit: u32, timeout: f64) -> Done {
        static KIND: Type = Type::List(&Type::Record(&CHANGE));
        let mut left = Duration::try_from_secs_f64(timeout.min(1e9))
            .map_err(|error| Fault::told(error).in_field("timeout"))?;
        loop {
            let _inside = Inside::enter(py);
            let session = self.inner.open(py)?;
            let now = left.min(LOOK);
            let found = without_lock(py, || session.changes().wait(seq, limit, now))?;
            left = left.saturating_sub(now);
            if !found.is_empty() || left.is_zero() {
                return to_python(py, &found, &KIND);
            }
            py.check_signals()?;
        }
    }

    /// Posts entries from columns.
    fn post_table(
        &self,
        data: &Bound<'_, PyAny>,
        dry_run: bool,
        request_key: Option<&str>,
    ) -> PyResult<Receipts> {
        let py = data.py();
        let _inside = Inside::enter(py);
        let session = self.manner(py, dry_run, request_key)?;
        let batches = columns::batches(data)?;
        let entries = py.detach(|| columns::entries(&batches))?;
        without_lock(py, || session.ledger().post_many(entries)).map(Receipts)
    }

    /// Reads the beginning of a file as an import would.
    fn preview(
        &self,
        py: Python<'_>,
        file: &Bound<'_, PyAny>,
        target: &Bound<'_, PyAny>,
        options: &Bound<'_, PyAny>,
    ) -> Done {
        static TARGET: Type = Type::Enum(&IMPORT_TARGET);
        static OPTIONS: Type = Type::Record(&FILE_OPTIONS);
        static KIND: Type = Type::Record(&IMPORT_PREVIEW);
        let session = self.inner.open(py)?;
        let source = Source::of(file)?;
        let target = parameter(target, "target", &TARGET)?;
        let options = parameter(options, "options", &OPTIONS)?;
        let found =
            without_lock(py, || session.exchange().preview(source.open()?, target, &options))?;
        to_python(py, &found, &KIND)
    }

    /// Imports a file of one kind.
    #[pyo3(signature = (kind, file, lines, options, progress, dry_run, request_key))]
    #[allow(clippy::too_many_arguments)]
    fn import_file(
        &self,
        kind: &str,
        file: &Bound<'_, PyAny>,
        lines: Option<&Bound<'_, PyAny>>,
        options: &Bound<'_, PyAny>,
        progress: Option<Py<PyAny>>,
        dry_run: bool,
        request_key: Option<&str>,
    ) -> Done {
        static KIND: Type = Type::Record(&IMPORT_REPORT);
        let py = file.py();
        let _inside = Inside::enter(py);
        let session = self.manner(py, dry_run, request_key)?;
        let source = Source::of(file)?;
        let lines = lines.map(Source::of).transpose()?;
        let tell = ProgressCallback::fallible(move |now| callbacks::tell(progress.as_ref(), now));
        let report = match kind {
            "customers" => {
                let options = record(options, &CUSTOMER_IMPORT)?;
                without_lock(py, || {
                    session.exchange().import_customers(source.open()?, &options, &tell)
                })
            }
            "products" => {
                let options = record(options, &PRODUCT_IMPORT)?;
                without_lock(py, || {
                    session.exchange().import_products(source.open()?, &options, &tell)
                })
            }
            "opening_items" => {
                let options = record(options, &OPENING_ITEM_IMPORT)?;
                without_lock(py, || {
                    session.exchange().import_opening_items(source.open()?, &options, &tell)
                })
            }
            "sales" => {
                let options = record(options, &SALES_IMPORT)?;
                without_lock(py, || {
                    let lines = lines.map(Source::open).transpose()?;
                    session.exchange().import_sales(source.open()?, lines, &options, &tell)
                })
            }
            _ => {
                let options = record(options, &PAYMENT_IMPORT)?;
                without_lock(py, || {
                    session.exchange().import_payments(source.open()?, &options, &tell)
                })
            }
        }?;
        to_python(py, &report, &KIND)
    }

    /// Writes a list as CSV into a file, or returns it with the number of rows.
    #[pyo3(signature = (list, options, target = None))]
    fn export(
        &self,
        list: &Bound<'_, PyAny>,
        options: &Bound<'_, PyAny>,
        target: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<(i64, Option<Py<PyBytes>>)> {
        static LIST: Type = Type::Union(&EXPORT_LIST);
        static OPTIONS: Type = Type::Record(&EXPORT_OPTIONS);
        let py = list.py();
        let session = self.inner.open(py)?;
        let list = match list.cast::<PyString>() {
            Ok(name) => whole(name.to_str()?).map_err(|fault| fault.in_field("list"))?,
            Err(_) => parameter(list, "list", &LIST)?,
        };
        let options = parameter(options, "options", &OPTIONS)?;
        let Some(target) = target else {
            let mut bytes = Vec::new();
            let rows = without_lock(py, || session.exchange().export(&list, &mut bytes, &options))?;
            return Ok((rows, Some(PyBytes::new(py, &bytes).unbind())));
        };
        if let Ok(path) = target.extract::<PathBuf>() {
            let path = text_of(&path)?;
            let rows = without_lock(py, || session.exchange().export_to(&list, path, &options))?;
            return Ok((rows, None));
        }
        let sink = PythonWriter(target.clone().unbind());
        let rows = without_lock(py, move || {
            let mut sink = BufWriter::with_capacity(1 << 16, sink);
            let rows = session.exchange().export(&list, &mut sink, &options)?;
            sink.flush().map_err(|_| Error::from(bookroom::error::Code::FileAccess))?;
            Ok(rows)
        })?;
        Ok((rows, None))
    }

    /// Writes every list into a folder.
    fn export_all(&self, folder: PathBuf, options: &Bound<'_, PyAny>) -> Done {
        static KIND: Type = Type::Record(&EXPORT_MANIFEST);
        let py = options.py();
        let _inside = Inside::enter(py);
        let session = self.inner.open(py)?;
        let options = record(options, &EXPORT_ALL_OPTIONS)?;
        let folder = text_of(&folder)?;
        let made = without_lock(py, || session.exchange().export_all(folder, &options))?;
        to_python(py, &made, &KIND)
    }
}

/// The whole of the list with a name.
fn whole(name: &str) -> Result<ExportList, Fault> {
    ExportList::named(name).map_err(|error| {
        let problem = error.problems().first().cloned();
        Fault::from(problem.unwrap_or_else(|| Problem::new(Code::BadChoice)))
    })
}

/// A path as the engine takes it.
fn text_of(path: &Path) -> Result<&str, Fault> {
    path.to_str().ok_or_else(|| Fault::told("the path is not valid Unicode"))
}

/// The call with a name.
fn found(name: &str) -> Result<Run, Fault> {
    let at = CALLS.binary_search_by_key(&name, |(known, _)| known);
    let call = at.ok().and_then(|at| CALLS.get(at)).map(|(_, run)| *run);
    let unknown = Problem::new(Code::BadChoice).fact("what", format!("there is no call {name}"));
    call.ok_or_else(|| Fault::from(unknown).in_field("call"))
}

fn read_command(command: &Bound<'_, PyAny>) -> PyResult<AnyCommand> {
    match calls::command(&type_name(command), command)? {
        Some(command) => Ok(command),
        None => Err(Fault::wrong_type("a command of bookroom.commands", command).into()),
    }
}

/// Where an import's bytes come from.
enum Source {
    Path(PathBuf),
    Bytes(Vec<u8>),
    File { name: String, file: PythonReader },
}

impl Source {
    fn of(file: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(bytes) = file.cast::<PyBytes>() {
            return Ok(Self::Bytes(bytes.as_bytes().to_vec()));
        }
        if let Ok(path) = file.extract::<PathBuf>() {
            return Ok(Self::Path(path));
        }
        if !file.hasattr("read")? {
            return Err(Fault::wrong_type("a path, bytes or a binary file", file).into());
        }
        let name = file.getattr("name").and_then(|name| name.extract::<String>());
        let name = name.unwrap_or_else(|_| "file".to_owned());
        Ok(Self::File { name, file: PythonReader(file.clone().unbind()) })
    }

    fn open(self) -> Result<ImportFile<'static>, Error> {
        match self {
            Self::Path(path) => ImportFile::open(path),
            Self::Bytes(bytes) => Ok(ImportFile::of_bytes("bytes", bytes)),
            Self::File { name, file } => {
                Ok(ImportFile::new(&name, BufReader::with_capacity(1 << 16, file)))
            }
        }
    }
}
