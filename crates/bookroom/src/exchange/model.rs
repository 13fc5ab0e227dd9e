//! Imports and exports as hosts see them: how files are read and taken over in `options`, what came
//! of it in `report`.

mod file;
mod options;
mod progress;
mod report;
mod rows;
mod runs;

pub use file::ImportFile;
pub use options::{
    AllocateBy, CustomerImport, DiscountForm, FileOptions, Freight, ImportedBefore, Matching,
    OpeningItemImport, PaymentImport, ProductImport, Repeats, SalesImport, Unknown,
};
pub use progress::{ImportStep, Progress, ProgressCallback};
pub use report::{
    CleanedCount, FileReport, ImportField, ImportKind, ImportPreview, ImportReport, Notice,
    NoticeKind, RecordCount, RejectReason, RejectedRow, write_rejected,
};
pub use rows::{
    ImportedContact, ImportedCustomer, ImportedDocument, ImportedLine, ImportedOpening,
    ImportedOpeningItem, ImportedPayment, ImportedProduct, OwnCell, OwnDocumentRow, OwnRow,
    Refusal, StatedAmount,
};
pub use runs::{ImportFilter, ImportRun, ImportSort, ImportState, UndoReport, UndoneCount};
