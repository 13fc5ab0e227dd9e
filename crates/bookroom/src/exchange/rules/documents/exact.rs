//! Documents whose amounts come of prices that hold the tax, although they show prices without it:
//! 88.50 and 11.50 make 100.00, where 13 % of 88.50 are 11.51. The amounts are the truth.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::billing::invoices::rules::amounts::{Cut, LineTerms, work_out};
use crate::billing::products::PriceMode::{self, Gross, Net};
use crate::exchange::model::ImportedDocument;
use crate::exchange::sheet::Setting;
use crate::values::TaxRounding;
use crate::values::money::EXACT_DECIMALS;

/// The amounts of a document's lines by the lines of the file.
pub(super) type Stated = BTreeMap<u64, Vec<(&'static str, Decimal)>>;

/// The prices with tax that make the amounts of a document which its prices without tax do not
/// make; none where those do, or where no prices do.
pub(super) fn by_gross(
    document: &ImportedDocument,
    stated: &Stated,
    setting: Setting,
) -> Option<Vec<Decimal>> {
    let is_plain = document.discount.is_none()
        && document.lines.iter().all(|line| line.item.discount.is_none() && !line.freight);
    if !is_plain || document.price_mode != Net {
        return None;
    }
    let minor = |amount: Decimal| setting.currency.to_minor(amount).ok();
    let mut lines = Vec::with_capacity(document.lines.len());
    let (mut own, mut with_tax) = (Vec::new(), Vec::new());
    for line in &document.lines {
        let amounts = stated.get(&line.line)?;
        let of = |name: &str| amounts.iter().find(|(field, _)| *field == name).map(|it| it.1);
        let net = of("net_amount").or_else(|| of("amount"))?;
        let gross = match (of("gross_amount"), of("tax_amount")) {
            (Some(gross), Some(tax)) if net + tax != gross => return None,
            (Some(gross), _) => gross,
            (None, tax) => net + tax?,
        };
        lines.push((minor(net)?, minor(gross)?));
        own.push(line.item.unit_price?);
        with_tax.push(gross.checked_div(line.item.quantity)?.round_dp(EXACT_DECIMALS).normalize());
    }
    let makes = |mode: PriceMode, prices: &[Decimal]| -> Option<bool> {
        let terms = document.lines.iter().zip(prices).map(|(line, price)| {
            Some(LineTerms {
                quantity: line.item.quantity,
                unit_price: *price,
                cut: Cut::None,
                tax_rate: line.item.tax_rate?,
            })
        });
        let terms: Vec<LineTerms> = terms.collect::<Option<_>>()?;
        let decimals = setting.currency.decimals();
        let found = work_out(decimals, mode, setting.tax_rounding, &terms, Cut::None).ok()?;
        // What is owed at least, where rounding once for each rate makes no more possible.
        Some(match setting.tax_rounding {
            TaxRounding::Line => {
                found.lines.iter().map(|line| (line.net, line.gross)).eq(lines.iter().copied())
            }
            TaxRounding::Document => {
                let sum = |of: fn(&(i64, i64)) -> i64| lines.iter().map(of).sum::<i64>();
                let off = (found.net - sum(|it| it.0)).unsigned_abs();
                let is_near = mode == Gross && off <= lines.len() as u64;
                found.gross == sum(|it| it.1) && (off == 0 || is_near)
            }
        })
    };
    let is_wanted = !makes(Net, &own)? && makes(Gross, &with_tax)?;
    is_wanted.then_some(with_tax)
}
