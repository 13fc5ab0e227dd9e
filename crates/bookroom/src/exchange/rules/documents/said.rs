//! What a row says of its document: whom it is for, its days, what is taken off or added.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::billing::invoices::Discount;
use crate::billing::products::PriceMode;
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::{self, Value};
use crate::exchange::headers::words::DiscountWord;
use crate::exchange::model::{ImportedDocument, NoticeKind};
use crate::exchange::rules::states::{States, Way};

/// What a row says of its document.
pub(super) struct Said {
    pub(super) customer: Option<String>,
    pub(super) customer_code: Option<String>,
    pub(super) issue_on: Option<NaiveDate>,
    pub(super) due_on: Option<NaiveDate>,
    pub(super) price_mode: Option<PriceMode>,
    pub(super) discount: Option<Discount>,
    pub(super) freight: Option<Decimal>,
    /// What the whole document comes to.
    pub(super) total: Option<Decimal>,
    pub(super) note: Option<String>,
}

pub(super) fn said(cells: &mut Cells<'_>, discount_field: &str, states: &States) -> Said {
    states.refuse(cells, Way::default());
    let said = Said {
        customer: cells.line("customer"),
        customer_code: cells.code("customer_code"),
        issue_on: cells.date("issue_on"),
        due_on: cells.date("due_on"),
        price_mode: cells.with("price_mode", price_mode),
        discount: document_discount(cells, discount_field),
        freight: cells.number("freight"),
        total: cells.number("document_total"),
        note: cells.lines("note"),
    };
    cells.check_currency("currency");
    let by_heading = cells.sheet().columns.meaning("unit_price").tax;
    if by_heading.is_some() && said.price_mode.is_some() && said.price_mode != by_heading {
        cells.fail("price_mode", Problem::new(Code::Ambiguous));
    }
    Said { price_mode: said.price_mode.or(by_heading), ..said }
}

impl Said {
    /// Whether the row names nothing of a document: its cells are merged with those above.
    pub(super) fn is_blank(&self) -> bool {
        let has_party = self.customer.is_some() || self.customer_code.is_some();
        !has_party && self.issue_on.is_none() && self.due_on.is_none()
    }

    /// A new document.
    pub(super) fn document(
        self,
        cells: &mut Cells<'_>,
        reference: &str,
    ) -> Option<ImportedDocument> {
        let customer_code = self.customer_code.clone().filter(|_| self.customer.is_some());
        let customer = cells.required("customer", self.customer.or(self.customer_code));
        let issue_on = cells.required("issue_on", self.issue_on);
        Some(ImportedDocument {
            line: cells.line_number(),
            reference: reference.to_owned(),
            customer: customer?,
            customer_code,
            issue_on: issue_on?,
            due_on: self.due_on,
            price_mode: PriceMode::Net,
            price_mode_open: false,
            discount: self.discount,
            note: self.note,
            lines: Vec::new(),
            stated: Vec::new(),
        })
    }
}

/// With a percent sign or 折, or below a heading that says so, a share; otherwise money. A number
/// up to one below a heading that does not say money is refused: 0.9 is hardly ever money.
fn document_discount(cells: &mut Cells<'_>, field: &str) -> Option<Discount> {
    let raw = cells.raw(field)?;
    let meaning = cells.sheet().columns.meaning(field);
    let heading = cells.sheet().heading(field).unwrap_or_default();
    let says_share = meaning.percent.is_some() || meaning.discount == Some(DiscountWord::Share);
    if raw.contains(['%', '％', '‰', '折']) || says_share {
        let share = cells.discount(field)?;
        return Some(Discount::Rate(share.normalize())).filter(|_| !share.is_zero());
    }
    let amount = cells.number(field).filter(|amount| !amount.is_zero())?;
    let is_money = meaning.discount == Some(DiscountWord::Money)
        || meaning.currency.is_some()
        || ["金额", "金額", "额", "額", "amount"].iter().any(|word| heading.contains(word));
    if !is_money && amount.abs() <= Decimal::ONE {
        cells.fail(field, Problem::new(Code::Ambiguous));
    }
    if !is_money {
        cells.notice(NoticeKind::DiscountsAmbiguous, field);
    }
    Some(Discount::Amount(amount))
}

pub(crate) fn price_mode(text: &str) -> Result<Value<PriceMode>, Problem> {
    let word = clean::code(text).value.to_lowercase();
    let value = match word.as_str() {
        "gross" | "含税" | "含税价" | "价税合计" => PriceMode::Gross,
        "net" | "不含税" | "未税" | "不含税价" => PriceMode::Net,
        _ => {
            let is_gross = clean::yes_no(text)?;
            let mode = if is_gross.value { PriceMode::Gross } else { PriceMode::Net };
            return Ok(Value { value: mode, notes: is_gross.notes });
        }
    };
    Ok(Value { value, notes: Vec::new() })
}
