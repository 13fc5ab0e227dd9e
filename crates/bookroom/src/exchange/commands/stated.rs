//! What files say that documents come to, compared with what they came to in the book.

use rust_decimal::Decimal;

use super::sale::Sale;
use crate::billing::invoices::Invoice;
use crate::billing::products::PriceMode;
use crate::error::{Code, Error, Problem, Result};
use crate::exchange::model::StatedAmount;
use crate::values::Currency;

/// What a document came to: net, tax and gross.
#[derive(Clone, Copy, Default)]
struct Sum {
    net: Decimal,
    tax: Decimal,
    gross: Decimal,
}

/// A difference: the amount of the book, and how far the file's is from it.
type Off = (Decimal, Decimal);

/// Refuses documents that came to another amount than their files say, by more than the rounding of
/// tax line by line can make.
///
/// # Errors
/// `amount_differs` for each.
pub(super) fn check(currency: Currency, sales: &[Sale<'_>], made: &[Invoice]) -> Result<()> {
    let mut problems = Vec::new();
    for (at, (sale, invoice)) in sales.iter().zip(made).enumerate() {
        for stated in &sale.document.stated {
            let Some((ours, _)) = difference(currency, sale, invoice, stated, true) else {
                continue;
            };
            let problem = Problem::new(Code::AmountDiffers);
            let problem = problem.fact("expected", ours).fact("found", stated.amount);
            let place = if stated.of_lines { "lines[0]." } else { "" };
            problems.push(problem.at(format!("invoices[{at}].{place}{}", stated.field)));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// The amounts of a document that differ from the file's by the rounding of tax: the field, and
/// both amounts.
pub(super) fn told(
    currency: Currency,
    sale: &Sale<'_>,
    invoice: &Invoice,
) -> Vec<(String, String)> {
    let of = |stated: &StatedAmount| {
        let (ours, _) = difference(currency, sale, invoice, stated, false)?;
        Some((stated.field.clone(), format!("{} / {ours}", stated.amount)))
    };
    sale.document.stated.iter().filter_map(of).collect()
}

/// How far an amount is off, where it is; with `is_far`, where that is more than rounding can be.
fn difference(
    currency: Currency,
    sale: &Sale<'_>,
    invoice: &Invoice,
    stated: &StatedAmount,
    is_far: bool,
) -> Option<Off> {
    let unit = Decimal::new(1, currency.decimals());
    let goods = goods(sale, invoice);
    let whole = Sum { net: invoice.net, tax: invoice.tax, gross: invoice.gross };
    let has_discount = invoice.lines.iter().any(|line| !line.document_discount.is_zero());
    if stated.of_lines && has_discount {
        return None;
    }
    let priced = match invoice.price_mode {
        PriceMode::Net => goods.net,
        PriceMode::Gross => goods.gross,
    };
    let discount: Decimal = invoice.lines.iter().map(|line| line.document_discount).sum();
    let sum = if stated.of_lines { goods } else { whole };
    let candidates: Vec<Decimal> = match stated.field.as_str() {
        "net_amount" => vec![sum.net],
        "gross_amount" => vec![sum.gross],
        "tax_amount" => vec![sum.tax],
        _ if stated.of_lines => vec![sum.net, sum.gross],
        // A total may be meant before what is taken off or added to the whole.
        _ => match stated.price_mode {
            Some(mode) if mode != invoice.price_mode => whole_and_goods(mode, sum, goods),
            Some(mode) => [whole_and_goods(mode, sum, goods), vec![priced + discount]].concat(),
            None => vec![sum.net, sum.gross, goods.net, goods.gross, priced + discount],
        },
    };
    let off = |ours: Decimal| (ours, (stated.amount - ours).abs());
    let (ours, off) = candidates.into_iter().map(off).min_by_key(|(_, off)| *off)?;
    // Only amounts that tax makes of priced ones are rounded anew.
    let is_rounded = ours != priced || !stated.of_lines;
    let lines = Decimal::from(sale.lines.len());
    let limit = if is_rounded { unit.max(unit * lines / Decimal::TWO) } else { unit };
    let limit = limit.max(unit);
    let is_off = if is_far { off > limit } else { !off.is_zero() && off <= limit };
    is_off.then_some((ours, off))
}

/// What a document came to in a price mode, with and without what was added to it.
fn whole_and_goods(mode: PriceMode, whole: Sum, goods: Sum) -> Vec<Decimal> {
    match mode {
        PriceMode::Net => vec![whole.net, goods.net],
        PriceMode::Gross => vec![whole.gross, goods.gross],
    }
}

/// What the lines of the file came to, without the freight.
fn goods(sale: &Sale<'_>, invoice: &Invoice) -> Sum {
    let lines = sale.lines.iter().zip(&invoice.lines).filter(|(line, _)| !line.freight);
    lines.fold(Sum::default(), |sum, (_, line)| Sum {
        net: sum.net + line.net,
        tax: sum.tax + line.tax,
        gross: sum.gross + line.gross,
    })
}
