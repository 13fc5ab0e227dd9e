//! Which rows are told, of whom, and how many.

use super::*;
use crate::customers::duplicates::model::{Agreement, ComparedField};

fn of(name: &str, tax_number: &str, phone: &str) -> Compared {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Compared {
        names: vec![name.to_owned()],
        tax_number: some(tax_number),
        phones: some(phone).into_iter().collect(),
        ..Compared::default()
    }
}

#[test]
fn rows_are_told_with_what_is_known_and_with_each_other() {
    use Origin::{Known, Line};
    let known = [(7, of("上海明远贸易有限公司", "91350100M000100Y43", ""))];
    let rows = [
        (2, of("甲乙丙", "91350100m000100y43", "13800138000")),
        (3, of("上海明远贸易", "", "")),
        (4, of("丁戊己", "", "0000000")),
        (5, of("庚辛壬", "", "0000000")),
        (6, of("子丑", "", "13800138000")),
        (7, of("子丑公司", "", "")),
    ];
    let found = find(&known, &rows, 50).unwrap();
    let told: Vec<_> = found
        .iter()
        .map(|it| (it.first, it.second, it.reasons[0].field, it.reasons[0].agreement))
        .collect();
    let same = Agreement::Same;
    assert_eq!(
        told,
        [
            (Known(7), Line(2), ComparedField::TaxNumber, same),
            (Known(7), Line(3), ComparedField::Name, same),
            (Line(2), Line(6), ComparedField::Phone, same),
            (Line(6), Line(7), ComparedField::Name, same),
        ]
    );
}

#[test]
fn a_row_is_told_with_a_few_others_only() {
    let rows: Vec<(u64, Compared)> =
        (2..60).map(|line| (line, of("上海明远贸易", "", ""))).collect();
    let found = find(&[], &rows, 50).unwrap();
    assert!(found.len() <= rows.len() * EACH);
    assert!(found.windows(2).all(|it| it[0].second <= it[1].second));
    assert!(find(&[], &[], 50).unwrap().is_empty());
}
