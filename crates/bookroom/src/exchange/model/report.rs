//! What came of an import: counts, what was cleaned, what was rejected and why, what may be the
//! same.

use std::io::Write;

use serde::{Deserialize, Serialize};

use super::ImportRun;
use crate::error::{Problem, Result};
use crate::exchange::clean::{Cleaned, DateDecision, RateDecision};
use crate::exchange::dialect::Dialect;
use crate::exchange::duplicates::Duplicate;
use crate::exchange::headers::{Ambiguity, Mapping, Target};
use crate::exchange::reject::{RejectWriter, Rejection};
use crate::exchange::table::Row;
use crate::values::slugs;
use crate::values::{ImportId, Language};

slugs! {
    /// What an import brought.
    ImportKind {
        /// Customers and their contacts.
        Customers "customers",
        /// Products.
        Products "products",
        /// Posted sales.
        Sales "sales",
        /// Payments.
        Payments "payments",
        /// Documents that were open when the book began.
        OpeningItems "opening_items",
    }
}

/// What came of an import. Every row read is either accepted or rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// By which it can be undone; none when nothing was imported.
    pub import: Option<ImportId>,
    /// What was imported.
    pub kind: ImportKind,
    /// Rows read, in all files; headings, blank rows, sums and signatures do not count.
    pub rows_read: u64,
    /// Rows taken over.
    pub accepted: u64,
    /// Rows rejected; each file has its own.
    pub rejected: u64,
    /// Records made, updated and found as they should be, by kind.
    pub records: Vec<RecordCount>,
    /// The files.
    pub files: Vec<FileReport>,
    /// What is worth a look although it was taken over.
    pub notices: Vec<Notice>,
    /// Customers that may be the same.
    pub duplicates: Vec<Duplicate>,
    /// The book's language: that of the report when it is printed.
    pub language: Language,
    /// All of this in a few lines for people, in Chinese.
    pub summary_zh: String,
    /// The same in English.
    pub summary_en: String,
}

impl ImportReport {
    /// How many records of a kind, such as `customer`, were made.
    #[must_use]
    pub fn created(&self, subject: &str) -> u64 {
        self.records.iter().find(|count| count.subject == subject).map_or(0, |count| count.created)
    }

    /// How many records of a kind were updated.
    #[must_use]
    pub fn updated(&self, subject: &str) -> u64 {
        self.records.iter().find(|count| count.subject == subject).map_or(0, |count| count.updated)
    }
}

/// How many records of a kind an import touched.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecordCount {
    /// The kind of record as the change log names it: `customer`, `invoice` …
    pub subject: String,
    /// Made.
    pub created: u64,
    /// Updated.
    pub updated: u64,
    /// Found as they should be.
    pub unchanged: u64,
}

impl RecordCount {
    pub(crate) fn is_empty(&self) -> bool {
        self.created + self.updated + self.unchanged == 0
    }
}

/// How one file was read, and what was wrong in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReport {
    /// Its name.
    pub name: String,
    /// What its rows are.
    pub target: Target,
    /// Its encoding.
    pub encoding: String,
    /// Whether the encoding is certain: it was named, marked in the file, or shown by its text.
    pub encoding_certain: bool,
    /// Its dialect.
    pub dialect: Dialect,
    /// The line on which the heading ends; 0 when there is none.
    pub heading_line: u64,
    /// Its heading.
    pub headers: Vec<String>,
    /// Which column or constant gave which field.
    pub mapping: Mapping,
    /// Headings of columns that gave no field.
    pub unmapped: Vec<String>,
    /// Columns whose heading was not clear.
    pub ambiguous: Vec<Ambiguity>,
    /// How dates with two readings were read, by field.
    pub dates: Vec<(String, DateDecision)>,
    /// How rates without percent sign were read, by field.
    pub rates: Vec<(String, RateDecision)>,
    /// Rows read; heading and blank rows do not count.
    pub rows_read: u64,
    /// What cleaning changed, by field.
    pub cleaned: Vec<CleanedCount>,
    /// The rows that were not taken over, in the order of the file.
    pub rejected: Vec<RejectedRow>,
}

/// How often cleaning changed something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanedCount {
    /// The field.
    pub field: String,
    /// What was changed.
    pub change: Cleaned,
    /// In how many cells.
    pub count: u64,
}

/// A row that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRow {
    /// The line of the file on which it begins; 1 is the first.
    pub line: u64,
    /// Its cells as they stand in the file.
    pub cells: Vec<String>,
    /// What is wrong: at least one reason.
    pub reasons: Vec<RejectReason>,
}

/// Why a row was rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectReason {
    /// The heading of the column at fault, if it is one column.
    pub column: Option<String>,
    /// What is wrong; its path is the field's name.
    pub problem: Problem,
}

slugs! {
    /// What is worth a look.
    NoticeKind {
        /// A label the dictionary does not have was left out.
        LabelLeftOut "label_left_out",
        /// A label the dictionary did not have was added to it.
        LabelAdded "label_added",
        /// A person responsible who is no operator was left out.
        OwnerLeftOut "owner_left_out",
        /// Nothing in the column decides in which order its dates are written.
        DatesAmbiguous "dates_ambiguous",
        /// Nothing in the column decides whether its rates are percentages.
        RatesAmbiguous "rates_ambiguous",
        /// A document a payment names is unknown, another customer's, or paid: it was not settled,
        /// and what the payment has left stays open.
        ReferenceNotSettled "reference_not_settled",
        /// A payment is more than the documents it names need: the rest went to those due first,
        /// or stays open where only named documents are settled.
        MoreThanNamed "more_than_named",
        /// The number of a document stands in a text of a payment's row, or in a column that is not
        /// known to name documents: it was settled. The text is the number.
        FoundInText "found_in_text",
        /// A label was taken for what its item was merged into or renamed to.
        LabelReplaced "label_replaced",
        /// A customer that was merged into another one was taken for that one.
        CustomerReplaced "customer_replaced",
        /// A record was made although another, of the book or of an earlier row, has its name, its
        /// tax number or its code in other letters.
        MadeBesideKnown "made_beside_known",
        /// The name of a known record was changed.
        NameChanged "name_changed",
        /// A known record is spelt otherwise than in the row: it keeps its own spelling. A code in
        /// full width is kept, and looked for, in plain width.
        SpellingKept "spelling_kept",
        /// A row that repeats an earlier one says something else than that: the value was left out.
        ValueLeftOut "value_left_out",
        /// Rows give one new product different prices: it has that of the first.
        PricesDiffer "prices_differ",
        /// Nothing in the file shows that its encoding is the one it was read in.
        EncodingGuessed "encoding_guessed",
        /// A text is damaged: it was once read in another encoding than it was written in.
        TextDamaged "text_damaged",
        /// Numbers such as 1.500 can be read in two ways; their rows are refused.
        NumbersAmbiguous "numbers_ambiguous",
        /// Nothing says whether unit prices hold the tax: they were taken as net.
        PriceModeAssumed "price_mode_assumed",
        /// Nothing says what the numbers of a column of discounts are.
        DiscountsAmbiguous "discounts_ambiguous",
        /// What a document comes to here is another amount than its file says, by no more than
        /// rounding can make: the text is the file's, a stroke, and the book's.
        TotalDiffers "total_differs",
        /// A value of a document, such as freight, stands on several of its rows: it was taken
        /// once.
        TakenOnce "taken_once",
        /// All lines of a document show the same amount or discount, in every document of the file:
        /// it may be the document's, and count once.
        AmountRepeated "amount_repeated",
        /// A unit price has more decimal places than are kept; its amount does not change.
        PriceRounded "price_rounded",
        /// A unit price was rounded in the file: the one that makes the line's amount was taken.
        PriceFromAmount "price_from_amount",
        /// Nothing says for certain which payments are money in and which money out.
        DirectionAssumed "direction_assumed",
        /// Amounts below zero were taken as money out.
        SignMeansDirection "sign_means_direction",
        /// Money out to a customer, or in from a supplier, was taken as a refund.
        TakenAsRefund "taken_as_refund",
        /// A party is bought from and sold to, and its open documents do not say whether money is
        /// a payment or a refund: it was taken as a payment.
        PurposeAssumed "purpose_assumed",
        /// A column was not read: its heading is not understood.
        ColumnNotRead "column_not_read",
        /// Several columns fit one field equally well: the first was taken.
        ColumnsCompete "columns_compete",
        /// A row says something else of a known record than the record does: the record keeps its
        /// own. The text is the row's, a stroke, and the record's.
        DiffersFromRecord "differs_from_record",
        /// A row with a record's number is blank where the record has a value: the value stays.
        BlankKept "blank_kept",
        /// Cells are blank below merged ones: they were filled from the row above.
        TakenFromAbove "taken_from_above",
        /// A phone number is not one that is known, such as one without area code: it was kept as
        /// it stands. The text is the number.
        PhoneUnknown "phone_unknown",
        /// A tax or identity number is of no form that can be checked: it was kept as it stands.
        /// The text is the number.
        IdentifierUnchecked "identifier_unchecked",
        /// A bank account stands there without its bank: it was kept with what invoices say.
        BankNotStated "bank_not_stated",
        /// Several customers and suppliers have the name of a row: the one on the row's side, sold
        /// to or bought from, was taken.
        ChosenBySide "chosen_by_side",
        /// A customer was made of a row that gives a code only: it is called by that code.
        NamedByCode "named_by_code",
        /// A masked text such as `138****8000` was left out: it is no value.
        MaskLeftOut "mask_left_out",
        /// A row changes a record that was changed since it was exported.
        ChangedSinceExport "changed_since_export",
        /// A field of known records was changed.
        ValueChanged "value_changed",
        /// A row that is a sum, a signature or a remark was left out.
        NotARecord "not_a_record",
        /// A row that looks like a sum was taken as a record.
        LooksLikeSum "looks_like_sum",
        /// A known record is retired, and stays so.
        KnownRetired "known_retired",
        /// An opening amount below zero was taken as received or paid in advance.
        SignMeansCredit "sign_means_credit",
        /// A row that repeats an earlier one has another opening balance: both were booked.
        OpeningAdded "opening_added",
        /// An opening balance that was imported before was not booked again; the text names the
        /// import and its line, as in `3:17`. Nor was one that the opening items of its customer
        /// come to; the text is the number of the first.
        OpeningKept "opening_kept",
        /// A document or a payment is dated before the day on which it was entered what was open of
        /// its customer: it may be in that already. The text is that day.
        BeforeOpening "before_opening",
        /// A line that was imported before was booked again; the text names the import and its
        /// line, as in `3:17`.
        BookedBefore "booked_before",
        /// The same file was imported before; the text is the number of that import.
        FileImportedBefore "file_imported_before",
        /// The file ends without a line end, with a figure or a day: it may have been cut off
        /// there. It was taken as it stands.
        MayBeCut "may_be_cut",
        /// A line above the heading or below the rows says in which unit the figures are: they
        /// were taken so. The text is the unit.
        UnitFromTitle "unit_from_title",
        /// A line above the heading may say that the file is another kind of list, or that its
        /// figures are in a currency that is not known. The text is what it says.
        TitleSpeaksOtherwise "title_speaks_otherwise",
        /// A line above the heading is not understood: it may say something of the figures. The
        /// text is what it says.
        TitleNotRead "title_not_read",
        /// A row among records names a part of the list and is not understood. The text is its own.
        SectionNotRead "section_not_read",
        /// A sum or count in the file is not that of its rows. The text is the file's, a stroke,
        /// and that of the rows.
        SumDiffers "sum_differs",
        /// A note, a name or a number holds a word for what is no sale, payment or debt (作废, 样品,
        /// bounced), or a record for one that is no longer in use: the row was taken. The text is
        /// that of the cell.
        MayNotCount "may_not_count",
        /// The running balance does not follow from the amounts: they are not confirmed by it.
        BalanceNotFollowed "balance_not_followed",
        /// The book has a payment of the same party, direction, day and amount that was not read
        /// from the same line, a sale of the same customer and day with the same lines under
        /// another number, or an opening item of the same party and amount: it may be the same.
        /// The text is its number.
        LikeKnown "like_known",
        /// An earlier row of the file is an opening item of the same party and amount, or all of
        /// them come to it: one of them may be there twice. The text is the earlier row's line.
        LikeEarlier "like_earlier",
        /// The file lists documents without their lines: each was taken as one line of its amount.
        /// The text is what the lines are called.
        DocumentAsLine "document_as_line",
        /// A bill of exchange (银行承兑汇票, 商业承兑汇票) was booked as money in the bank, which it is
        /// only when it is paid. The text is the method's.
        BillAsMoney "bill_as_money",
        /// Rows of one receipt that name one document each were taken together; where their amounts
        /// differ, each as a part of it.
        TakenTogether "taken_together",
        /// The file has no rows.
        NoRows "no_rows",
        /// Nothing gives the tax rate of an unknown product: it was taken as 0.
        TaxRateAssumed "tax_rate_assumed",
    }
}

/// Something worth a look although it was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is.
    pub kind: NoticeKind,
    /// The field; blank where it is not about one.
    pub field: String,
    /// The heading of its column, if a column gives it.
    pub column: Option<String>,
    /// The text in the file, where there is one.
    pub text: String,
    /// In how many rows.
    pub rows: u64,
    /// The line of the first.
    pub line: u64,
}

/// How a file would be read: to be shown before it is imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPreview {
    /// How it is read. Its rejected rows and counts are those of the sample.
    pub file: FileReport,
    /// The names of the fields in `rows`.
    pub fields: Vec<String>,
    /// The first rows, cleaned: a text for each field.
    pub rows: Vec<Vec<String>>,
    /// The cells of the same rows as they stand in the file.
    pub cells: Vec<Vec<String>>,
    /// The lines of the file on which these rows begin.
    pub lines: Vec<u64>,
    /// Fields without which nothing can be imported and that no column gives.
    pub missing: Vec<String>,
    /// What is not certain.
    pub notices: Vec<Notice>,
    /// The last import of the same file that still stands, if there is one. Of sales in two files
    /// neither alone shows it.
    pub imported_before: Option<ImportRun>,
    /// The book's language: that of the preview when it is printed.
    pub language: Language,
    /// All of this in a few lines for people, in Chinese.
    pub summary_zh: String,
    /// The same in English.
    pub summary_en: String,
}

/// A field that a column of a file can give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportField {
    /// Its name in mappings.
    pub name: String,
    /// Its usual heading in Chinese.
    pub label_zh: String,
    /// Its usual heading in English.
    pub label_en: String,
    /// The headings that are recognised for it; words for tax, units, currencies and the like may
    /// stand beside them.
    pub headings: Vec<String>,
}

/// Writes the rejected rows of a file as CSV that can be corrected and imported again: line,
/// columns, codes and reasons, then the original cells.
///
/// # Errors
/// `file_access` when the target fails.
pub fn write_rejected<W: Write>(file: &FileReport, target: W, language: Language) -> Result<W> {
    let mut writer = RejectWriter::new(target, &file.headers, language)?;
    for row in &file.rejected {
        let column = |reason: &RejectReason| {
            file.headers.iter().position(|it| Some(it) == reason.column.as_ref())
        };
        let reasons: Vec<Rejection> = row
            .reasons
            .iter()
            .map(|reason| Rejection { column: column(reason), problem: reason.problem.clone() })
            .collect();
        writer.reject(&Row::kept(row.line, row.cells.clone(), file.headers.len()), &reasons)?;
    }
    writer.finish()
}
