//! The values that stay, rule by rule.

use chrono::DateTime;

use super::*;
use crate::customers::merging::rules::{FIELDS, complete};
use crate::customers::model::ChannelKind;
use crate::customers::rules::blank;

fn customer(id: i64, name: &str) -> Customer {
    let at = DateTime::from_timestamp_micros(id * 1_000_000).unwrap();
    Customer { id: CustomerId(id), name: name.to_owned(), updated_at: at, ..blank() }
}

fn merged(all: &[Customer], given: &[MergeFieldRule]) -> Customer {
    let group = all.iter().map(|it| it.id).collect();
    let mut check = Check::new();
    let rules = complete(given, &group, &mut check);
    let after = Group::of(all.iter().collect(), &rules).survivor("CN", &mut check);
    check.finish().unwrap();
    after
}

fn phone(value: &str) -> Channel {
    Channel::new(ChannelKind::Mobile, value)
}

#[test]
fn what_no_rule_names_is_kept_filled_or_joined() {
    let mut one = customer(1, "甲");
    let mut two = customer(2, "乙");
    one.channels = vec![phone("13800138000")];
    two.channels = vec![phone("13900139000"), phone("138 0013 8000")];
    one.note = Some("先".into());
    two.note = Some("后".into());
    two.website = Some("b.cn".into());
    two.payment_days = 30;
    two.is_supplier = true;
    two.owner = Some(crate::values::OperatorId(7));
    two.tags = vec!["VIP".into()];
    let after = merged(&[one, two], &[]);
    assert_eq!((after.name.as_str(), after.payment_days, after.owner), ("甲", 0, None));
    assert_eq!(after.website.as_deref(), Some("b.cn"));
    let numbers: Vec<&str> = after.channels.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(numbers, ["13800138000", "13900139000"]);
    assert_eq!(after.note.as_deref(), Some("先\n\n后"));
    assert!(after.is_customer && after.is_supplier);
    assert_eq!(after.tags, ["VIP"]);
}

#[test]
fn the_newest_is_of_who_changed_last_and_has_one() {
    let mut all = [customer(1, "甲"), customer(2, "乙"), customer(3, "丙")];
    all[0].website = Some("a".into());
    all[1].website = Some("b".into());
    let rules = [MergeFieldRule::new("website", MergeRule::Newest)];
    assert_eq!(merged(&all, &rules).website.as_deref(), Some("b"));
    let rules =
        [MergeFieldRule::of("website", CustomerId(3)), MergeFieldRule::of("name", CustomerId(3))];
    let after = merged(&all, &rules);
    assert_eq!((after.website, after.name.as_str()), (None, "丙"));
}

#[test]
fn a_parent_within_the_group_gives_way_to_the_one_above_it() {
    let mut all = [customer(1, "甲"), customer(2, "乙"), customer(3, "丙")];
    all[0].parent = Some(CustomerId(2));
    all[1].parent = Some(CustomerId(3));
    all[2].parent = Some(CustomerId(9));
    assert_eq!(merged(&all, &[]).parent, Some(CustomerId(9)));
    all[2].parent = None;
    assert_eq!(merged(&all, &[]).parent, None);
}

#[test]
fn rules_are_of_fields_that_there_are() {
    let group = [CustomerId(1), CustomerId(2)].into();
    let codes = |rules: &[MergeFieldRule]| {
        let mut check = Check::new();
        complete(rules, &group, &mut check);
        let error = check.finish().unwrap_err();
        let told = error.problems().iter().map(|it| (it.path.clone(), it.code));
        told.collect::<Vec<_>>()
    };
    let unknown = MergeFieldRule::new("colour", MergeRule::Keep);
    assert_eq!(codes(&[unknown]), [("rules[0].field".to_owned(), Code::BadChoice)]);
    let joined = MergeFieldRule::new("name", MergeRule::Join);
    assert_eq!(codes(&[joined]), [("rules[0].rule".to_owned(), Code::BadChoice)]);
    let stranger = MergeFieldRule::of("name", CustomerId(3));
    assert_eq!(codes(&[stranger]), [("rules[0].customer".to_owned(), Code::UnknownReference)]);
    let twice = MergeFieldRule::new("tags", MergeRule::Join);
    let told = codes(&[twice.clone(), twice]);
    assert_eq!(told, [("rules[1].field".to_owned(), Code::Repeated)]);
}

#[test]
fn every_field_of_the_record_has_a_rule() {
    let record = serde_json::to_value(customer(1, "甲")).unwrap();
    // What the engine makes itself, or what goes with another field.
    let others = [
        "id",
        "tax_kind",
        "team",
        "pool",
        "last_contact_on",
        "last_dealing",
        "next_contact_on",
        "merged_into",
        // Who works with the one that stays goes on; who is locked is not merged.
        "collaborators",
        // Values of fields of the book's own stay with each: some are unique in the book.
        "custom",
        "custom_personal",
        "lock",
        "active",
        "version",
        "created_at",
        "created_by",
        "updated_at",
    ];
    let known: BTreeSet<&str> = FIELDS.iter().map(|it| it.name).chain(others).collect();
    let names: BTreeSet<&str> = record.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(known, names);
}
