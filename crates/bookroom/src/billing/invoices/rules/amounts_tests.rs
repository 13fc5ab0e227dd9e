//! Tests of the arithmetic of documents: known examples, and what always holds.

use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::amounts::*;
use crate::billing::products::PriceMode;
use crate::error::Code;
use crate::values::TaxRounding;

fn exact(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn line(quantity: &str, price: &str, cut: Cut, rate: &str) -> LineTerms {
    LineTerms { quantity: exact(quantity), unit_price: exact(price), cut, tax_rate: exact(rate) }
}

#[test]
fn the_law_s_example_comes_out() {
    // china.md §3.4: 55,000.00 at 17 % is 47,008.55 and 7,991.45.
    let terms = [line("1", "55000", Cut::None, "0.17")];
    let found = work_out(2, PriceMode::Gross, TaxRounding::Line, &terms, Cut::None).unwrap();
    assert_eq!((found.net, found.tax, found.gross), (4_700_855, 799_145, 5_500_000));
}

#[test]
fn lines_are_rounded_once_and_summed() {
    // Three times 0.105 rounds to 0.11 each: 0.33, not round(0.315).
    let terms = [line("1", "0.105", Cut::None, "0"); 3];
    let found = work_out(2, PriceMode::Net, TaxRounding::Line, &terms, Cut::None).unwrap();
    assert_eq!((found.net, found.tax, found.gross), (33, 0, 33));
    // A rate is taken before the only rounding: 0.1 × 0.5 × 0.9 = 0.045.
    let terms = [line("0.1", "0.5", Cut::Rate(exact("0.1")), "0")];
    assert_eq!(work_out(2, PriceMode::Net, TaxRounding::Line, &terms, Cut::None).unwrap().net, 5);
    // Currencies without decimals, and with three.
    let terms = [line("3", "0.5", Cut::None, "0.1")];
    let yen = work_out(0, PriceMode::Net, TaxRounding::Line, &terms, Cut::None).unwrap();
    assert_eq!((yen.net, yen.tax), (2, 0));
    let dinar = work_out(3, PriceMode::Net, TaxRounding::Line, &terms, Cut::None).unwrap();
    assert_eq!((dinar.net, dinar.tax), (1500, 150));
}

#[test]
fn discounts_add_up() {
    let terms = [
        line("2", "10", Cut::Amount(300), "0.13"),
        line("1", "3.33", Cut::None, "0.06"),
        line("1", "3.33", Cut::None, "0.06"),
    ];
    let found = work_out(2, PriceMode::Net, TaxRounding::Line, &terms, Cut::Amount(100)).unwrap();
    let parts: Vec<i64> = found.lines.iter().map(|line| line.document_discount).collect();
    assert_eq!(parts.iter().sum::<i64>(), 100);
    assert_eq!(found.discount, 400);
    assert_eq!(found.net, 1700 + 333 + 333 - 100);
    let all =
        work_out(2, PriceMode::Net, TaxRounding::Line, &terms, Cut::Rate(exact("1"))).unwrap();
    assert_eq!((all.net, all.tax, all.gross, all.discount), (0, 0, 0, 2666));
}

#[test]
fn what_is_out_of_range_is_named() {
    let terms = [
        line("1", "1", Cut::Amount(101), "0"),
        line("1000000000000", "1000000000000", Cut::None, "0"),
    ];
    let problems = work_out(2, PriceMode::Net, TaxRounding::Line, &terms, Cut::None).unwrap_err();
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["lines[0].discount", "lines[1].unit_price"]);
    assert!(problems.iter().all(|problem| problem.code == Code::OutOfRange));
    let terms = [line("1", "1", Cut::None, "0")];
    let problems =
        work_out(2, PriceMode::Net, TaxRounding::Line, &terms, Cut::Amount(101)).unwrap_err();
    assert_eq!(problems[0].path, "discount");
    // Each line fits, the tax on top does not; many lines that fit do not fit together.
    let edge = [line("92233720368547", "1000", Cut::None, "1")];
    let problems = work_out(2, PriceMode::Net, TaxRounding::Line, &edge, Cut::None).unwrap_err();
    assert_eq!(problems[0].path, "lines");
    let edge = [line("92233720368547", "1000", Cut::None, "0"); 2];
    assert!(work_out(2, PriceMode::Net, TaxRounding::Line, &edge, Cut::None).is_err());
    let widest = line("999999999999.99999999", "0.00000001", Cut::Rate(exact("0.0000000001")), "0");
    assert_eq!(
        work_out(2, PriceMode::Net, TaxRounding::Line, &[widest], Cut::None).unwrap().net,
        1_000_000
    );
}

#[test]
fn prices_convert() {
    let gross = convert_price(exact("100"), PriceMode::Net, PriceMode::Gross, exact("0.13"));
    assert_eq!(gross, exact("113"));
    let net = convert_price(exact("100"), PriceMode::Gross, PriceMode::Net, exact("0.13"));
    assert_eq!(net, exact("88.49557522"));
    assert_eq!(convert_price(exact("7"), PriceMode::Net, PriceMode::Net, exact("1")), exact("7"));
}

fn decimals(limit: i64, scale: u32) -> impl Strategy<Value = Decimal> {
    (0..=limit, 0..=scale).prop_map(|(value, scale)| Decimal::new(value, scale))
}

fn terms() -> impl Strategy<Value = LineTerms> {
    let cut = prop_oneof![
        Just(Cut::None),
        (0..=10_000_i64).prop_map(|value| Cut::Rate(Decimal::new(value, 4))),
    ];
    (decimals(10_000_000, 6), decimals(10_000_000, 6), cut, 0..=100_i64).prop_map(
        |(quantity, unit_price, cut, rate)| LineTerms {
            quantity,
            unit_price,
            cut,
            tax_rate: Decimal::new(rate, 2),
        },
    )
}

fn document() -> impl Strategy<Value = (Vec<LineTerms>, PriceMode, Cut)> {
    let lines = prop::collection::vec(terms(), 1..30);
    let mode = prop_oneof![Just(PriceMode::Net), Just(PriceMode::Gross)];
    let cut = prop_oneof![
        Just(Cut::None),
        (0..=100_i64).prop_map(|value| Cut::Rate(Decimal::new(value, 2))),
        (0..=5_000_i64).prop_map(Cut::Amount),
    ];
    (lines, mode, cut)
}

proptest! {
    #[test]
    fn sums_are_exact((lines, mode, cut) in document(), seed in any::<usize>()) {
        let Ok(found) = work_out(2, mode, TaxRounding::Line, &lines, cut) else { return Ok(()) };
        prop_assert_eq!(found.net + found.tax, found.gross);
        let mut parts = 0;
        for (line, terms) in found.lines.iter().zip(&lines) {
            prop_assert_eq!(line.net + line.tax, line.gross);
            prop_assert!(line.net >= 0 && line.tax >= 0 && line.document_discount >= 0);
            parts += line.document_discount;
            // The tax is the one rounding of the exact tax, by an arithmetic of its own.
            let amount = if mode == PriceMode::Net { line.net } else { line.gross };
            let amount = Decimal::new(amount, 2);
            let round = |value: Decimal| {
                value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
            };
            let tax = match mode {
                PriceMode::Net => round(amount * terms.tax_rate),
                PriceMode::Gross => amount - round(amount / (Decimal::ONE + terms.tax_rate)),
            };
            prop_assert_eq!(tax, Decimal::new(line.tax, 2));
        }
        prop_assert_eq!(found.lines.iter().map(|line| line.net).sum::<i64>(), found.net);
        prop_assert_eq!(found.lines.iter().map(|line| line.tax).sum::<i64>(), found.tax);
        prop_assert_eq!(found.lines.iter().map(|line| line.gross).sum::<i64>(), found.gross);
        if let Cut::Amount(amount) = cut {
            prop_assert_eq!(parts, amount);
        }
        // Without any discount the document is larger by exactly the discount.
        let plain = |line: &LineTerms| LineTerms { cut: Cut::None, ..*line };
        let plain: Vec<LineTerms> = lines.iter().map(plain).collect();
        let whole = work_out(2, mode, TaxRounding::Line, &plain, Cut::None).unwrap();
        let (with, without) = match mode {
            PriceMode::Net => (found.net, whole.net),
            PriceMode::Gross => (found.gross, whole.gross),
        };
        prop_assert_eq!(with + found.discount, without);
        // In whatever order the lines stand, the document comes to the same.
        let mut turned = lines.clone();
        turned.rotate_left(seed % lines.len());
        turned.reverse();
        let again = work_out(2, mode, TaxRounding::Line, &turned, cut).unwrap();
        let sums = |it: &Amounts| (it.net, it.tax, it.gross, it.discount);
        prop_assert_eq!(sums(&again), sums(&found));
    }

    #[test]
    fn one_line_agrees_with_plain_arithmetic(terms in terms()) {
        let found = work_out(2, PriceMode::Net, TaxRounding::Line, &[terms], Cut::None).unwrap();
        let rate = match terms.cut { Cut::Rate(rate) => rate, _ => Decimal::ZERO };
        let exact = terms.quantity * terms.unit_price * (Decimal::ONE - rate);
        let rounded = exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        prop_assert_eq!(rounded, Decimal::new(found.net, 2));
    }
}

#[test]
fn tax_is_rounded_once_for_each_rate() {
    // Ten times 109.15 at 15 %: 163.725, not ten times 16.37.
    let terms = [line("1", "109.15", Cut::None, "0.15"); 10];
    let by_line = work_out(2, PriceMode::Net, TaxRounding::Line, &terms, Cut::None).unwrap();
    let found = work_out(2, PriceMode::Net, TaxRounding::Document, &terms, Cut::None).unwrap();
    assert_eq!((by_line.tax, found.tax), (16_370, 16_373));
    assert!(found.lines.iter().all(|line| line.tax == 1637 || line.tax == 1638));
    let terms = [line("1", "0.03", Cut::None, "0.13"); 100];
    let found = work_out(2, PriceMode::Net, TaxRounding::Document, &terms, Cut::None).unwrap();
    assert_eq!((found.net, found.tax), (300, 39));
}

#[test]
fn negative_lines_lessen_the_document() {
    let terms = [
        line("2", "100", Cut::None, "0.13"),
        line("-1", "100", Cut::Rate(exact("0.1")), "0.13"),
        line("1", "-30", Cut::Amount(500), "0.13"),
    ];
    let found = work_out(2, PriceMode::Net, TaxRounding::Line, &terms, Cut::None).unwrap();
    let nets: Vec<i64> = found.lines.iter().map(|line| line.net).collect();
    assert_eq!(nets, [20_000, -9_000, -2_500]);
    assert_eq!((found.net, found.tax, found.gross), (8_500, 1_105, 9_605));
    let cut = Cut::Amount(100);
    let found = work_out(2, PriceMode::Net, TaxRounding::Line, &terms, cut).unwrap();
    assert_eq!(found.lines[0].document_discount, 100, "only what is sold is discounted");
}

proptest! {
    #[test]
    fn tax_by_rate_is_exact(
        (lines, mode, cut) in document(),
        flip in prop::collection::vec(any::<bool>(), 30),
        seed in any::<usize>(),
    ) {
        let lines: Vec<LineTerms> = lines
            .into_iter()
            .zip(flip)
            .map(|(line, flip)| {
                let quantity = if flip { -line.quantity } else { line.quantity };
                LineTerms { quantity, ..line }
            })
            .collect();
        let Ok(found) = work_out(2, mode, TaxRounding::Document, &lines, cut) else {
            return Ok(());
        };
        let mut by_rate = std::collections::BTreeMap::<Decimal, (i64, i64, i64)>::new();
        for (line, terms) in found.lines.iter().zip(&lines) {
            prop_assert_eq!(line.net + line.tax, line.gross);
            let sums = by_rate.entry(terms.tax_rate).or_default();
            *sums = (sums.0 + line.net, sums.1 + line.tax, sums.2 + line.gross);
            // Within one unit of the exact tax.
            let tax = Decimal::new(line.tax, 2);
            let exact = match mode {
                PriceMode::Net => Decimal::new(line.net, 2) * terms.tax_rate,
                PriceMode::Gross => {
                    Decimal::new(line.gross, 2) * terms.tax_rate / (Decimal::ONE + terms.tax_rate)
                }
            };
            prop_assert!((tax - exact).abs() <= Decimal::new(1, 2), "{} {}", tax, exact);
        }
        let round = |value: Decimal| {
            value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
        };
        for (rate, (net, tax, gross)) in by_rate {
            let (net, gross) = (Decimal::new(net, 2), Decimal::new(gross, 2));
            let wanted = match mode {
                PriceMode::Net => round(net * rate),
                PriceMode::Gross => gross - round(gross / (Decimal::ONE + rate)),
            };
            prop_assert_eq!(wanted, Decimal::new(tax, 2));
        }
        let mut turned = lines.clone();
        turned.rotate_left(seed % lines.len());
        let again = work_out(2, mode, TaxRounding::Document, &turned, cut).unwrap();
        prop_assert_eq!((again.net, again.tax), (found.net, found.tax));
    }
}
