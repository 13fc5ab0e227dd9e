//! Pairs that must and must not be found, and how the work grows.

use proptest::prelude::*;

use rust_decimal::Decimal;

use super::*;

fn row(line: u64, name: &str, tax_number: &str, phone: &str) -> Subject {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Subject {
        origin: Origin::Line(line),
        name: name.to_owned(),
        tax_number: some(tax_number),
        phones: some(phone).into_iter().collect(),
    }
}

fn pairs(subjects: &[Subject]) -> Vec<(Origin, Origin, Vec<Reason>)> {
    find(subjects).into_iter().map(|found| (found.first, found.second, found.reasons)).collect()
}

#[test]
fn legal_forms_do_not_count() {
    for name in [
        "上海明远贸易有限公司",
        "上海明远贸易有限责任公司",
        "上海明远贸易",
        "上海 明远贸易（集团）股份有限公司",
        "上海明远贸易集团有限公司",
    ] {
        assert_eq!(core_name(name), "上海明远贸易", "{name}");
    }
    for name in [
        "Acme Trading Co., Ltd.",
        "ACME Trading",
        "Acme Trading Inc",
        "acme-trading GmbH & Co. KG",
        "Acme Trading S.A.",
        "Ａcme Trading Co.Ltd",
    ] {
        assert_eq!(core_name(name), "acmetrading", "{name}");
    }
    assert_eq!(core_name("上海明远贸易有限公司北京分公司"), "上海明远贸易有限公司北京分公司");
    assert_eq!(core_name("有限公司"), "有限公司");
    assert_eq!(core_name("Visa"), "visa");
    assert_eq!(core_name("AB"), "ab");
    assert_eq!(core_name("。"), "");
}

#[test]
fn the_same_numbers_and_names_are_found() {
    use Origin::{Known, Line};
    let mut known = row(0, "上海明远贸易有限公司", "91350100M000100Y43", "");
    known.origin = Known(7);
    let subjects = [
        row(2, "甲乙丙", "91350100m000100y43", "13800138000"),
        known,
        row(3, "上海明远贸易", "", "138-0013-8000"),
        row(4, "丁戊己", "", "0000000"),
        row(5, "庚辛壬", "", "0000000"),
        row(6, "子丑", "", ""),
        row(7, "子丑公司", "", ""),
    ];
    assert_eq!(
        pairs(&subjects),
        [
            (Known(7), Line(2), vec![Reason::TaxNumber]),
            (Line(2), Line(3), vec![Reason::Phone]),
            (Known(7), Line(3), vec![Reason::Name]),
            (Line(6), Line(7), vec![Reason::Name]),
        ]
    );
}

#[test]
fn similar_names_are_found() {
    let similar = |one: &str, other: &str| {
        let found = find(&[row(2, one, "", ""), row(3, other, "", "")]);
        found.first().map(|found| found.reasons.clone())
    };
    let percent = |percent| Some(vec![Reason::SimilarName(Decimal::new(percent, 2))]);
    assert_eq!(similar("上海明远贸易有限公司", "上海明元贸易有限公司"), percent(84));
    assert_eq!(similar("上海明远贸易", "上海明远国贸易"), percent(86));
    assert_eq!(similar("上海明远贸易", "上海远明贸易公司"), percent(84));
    assert_eq!(similar("Guangzhou Mingda Trading", "Guangzou Minda Trading Ltd"), percent(91));
    assert_eq!(similar("华美贸易", "华丰贸易"), None);
    assert_eq!(similar("城市便利店第一分店", "城市便利店第二分店"), None);
    assert_eq!(similar("Branch Store 1", "Branch Store 2"), None);
    assert_eq!(similar("上海明远贸易", "北京明远贸易"), None);
}

#[test]
fn many_rows_give_pairs_in_proportion() {
    let parts = [
        "明", "远", "宏", "达", "华", "美", "丰", "泰", "瑞", "祥", "金", "石", "海", "天", "云",
        "龙",
    ];
    let name = |number: usize| {
        let part = |shift: u32| parts[(number / 16_usize.pow(shift)) % 16];
        format!("上海{}{}{}{}贸易有限公司", part(0), part(1), part(2), part(3))
    };
    let subjects: Vec<Subject> =
        (0..20_000).map(|number| row(number as u64, &name(number), "", "13800138000")).collect();
    let found = find(&subjects);
    assert!(found.len() <= subjects.len() * (1 + SIMILAR_EACH), "{}", found.len());
}

proptest! {
    #[test]
    fn rows_are_paired_once_and_in_order(
        names in prop::collection::vec("[明远宏达]{3,6}(公司)?|\\PC{0,6}", 0..20), known in 0_usize..5,
    ) {
        let mut subjects: Vec<Subject> =
            names.iter().zip(2..).map(|(name, line)| row(line, name, "", "")).collect();
        for (subject, id) in subjects.iter_mut().zip(1..).take(known) {
            subject.origin = Origin::Known(id);
        }
        let found = find(&subjects);
        let mut seen = std::collections::BTreeSet::new();
        for pair in &found {
            prop_assert!(matches!(pair.second, Origin::Line(_)) && pair.first != pair.second);
            prop_assert!(!pair.reasons.is_empty());
            prop_assert!(seen.insert((pair.first, pair.second)));
            prop_assert!(!seen.contains(&(pair.second, pair.first)));
        }
    }

    #[test]
    fn one_other_character_is_always_found(name in "[明远宏达华美丰泰]{5,9}", place in 0_usize..9) {
        let mut other: Vec<char> = name.chars().collect();
        let place = place % other.len();
        other[place] = '瑞';
        let other: String = other.into_iter().collect();
        prop_assert_eq!(find(&[row(2, &name, "", ""), row(3, &other, "", "")]).len(), 1);
    }
}
