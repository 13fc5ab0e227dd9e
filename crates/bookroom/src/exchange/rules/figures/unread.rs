//! Columns of money beside a line whose headings are not understood: they may be meant to change
//! what the line comes to. A line is refused for them unless its amounts, or the columns
//! themselves, show that it is complete without.

use rust_decimal::Decimal;

use super::line::{Line, Reading, Worth, is_near};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::sheet::UnreadMoney;

/// Refuses a row that has a figure in such a column.
pub(crate) fn refuse(cells: &mut Cells<'_>) {
    refuse_unless(cells, &|_, _| false);
}

/// Refuses a line of which two columns of one field say different figures, as 数量 and 实发数量.
pub(super) fn refuse_rivals(cells: &mut Cells<'_>) {
    for (field, index) in cells.sheet().rivals() {
        let (own, other) = (cells.glance(field), cells.figure_at(*index));
        if own.zip(other).is_some_and(|(own, other)| own != other) {
            cells.fail_once(field, Problem::new(Code::Ambiguous));
        }
    }
}

/// Refuses a line that has a figure in such a column, other than one that follows from the line.
/// Where amounts confirm the line, only what is taken back or off the whole of it counts.
pub(super) fn refuse_beside(cells: &mut Cells<'_>, line: &Line, readings: &[Reading]) {
    // The amount of a whole document is confirmed by nothing.
    let is_confirmed = !line.amounts.is_empty() && !cells.sheet().is_whole;
    let of = |reading: &Reading| Some((*reading, line.worth(*reading)?));
    let worths: Vec<(Reading, Worth)> = readings.iter().filter_map(of).collect();
    refuse_unless(cells, &|column, figure| {
        let counts = !is_confirmed || column.takes;
        !counts
            || worths.iter().any(|(reading, worth)| follows(column, figure, line, *reading, *worth))
    });
}

fn refuse_unless(cells: &mut Cells<'_>, is_known: &dyn Fn(UnreadMoney, Decimal) -> bool) {
    let sheet = cells.sheet();
    for column in sheet.unread_money() {
        let figure = cells.figure_at(column.index).filter(|figure| !figure.is_zero());
        if figure.is_some_and(|figure| !is_known(*column, figure)) {
            let field = format!("headers[{}]", column.index);
            cells.fail(&field, Problem::new(Code::ColumnNotUnderstood));
        }
    }
}

/// Whether a figure is one of those that the line makes: its amounts, its price with tax or
/// without; below a word that takes or adds something, only those that its own discount makes.
fn follows(
    column: UnreadMoney,
    figure: Decimal,
    line: &Line,
    reading: Reading,
    worth: Worth,
) -> bool {
    let Worth { net, gross, priced, full } = worth;
    let piece = |amount: Decimal| amount.checked_div(line.quantity);
    let cut = full.checked_sub(priced).filter(|cut| !cut.is_zero());
    let hundred = Decimal::ONE_HUNDRED;
    let share = cut.and_then(|cut| cut.checked_div(full));
    let of_cut = || {
        let percent = share.and_then(|share| share.checked_mul(hundred));
        let left = cut.and(piece(priced));
        let shares = share.is_some() && [share, percent].contains(&Some(figure));
        shares
            || [cut, cut.and(Some(priced)), left]
                .into_iter()
                .flatten()
                .any(|it| is_near(it, figure))
    };
    if column.adjusts && !column.is_left {
        return of_cut();
    }
    let rate = [Some(reading.rate), reading.rate.checked_mul(hundred)];
    let amounts = [Some(net), Some(gross), Some(priced), Some(full), gross.checked_sub(net)];
    let pieces = [piece(net), piece(gross), piece(priced), Some(line.price)];
    let near = amounts.into_iter().chain(pieces).flatten().any(|it| is_near(it, figure));
    near || rate.contains(&Some(figure)) || of_cut()
}
