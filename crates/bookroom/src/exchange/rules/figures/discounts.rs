//! The discount of a line: its readings by heading and sign, and the one that is meant.

use rust_decimal::Decimal;

use super::Shown;
use crate::billing::invoices::Discount;
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::numbers::{read, scaled};
use crate::exchange::clean::{self, RateForm};
use crate::exchange::headers::words::DiscountWord;
use crate::exchange::model::{DiscountForm, NoticeKind};
use crate::exchange::sheet::Sheet;
use crate::values::text::simplified;

/// Words that mean money that goes: an amount is given, granted or waived.
const MONEY_WORDS: [&str; 5] = ["优惠", "减免", "让利", "折让", "抵扣"];

/// One reading of a discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) form: DiscountForm,
    /// The share that goes, or money.
    pub(super) value: Decimal,
}

impl Cut {
    pub(super) const NONE: Self = Self { form: DiscountForm::Off, value: Decimal::ZERO };

    fn is_same(self, other: Self) -> bool {
        let money = |cut: Self| cut.form == DiscountForm::Money && !cut.value.is_zero();
        self.value == other.value && money(self) == money(other)
    }

    pub(super) fn discount(self) -> Option<Discount> {
        if self.value.is_zero() {
            return None;
        }
        Some(match self.form {
            DiscountForm::Money => Discount::Amount(self.value),
            _ => Discount::Rate(self.value.normalize()),
        })
    }
}

/// Whether some discounts have a percent sign, and all of those say less than a half.
pub(super) fn has_shares(sheet: &Sheet) -> bool {
    let half = Decimal::from(50);
    let share = |cell: &str| {
        let number = cell.trim().strip_suffix(['%', '％'])?;
        read(number, sheet.numbers()).ok().map(|(found, _)| found.value)
    };
    let mut shares = sheet.column("discount").into_iter().flatten().filter_map(share).peekable();
    shares.peek().is_some() && shares.all(|share| share < half)
}

/// The readings of a cell of discounts, by heading and sign; those that come to the same count
/// once. The first is the likeliest.
pub(super) fn cuts(sheet: &Sheet, text: &str) -> Result<Vec<Cut>, Problem> {
    let meaning = sheet.columns.meaning("discount");
    let rules = sheet.numbers();
    let plain: String = clean::numbers::prepare(text);
    let form = sheet.rate_form("discount");
    if plain.ends_with('折') {
        let left = clean::discount(text, form, rules)?.value;
        return Ok(vec![Cut { form: DiscountForm::Left, value: left }]);
    }
    let is_share = plain.ends_with(['%', '‰']);
    let (found, _) = read(plain.trim_end_matches(['%', '‰']), rules)?;
    let value = scaled(found.value, meaning.scale.unwrap_or(0))?;
    if value.is_zero() {
        return Ok(vec![Cut::NONE]);
    }
    let mut found: Vec<Cut> = Vec::new();
    for form_of in forms(sheet, is_share) {
        let values = match form_of {
            DiscountForm::Money => vec![value],
            DiscountForm::Off => {
                let share = clean::rate(text, form, rules)?.value;
                // 0.15 among or below percentages may be fifteen of them.
                let is_open = form == RateForm::Percent && !is_share && value < Decimal::ONE;
                let other = Some(value).filter(|_| is_open && sheet.discount_form.is_none());
                std::iter::once(share).chain(other).collect()
            }
            DiscountForm::Left => left_of(value, is_share).into_iter().collect(),
        };
        for value in values {
            let cut = Cut { form: form_of, value };
            let is_possible =
                form_of == DiscountForm::Money || (Decimal::ZERO..=Decimal::ONE).contains(&value);
            if is_possible && !found.iter().any(|known| known.is_same(cut)) {
                found.push(cut);
            }
        }
    }
    if found.is_empty() { Err(Problem::new(Code::OutOfRange)) } else { Ok(found) }
}

/// What the numbers of the column may be, the likeliest first.
fn forms(sheet: &Sheet, is_share: bool) -> Vec<DiscountForm> {
    use DiscountForm::{Left, Money, Off};
    let meaning = sheet.columns.meaning("discount");
    let heading = simplified(sheet.heading("discount").unwrap_or_default());
    let is_money = meaning.discount == Some(DiscountWord::Money)
        || meaning.currency.is_some()
        || meaning.scale.is_some();
    let is_share_word = meaning.percent.is_some() || meaning.discount == Some(DiscountWord::Share);
    let money_word = MONEY_WORDS.iter().any(|word| heading.contains(word));
    match sheet.discount_form {
        Some(form) => vec![form],
        None if is_money && !is_share => vec![Money],
        None if meaning.discount == Some(DiscountWord::Left) => vec![Left],
        None if money_word && !is_share && !is_share_word => vec![Money, Off],
        None => {
            let may_be_left = heading.contains('折') && !is_money && !money_word;
            let money = (!is_share && !is_share_word).then_some(Money);
            std::iter::once(Off).chain(may_be_left.then_some(Left)).chain(money).collect()
        }
    }
}

/// The share that goes when this much is left: 0.9, 9 and 90 leave nine tenths.
fn left_of(value: Decimal, is_share: bool) -> Option<Decimal> {
    let zeros = if is_share || value > Decimal::TEN {
        -2
    } else if value > Decimal::ONE {
        -1
    } else {
        0
    };
    Decimal::ONE.checked_sub(scaled(value, zeros).ok()?)
}

/// The discount that is meant: what amounts leave, then what the file shows. Of readings that are
/// still there none is taken: the row is refused. Below a word of money a number above one is
/// money, among shares with a sign another number is one too, and both are reported.
pub(super) fn choose(
    cells: &mut Cells<'_>,
    cuts: &[Cut],
    shown: &Shown,
    text: Option<&str>,
) -> Cut {
    let first = cuts.first().copied().unwrap_or(Cut::NONE);
    if cuts.len() <= 1 {
        return first;
    }
    let of = |form: DiscountForm| {
        let mut found = cuts.iter().filter(move |cut| cut.form == form);
        found.next().filter(|_| found.next().is_none()).copied()
    };
    if let Some(cut) = shown.form.and_then(of) {
        return cut;
    }
    let off = of(DiscountForm::Off).filter(|cut| *cut == first);
    let sheet = cells.sheet();
    let is_share = sheet.columns.meaning("discount").percent.is_some()
        || text.is_some_and(|text| text.trim().ends_with(['%', '％', '‰']));
    // Nobody writes that fifteen percent are left to pay. 0.15 may be a share or money.
    if off.is_some_and(|cut| cut.value < Decimal::new(5, 1) && is_share) {
        return first;
    }
    cells.notice(NoticeKind::DiscountsAmbiguous, "discount");
    let is_money = first.form == DiscountForm::Money && first.value.abs() > Decimal::ONE;
    if (off.is_some() && shown.has_shares) || (is_money && !shown.has_shares) {
        return first;
    }
    cells.fail("discount", Problem::new(Code::Ambiguous).fact("option", "discount_form"));
    first
}
