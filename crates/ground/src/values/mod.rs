//! Pure values: money, quantities, ids, dates, pages, texts and the collector of violations.
//! Nothing here knows a database, a clock or an operator.

pub mod bytes;
pub mod check;
pub mod clock;
pub mod contact_points;
pub mod credit;
pub mod dates;
pub mod edit;
pub mod identifiers;
pub mod ids;
pub mod language;
pub mod listing;
pub mod masks;
pub mod money;
pub mod page;
pub mod pinyin;
pub mod readings;
pub mod secret;
pub mod slugs;
pub mod split;
pub mod tax;
pub mod text;
pub mod unseen;

pub use bytes::Bytes;
pub use check::Check;
pub use clock::{Clock, ManualClock, SystemClock};
pub use credit::CreditCheck;
pub use dates::{OpenDays, Period};
pub use edit::{Edit, EditField, edits};
pub use ids::*;
pub use language::Language;
pub use listing::{ColumnTest, ColumnValue, Condition};
pub use money::Currency;
pub use page::{Cursor, Page, PageRequest};
pub use secret::Secret;
pub use slugs::slugs;
pub use tax::TaxRounding;
