//! Definitions of fields and values for them, without a database.

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::values::{Reader, day_of, millionths, of_millionths, sort_whole};
use super::*;
use crate::custom_fields::commands::blank;

fn cny() -> Currency {
    Currency::of("CNY").unwrap()
}

fn new(kind: CustomKind) -> NewCustomField {
    let subject = crate::custom_fields::model::CustomSubject::Customer;
    NewCustomField::new(subject, "field", "字段", kind)
}

fn check_new(new: &NewCustomField) -> Result<CustomField, Vec<(String, Code)>> {
    let mut check = Check::new();
    let field = checked(blank(new, 1, chrono::DateTime::UNIX_EPOCH), new, cny(), &mut check);
    match check.finish() {
        Ok(()) => Ok(field),
        Err(error) => Err(error.problems().iter().map(|it| (it.path.clone(), it.code)).collect()),
    }
}

fn read(new: &NewCustomField, value: impl Into<CustomValue>) -> Result<CustomValue, Code> {
    let reader = Reader::of(check_new(new).unwrap(), cny());
    let mut check = Check::new();
    let read = reader.read(&value.into(), None, &mut check);
    match check.finish() {
        Ok(()) => read.ok_or(Code::Required),
        Err(error) => Err(error.code()),
    }
}

fn choices(keys: &[(&str, &str)]) -> Vec<CustomChoice> {
    keys.iter().map(|(key, label)| CustomChoice::new(key, label)).collect()
}

#[test]
fn a_field_says_only_what_goes_with_its_kind() {
    let wrong = NewCustomField {
        key: "9 Lives".into(),
        label_zh: String::new(),
        unique: true,
        pattern: Some("x".into()),
        decimals: Some(2),
        lowest: Some(Decimal::ONE.into()),
        choices: choices(&[("a", "甲")]),
        refers_to: Some(crate::custom_fields::model::CustomSubject::Product),
        ..new(CustomKind::Flag)
    };
    let paths: Vec<String> =
        check_new(&wrong).unwrap_err().into_iter().map(|(path, _)| path).collect();
    for path in
        ["key", "label_zh", "unique", "pattern", "decimals", "lowest", "choices", "refers_to"]
    {
        assert!(paths.iter().any(|it| it == path), "{path} is not among {paths:?}");
    }
}

#[test]
fn a_field_of_choices_has_some_and_a_reference_names_a_kind() {
    let of = |kind| check_new(&new(kind)).unwrap_err();
    assert_eq!(of(CustomKind::Choice), [("choices".to_owned(), Code::Required)]);
    assert_eq!(of(CustomKind::Reference), [("refers_to".to_owned(), Code::Required)]);
}

#[test]
fn bounds_and_patterns_are_read_and_in_order() {
    let bounds = NewCustomField {
        lowest: Some("5".into()),
        highest: Some("4".into()),
        ..new(CustomKind::Number)
    };
    assert_eq!(check_new(&bounds).unwrap_err(), [("highest".to_owned(), Code::OutOfRange)]);
    for pattern in ["(", "a)(b"] {
        let broken = NewCustomField { pattern: Some(pattern.into()), ..new(CustomKind::Text) };
        assert_eq!(check_new(&broken).unwrap_err(), [("pattern".to_owned(), Code::BadFormat)]);
    }
    let plate = NewCustomField { pattern: Some("[A-Z]|\\d{3}".into()), ..new(CustomKind::Text) };
    assert_eq!(read(&plate, "A"), Ok("A".into()));
    assert_eq!(read(&plate, "A12"), Err(Code::BadFormat));
    assert_eq!(read(&plate, "1234"), Err(Code::BadFormat));
}

#[test]
fn a_default_has_to_fit() {
    let new = NewCustomField { default: Some("丙".into()), ..new(CustomKind::Choice) };
    let new = NewCustomField { choices: choices(&[("a", "甲"), ("b", "乙")]), ..new };
    assert_eq!(check_new(&new).unwrap_err(), [("default".to_owned(), Code::BadChoice)]);
    let new = NewCustomField { default: Some("乙".into()), ..new };
    assert_eq!(check_new(&new).unwrap().default, Some(CustomValue::Choice("b".into())));
}

#[test]
fn texts_are_read_as_what_the_field_holds() {
    let day = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
    assert_eq!(read(&new(CustomKind::Date), "2026-06-30"), Ok(day.into()));
    assert_eq!(read(&new(CustomKind::Date), "30.6.2026"), Err(Code::BadDate));
    assert_eq!(read(&new(CustomKind::Flag), " 是 "), Ok(true.into()));
    assert_eq!(read(&new(CustomKind::Flag), "vielleicht"), Err(Code::WrongType));
    let amount = CustomValue::Money(Decimal::new(1250, 2));
    assert_eq!(read(&new(CustomKind::Money), "12.5"), Ok(amount));
    assert_eq!(read(&new(CustomKind::Money), "12.505"), Err(Code::TooManyDecimals));
    assert_eq!(read(&new(CustomKind::Number), "1e3"), Err(Code::BadNumber));
    assert_eq!(read(&new(CustomKind::Number), true), Err(Code::WrongType));
    assert_eq!(read(&new(CustomKind::Text), "two\nlines"), Err(Code::BadCharacter));
    let two = NewCustomField { decimals: Some(2), ..new(CustomKind::Number) };
    assert_eq!(read(&two, "0.123"), Err(Code::TooManyDecimals));
    assert_eq!(read(&two, "9000000000000.01"), Err(Code::OutOfRange));
}

#[test]
fn choices_are_kept_in_the_fields_order_each_once() {
    let new = NewCustomField {
        choices: choices(&[("a", "甲"), ("b", "乙"), ("c", "丙")]),
        ..new(CustomKind::Choices)
    };
    let kept = CustomValue::Choices(vec!["a".into(), "c".into()]);
    assert_eq!(read(&new, "丙、a；丙"), Ok(kept));
    assert_eq!(read(&new, "丙,d"), Err(Code::BadChoice));
}

#[test]
fn a_retired_choice_stays_where_it_is() {
    let mut field = check_new(&NewCustomField {
        choices: choices(&[("a", "甲"), ("b", "乙")]),
        ..new(CustomKind::Choice)
    })
    .unwrap();
    field.choices[0].active = false;
    let reader = Reader::of(field, cny());
    let old = CustomValue::Choice("a".into());
    let mut check = Check::new();
    assert_eq!(reader.read(&old, Some(&old), &mut check), Some(old.clone()));
    assert!(check.is_clean() && reader.fits(&old));
    reader.read(&old, Some(&CustomValue::Choice("b".into())), &mut check);
    assert_eq!(check.finish().unwrap_err().code(), Code::Retired);
}

proptest! {
    #[test]
    fn what_is_kept_of_a_number_gives_it_back(whole in any::<i64>(), scale in 0_u32..=6) {
        let number = Decimal::new(whole / 1_000_000, scale);
        prop_assert_eq!(millionths(number).map(of_millionths), Some(number.normalize()));
    }

    #[test]
    fn numbers_and_days_are_sorted_as_they_are(one in any::<i32>(), other in any::<i32>()) {
        let number = |whole: i32| CustomValue::Number(Decimal::new(i64::from(whole), 3));
        let [a, b] = [one, other].map(|whole| sort_whole(&number(whole), cny()));
        prop_assert_eq!(one.cmp(&other), a.cmp(&b));
        let day = NaiveDate::from_num_days_from_ce_opt(one.rem_euclid(3_000_000) + 1).unwrap();
        prop_assert_eq!(sort_whole(&day.into(), cny()).and_then(day_of), Some(day));
    }
}
