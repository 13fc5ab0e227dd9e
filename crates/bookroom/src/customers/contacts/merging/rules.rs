//! Which values and places a contact has after others were merged into it: pure.

pub(crate) mod places;

use std::collections::{BTreeMap, BTreeSet};

use super::model::ContactMergeRule;
use crate::customers::contacts::model::{Contact, ContactVersion};
use crate::customers::merging::model::MergeRule;
use crate::customers::merging::rules::MergedField;
use crate::customers::rules::{PARTS_LIMIT, channel_key};
use crate::error::{Code, Result};
use crate::rights::permission::Field;
use crate::rights::permit::FieldRights;
use crate::values::{Check, ContactId};

/// The most contacts that one merge takes in.
pub(crate) const MERGE_LIMIT: usize = 100;
/// The most characters of a note.
const NOTE_LIMIT: usize = 10_000;

const fn field(name: &'static str, usual: MergeRule, can_join: bool) -> MergedField {
    MergedField { name, usual, can_join }
}

/// Every field of a contact that a rule decides on. Its customer, its place as the first and
/// whether it is in use stay; values of a book's own fields stay with each record.
pub(crate) const FIELDS: &[MergedField] = &[
    field("name", MergeRule::Keep, false),
    field("role", MergeRule::Fill, false),
    field("title", MergeRule::Fill, false),
    field("decision_role", MergeRule::Fill, false),
    field("superior", MergeRule::Fill, false),
    field("gender", MergeRule::Fill, false),
    field("channels", MergeRule::Join, true),
    field("note", MergeRule::Join, true),
];

/// The rule of every field: the given ones, and the usual ones for the rest.
pub(crate) fn complete(
    given: &[ContactMergeRule],
    group: &BTreeSet<ContactId>,
    check: &mut Check,
) -> Vec<ContactMergeRule> {
    let mut named: BTreeMap<&str, &ContactMergeRule> = BTreeMap::new();
    check.each("rules", given, |check, rule| {
        match FIELDS.iter().find(|field| field.name == rule.field) {
            None => check.fail("field", Code::BadChoice),
            Some(field) => {
                let fits = rule.rule != MergeRule::Join || field.can_join;
                check.require(fits, "rule", Code::BadChoice);
                let is_first = named.insert(field.name, rule).is_none();
                check.require(is_first, "field", Code::Repeated);
            }
        }
        match (rule.rule, rule.contact) {
            (MergeRule::Of, None) => check.fail("contact", Code::Required),
            (MergeRule::Of, Some(id)) => {
                check.require(group.contains(&id), "contact", Code::UnknownReference);
            }
            (_, Some(_)) => check.fail("contact", Code::BadChoice),
            (_, None) => {}
        }
    });
    let rule = |field: &MergedField| match named.get(field.name) {
        Some(rule) => (*rule).clone(),
        None => ContactMergeRule::new(field.name, field.usual),
    };
    FIELDS.iter().map(rule).collect()
}

/// Checks who is merged into whom: some, each once, and nobody into itself.
pub(crate) fn check_group(into: ContactVersion, others: &[ContactVersion], check: &mut Check) {
    check.at_most("contacts", others.len(), MERGE_LIMIT);
    check.require(!others.is_empty(), "contacts", Code::Required);
    let mut seen = BTreeSet::from([into.id]);
    check.each("contacts", others, |check, other| {
        check.require(seen.insert(other.id), "", Code::Repeated);
    });
}

/// The contacts of a merge, the one that stays first, and the rule of every field.
struct Group<'g> {
    all: &'g [Contact],
    rules: BTreeMap<&'g str, &'g ContactMergeRule>,
}

impl Group<'_> {
    fn joins(&self, field: &str) -> bool {
        self.rules.get(field).is_some_and(|rule| rule.rule == MergeRule::Join)
    }

    /// Whose value a field has.
    fn pick(&self, field: &str, has: impl Fn(&Contact) -> bool) -> &Contact {
        let stays = &self.all[0];
        let Some(rule) = self.rules.get(field) else { return stays };
        let found = match rule.rule {
            MergeRule::Keep => None,
            MergeRule::Fill | MergeRule::Join => self.all.iter().find(|it| has(it)),
            MergeRule::Newest => {
                // Of several that changed last at once, the first.
                self.all.iter().rev().filter(|it| has(it)).max_by_key(|it| it.updated_at)
            }
            MergeRule::Of => self.all.iter().find(|it| Some(it.id) == rule.contact),
        };
        found.unwrap_or(stays)
    }

    /// The superior above the group, climbing from one of its members.
    fn superior(&self) -> Option<ContactId> {
        let outside = |start: &Contact| {
            let mut at = start.superior;
            for _ in 0..=self.all.len() {
                match self.all.iter().find(|it| Some(it.id) == at) {
                    Some(within) => at = within.superior,
                    None => return at,
                }
            }
            None
        };
        outside(self.pick("superior", |it| outside(it).is_some()))
    }
}

/// The contact that stays, with the values that the rules give it.
pub(crate) fn survivor(
    all: &[Contact],
    rules: &[ContactMergeRule],
    region: &str,
    check: &mut Check,
) -> Contact {
    let rules = rules.iter().map(|rule| (rule.field.as_str(), rule)).collect();
    let group = Group { all, rules };
    let mut after = all[0].clone();
    macro_rules! options {
        ($($field:ident)*) => {$(
            let of = group.pick(stringify!($field), |it| it.$field.is_some());
            after.$field.clone_from(&of.$field);
        )*};
    }
    options!(role title decision_role gender note);
    after.name.clone_from(&group.pick("name", |_| true).name);
    after.superior = group.superior();
    if group.joins("note") {
        let mut notes: Vec<&str> = Vec::new();
        for note in all.iter().filter_map(|it| it.note.as_deref()) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        after.note = (!notes.is_empty()).then(|| notes.join("\n\n"));
    }
    after.channels = if group.joins("channels") {
        let mut seen = BTreeSet::new();
        let channels = all.iter().flat_map(|it| &it.channels);
        channels.filter(|it| seen.insert((it.kind, channel_key(it, region)))).cloned().collect()
    } else {
        group.pick("channels", |it| !it.channels.is_empty()).channels.clone()
    };
    check.at_most("channels", after.channels.len(), PARTS_LIMIT);
    let length = after.note.as_ref().map_or(0, |note| note.chars().count());
    check.require(length <= NOTE_LIMIT, "note", Code::TooLong);
    after
}

/// Refuses to change protected fields that may not be changed.
pub(crate) fn require_rights(
    before: &Contact,
    after: &Contact,
    rights: &FieldRights,
) -> Result<()> {
    let changes = [
        ("channels", before.channels != after.channels, Field::ContactChannels),
        ("note", before.note != after.note, Field::ContactNote),
    ];
    for (path, changes, field) in changes {
        if changes {
            rights.require_write(field).map_err(|error| error.below(path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::contacts::rules::{Image, blank};
    use crate::customers::model::{Channel, ChannelKind};
    use crate::values::CustomerId;

    fn contact(id: i64, name: &str) -> Contact {
        let updated_at = chrono::DateTime::from_timestamp_micros(id * 1_000_000).unwrap();
        let id = ContactId(id);
        Contact { id, name: name.to_owned(), updated_at, ..blank(CustomerId(1)) }
    }

    fn merged(all: &[Contact], given: &[ContactMergeRule]) -> Contact {
        let group = all.iter().map(|it| it.id).collect();
        let mut check = Check::new();
        let rules = complete(given, &group, &mut check);
        let after = survivor(all, &rules, "CN", &mut check);
        check.finish().unwrap();
        after
    }

    #[test]
    fn what_no_rule_names_is_kept_filled_or_joined() {
        let phone = |number: &str| Channel::new(ChannelKind::Mobile, number);
        let mut all = [contact(1, "甲"), contact(2, "乙"), contact(3, "丙")];
        all[0].channels = vec![phone("13800138000")];
        all[1].channels = vec![phone("138 0013 8000"), phone("13900139000")];
        all[0].note = Some("先".into());
        all[1].note = Some("后".into());
        all[1].title = Some("经理".into());
        // Of those who report to each other, who stands above both.
        all[0].superior = Some(ContactId(2));
        all[1].superior = Some(ContactId(9));
        let after = merged(&all, &[]);
        assert_eq!((after.name.as_str(), after.title.as_deref()), ("甲", Some("经理")));
        assert_eq!(after.channels, [phone("13800138000"), phone("13900139000")]);
        assert_eq!(after.note.as_deref(), Some("先\n\n后"));
        assert_eq!(after.superior, Some(ContactId(9)));
    }

    #[test]
    fn rules_say_whose_value_stays() {
        let mut all = [contact(1, "甲"), contact(2, "乙"), contact(3, "丙")];
        all[0].title = Some("一".into());
        all[1].title = Some("二".into());
        let newest = ContactMergeRule::new("title", MergeRule::Newest);
        assert_eq!(merged(&all, &[newest]).title.as_deref(), Some("二"));
        let of = |field| ContactMergeRule::of(field, ContactId(3));
        let after = merged(&all, &[of("title"), of("name")]);
        assert_eq!((after.name.as_str(), after.title), ("丙", None));
    }

    #[test]
    fn every_field_is_known() {
        let image = serde_json::to_value(Image::of(&contact(1, "甲"))).unwrap();
        let stay = ["customer", "is_primary", "active", "merged_into", "custom", "custom_personal"];
        let known: BTreeSet<&str> = FIELDS.iter().map(|it| it.name).chain(stay).collect();
        let all: BTreeSet<&str> = image.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(known, all, "say what becomes of it when contacts are merged");
    }

    #[test]
    fn rules_that_say_nothing_are_refused() {
        let group = BTreeSet::from([ContactId(1), ContactId(2)]);
        let rules = [
            ContactMergeRule::new("colour", MergeRule::Keep),
            ContactMergeRule::new("name", MergeRule::Join),
            ContactMergeRule::of("role", ContactId(3)),
            ContactMergeRule::new("role", MergeRule::Of),
        ];
        let mut check = Check::new();
        complete(&rules, &group, &mut check);
        let error = check.finish().unwrap_err();
        let told: Vec<_> = error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect();
        let wanted = [
            ("rules[0].field", Code::BadChoice),
            ("rules[1].rule", Code::BadChoice),
            ("rules[2].contact", Code::UnknownReference),
            ("rules[3].field", Code::Repeated),
            ("rules[3].contact", Code::Required),
        ];
        assert_eq!(told, wanted);
    }
}
