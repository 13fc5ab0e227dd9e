//! What can be said on the command line.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use bookroom::values::Language;
use clap::{Parser, ValueEnum};

/// Turns a company's messy files into clean books.
#[derive(Parser)]
#[command(name = "quickstart")]
pub struct Arguments {
    /// Where to keep the book: a file, `postgres://…` or `mysql://…`; a new file in the system's
    /// temporary folder by default.
    #[arg(long, value_name = "URL")]
    pub db: Option<String>,
    /// The customers, as CSV.
    #[arg(long, value_name = "FILE")]
    pub customers: Option<PathBuf>,
    /// The products, as CSV.
    #[arg(long, value_name = "FILE")]
    pub products: Option<PathBuf>,
    /// The invoices, as CSV: a row per line item, or a row per document when `--lines` is given.
    #[arg(long, value_name = "FILE")]
    pub invoices: Option<PathBuf>,
    /// The invoices' lines, as CSV.
    #[arg(long, value_name = "FILE")]
    pub lines: Option<PathBuf>,
    /// The payments, as CSV.
    #[arg(long, value_name = "FILE")]
    pub payments: Option<PathBuf>,
    /// Which column means what, and what the book is like, as TOML; see `examples/data`.
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Where to write the rejected rows; one file beside the other.
    #[arg(long, value_name = "FOLDER")]
    pub rejected: Option<PathBuf>,
    /// The language to talk in; the book's by default.
    #[arg(long)]
    pub language: Option<Tongue>,
}

/// A language to talk in.
#[derive(Clone, Copy, ValueEnum)]
pub enum Tongue {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Zh => Self::Chinese,
            Tongue::En => Self::English,
        }
    }
}

impl Arguments {
    /// Whether no file was named, so that the sample is used.
    pub fn is_sample(&self) -> bool {
        let files = [&self.customers, &self.products, &self.invoices, &self.lines, &self.payments];
        files.into_iter().all(Option::is_none)
    }

    /// The file that was named, or the sample's.
    pub fn file(&self, named: &Option<PathBuf>, sample: &str) -> Option<PathBuf> {
        if self.is_sample() { Some(data().join(sample)) } else { named.clone() }
    }

    /// The address of the store.
    pub fn store(&self) -> String {
        self.db.clone().unwrap_or_else(|| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            let name = format!("bookroom-quickstart-{}.db", now.as_millis());
            std::env::temp_dir().join(name).to_string_lossy().into_owned()
        })
    }

    /// The address as it may be shown: without a password.
    pub fn shown_store(&self, url: &str) -> String {
        match (url.split_once("://"), url.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
            _ => url.to_owned(),
        }
    }
}

/// The folder of the sample files.
pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}
