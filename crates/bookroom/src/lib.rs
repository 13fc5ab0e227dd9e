//! **bookroom** (账房): an embeddable engine for a company's customers and its books.
//!
//! Customers, sales documents, payments, a double-entry ledger, after-sales service, permissions
//! and a tamper-evident audit trail, in your own program. It stores in SQLite by default, and in
//! PostgreSQL or MySQL/MariaDB by changing a URL.
//!
//! # Add it
//!
//! ```toml
//! [dependencies]
//! bookroom = "0.1"                                    # SQLite, bundled: nothing to install
//! # bookroom = { version = "0.1", features = ["postgres", "mysql"] }          # all three
//! # bookroom = { version = "0.1", default-features = false, features = ["postgres"] }
//! ```
//!
//! | feature | database | needs |
//! | --- | --- | --- |
//! | `sqlite` (default) | a file, or memory | a C compiler |
//! | `postgres` | PostgreSQL | the system's libpq |
//! | `mysql` | MySQL and MariaDB | the system's client library, linked dynamically |
//! | `charts`, `charts-png` | charts of reports as SVG, and as PNG | a font for Chinese labels |
//!
//! Amounts are [`rust_decimal::Decimal`], days [`chrono::NaiveDate`]; both crates are handed on, so
//! that a program has the same ones. All rates are fractions: 0.13 is 13 %.
//!
//! # A first program
//!
//! ```
//! use bookroom::Bookroom;
//! use bookroom::billing::invoices::{NewInvoice, NewInvoiceLine};
//! use bookroom::billing::payments::NewPayment;
//! use bookroom::book::NewBook;
//! use bookroom::customers::model::NewCustomer;
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let room = Bookroom::open(":memory:")?; // or a path, postgres://…, mysql://…
//!     let book = room.create_book(&NewBook::chinese("晨光贸易", "boss", "Counting-House-8"))?;
//!     let session = room.sign_in(book, "boss", "Counting-House-8")?;
//!
//!     let customer = session.customers().add(NewCustomer::company("蓝湖商行"))?;
//!     let tea = NewInvoiceLine {
//!         description: Some("绿茶".into()),
//!         quantity: "12".parse()?,
//!         unit_price: Some("35.80".parse()?),
//!         tax_rate: Some("0.13".parse()?),
//!         ..NewInvoiceLine::default()
//!     };
//!     let sale = NewInvoice::sale(customer.id, "2026-06-15".parse()?, vec![tea]);
//!     let posted = session.billing().invoices().draft_and_post(vec![sale])?;
//!     let money = NewPayment::received(customer.id, "2026-06-20".parse()?, posted[0].gross);
//!     session.billing().payments().record(money)?;
//!
//!     let statement = session.reports().statement(
//!         customer.id,
//!         "2026-06-01".parse()?,
//!         "2026-06-30".parse()?,
//!     )?;
//!     assert_eq!(statement.closing, "0".parse()?);
//!     Ok(())
//! }
//! ```
//!
//! # What leads where
//!
//! A [`Bookroom`] is an opened store: it makes books, signs operators in, backs up. A [`Session`]
//! is an operator at work in one book; all the rest hangs on it (`session.customers()` …):
//!
//! | handle | what is there |
//! | --- | --- |
//! | [`customers()`](customers::Customers) | customers, suppliers, contacts, tags |
//! | [`dealings()`](dealings::Dealings) | calls, visits, mails, meetings |
//! | [`billing().products()`](billing::products::Products) | what is sold |
//! | [`billing().invoices()`](billing::invoices::Invoices) | sales, bills, credit notes |
//! | [`billing().payments()`](billing::payments::Payments) | money, and what it settles |
//! | [`billing().open_items()`](billing::open_items::OpenItems) | opening balances, lines by hand |
//! | [`ledger()`](ledger::Ledger) | accounts, journals, entries, balances |
//! | [`reports()`](reports::Reports) | trial balance, income, ageing, statements |
//! | [`service()`](service::Service) | complaints, feedback, requests |
//! | [`tasks()`](tasks::Tasks) | what is to be done, and reminders |
//! | [`exchange()`](exchange::Exchange) | imports and exports |
//! | [`dictionaries()`](dictionaries::Dictionaries) | the lists that users keep |
//! | [`custom_fields()`](custom_fields::CustomFields) | fields of the book's own |
//! | [`access()`](access::Access) | operators, teams, roles, duties |
//! | [`changes()`](changes::Changes) | history, feed, erasure |
//! | [`search()`](search::Search) | one box over names, numbers, phones, pinyin |
//! | [`places()`](places::Places) | area codes, postal codes, phones of China |
//!
//! Inputs and records of an area stand in its `model`. Every method has an example.
//!
//! - **Any change** is a command. [`Session::dry_run`] tries it, [`Session::with_request_key`] does
//!   it once however often it is sent, [`Session::batch`] joins many in one transaction, and
//!   [`Session::run`] takes the plain struct.
//! - **Errors**: one type, [`Error`], with a [`Kind`](codes::Kind) (what to do about it) and, for
//!   each problem, a stable [`Code`](codes::Code), a path into the input and facts;
//!   [`Error::text`] tells it in Chinese or English.
//! - **Permissions** are in [`access::permission`]; the ready-made roles in [`access::ready_made`].
//! - **Rules, listeners, clocks** of your own: [`Rule`], [`Listener`] (it hears of each
//!   [`Change`]), [`Options`].
//! - **Lists** take a filter, a sort and a [`PageRequest`](values::PageRequest); any column can be
//!   filtered by with a [`Condition`](values::Condition).
//! - **Proof**: [`Session::verify`] recomputes everything and names what differs.
//!
//! # By task
//!
//! Pages of the guide, with programs in Rust and Python:
//! [open, back up, grow to servers](guide::open_and_back_up),
//! [import](guide::import),
//! [bill](guide::bill),
//! [collect](guide::collect),
//! [follow customers up](guide::follow_up),
//! [correct](guide::correct),
//! [permissions](guide::permissions),
//! [rules and listeners](guide::rules_and_listeners),
//! [exports](guide::exports),
//! [errors](guide::errors).

pub mod access;
pub mod attachments;
pub mod billing;
pub mod book;
mod bookroom;
pub mod calendars;
mod catalogue;
pub mod changes;
pub mod charts;
pub mod custom_fields;
pub mod customers;
pub mod dealings;
pub mod dictionaries;
pub mod exchange;
#[cfg(doc)]
pub mod guide;
mod index;
pub mod ledger;
mod log;
pub mod places;
pub mod reports;
mod rights;
pub mod saved_views;
pub mod search;
pub mod service;
pub mod tasks;
mod verify;
mod work;

use bookroom_ground::{interrupt, store};

pub use bookroom::{Bookroom, Options};
pub use bookroom_ground::interrupt::interruptible;
pub use bookroom_ground::store::files::{create_private, write_bytes, write_whole};
pub use bookroom_ground::{codes, error, values};
pub use catalogue::{AnyCommand, AnyOutcome};
pub use changes::listeners::{Listener, ListenerId};
pub use changes::model::Change;
pub use chrono;
pub use error::{Error, Result};
pub use rust_decimal;
pub use verify::{FREE, Free, Verification};
pub use work::host_rules::{CommandView, Rule, RuleViolation};
pub use work::{Command, Session};
