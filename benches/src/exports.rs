//! Exports of a large book: cold in the process that filled it, cold after it was opened again, and
//! warm.

use std::fmt::Write as _;
use std::time::Instant;

use bookroom::customers::model::CustomerFilter;
use bookroom::exchange::export::{ExportList, ExportOptions};
use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
use bookroom::{Bookroom, Session};

use crate::stage::{PASSWORD, Stage};
use crate::{Figure, Outcome, Size};

/// See [`crate::BENCHES`].
pub fn run(size: Size) -> Outcome<Vec<Figure>> {
    let Stage { folder: _folder, path, room, owner, .. } = Stage::new()?;
    let count = size.customers / 2;
    let mut text = "客户编号,客户名称,手机,邮箱,城市,地址,联系人,标签,备注\n".to_owned();
    for number in 0..count {
        writeln!(
            text,
            "K{number:06},武汉月白{number}有限公司,154{number:08},k{number}@example.com,武汉,\
             青禾路{number}号,王{number},老客户; 重点,每月结算 {number}"
        )?;
    }
    let file = ImportFile::of_bytes("customers.csv", text.into_bytes());
    owner.exchange().import_customers(
        file,
        &CustomerImport::default(),
        &ProgressCallback::none(),
    )?;
    let book = owner.book_id();
    let mut figures = vec![
        timed("export_customers_first", "cold, in the process that filled it", &owner)?,
        timed("export_customers_again", "once more", &owner)?,
    ];
    drop(owner);
    drop(room);
    let room = Bookroom::open(path.to_str().ok_or("the path is no text")?)?;
    let owner = room.sign_in(book, "boss", PASSWORD)?;
    figures.push(timed("export_customers_cold", "in a store just opened", &owner)?);
    figures.push(timed("export_customers_warm", "once more", &owner)?);
    Ok(figures)
}

fn timed(name: &str, note: &str, owner: &Session) -> Outcome<Figure> {
    let list = ExportList::Customers(CustomerFilter::default());
    let start = Instant::now();
    let rows = owner.exchange().export(&list, &mut std::io::sink(), &ExportOptions::default())?;
    let note = format!("{rows} customers, {note}; wall time");
    Ok(Figure::new(name, start.elapsed().as_secs_f64(), "s", note))
}
