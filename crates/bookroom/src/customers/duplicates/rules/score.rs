//! How alike two records are, and why. The order of the two does not count.

use super::keys::{Keys, Place, own_domain, phone_tail};
use super::names::{Name, is_part, places_agree};
use super::weights as w;
use crate::customers::duplicates::model::{Agreement, ComparedField, MatchReason};

/// How many records share a key, where that is known.
pub(crate) trait Common {
    /// Of a name proper, by how it is read.
    fn names(&self, reading: &str) -> u32;
    /// Of a phone.
    fn phones(&self, phone: &str) -> u32;
    /// Of a street.
    fn streets(&self, street: &str) -> u32;
}

/// Nothing is known of other records.
#[cfg(test)]
pub(crate) struct Alone;

#[cfg(test)]
impl Common for Alone {
    fn names(&self, _: &str) -> u32 {
        2
    }

    fn phones(&self, _: &str) -> u32 {
        2
    }

    fn streets(&self, _: &str) -> u32 {
        2
    }
}

/// How alike two records are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scored {
    /// 0 to 100.
    pub(crate) score: i64,
    /// What says most first.
    pub(crate) reasons: Vec<MatchReason>,
}

struct Reasons(Vec<MatchReason>);

impl Reasons {
    fn add(&mut self, field: ComparedField, agreement: Agreement, weight: i64) {
        self.0.push(MatchReason { field, agreement, weight });
    }
}

use Agreement::{Differs, Near, Same};
use ComparedField as F;

/// Compares two records.
pub(crate) fn compare(one: &Keys, other: &Keys, common: &impl Common) -> Scored {
    let mut reasons = Reasons(Vec::new());
    compare_tax(one, other, &mut reasons);
    compare_names(one, other, common, &mut reasons);
    compare_phones(one, other, common, &mut reasons);
    compare_mails(one, other, &mut reasons);
    if shares(&one.accounts, &other.accounts).is_some() {
        reasons.add(F::BankAccount, Same, w::ACCOUNT_SAME);
    }
    compare_places(one, other, common, &mut reasons);
    match (one.customer, other.customer) {
        (Some(one), Some(other)) if one == other => {
            reasons.add(F::Customer, Same, w::CUSTOMER_SAME);
        }
        (Some(_), Some(_)) => reasons.add(F::Customer, Differs, w::CUSTOMER_DIFFERS),
        _ => {}
    }
    let Reasons(mut reasons) = reasons;
    let sum = w::PRIOR + reasons.iter().map(|reason| reason.weight).sum::<i64>();
    reasons.sort_by_key(|it| (-it.weight.abs(), it.field));
    Scored { score: w::score(sum), reasons }
}

fn compare_tax(one: &Keys, other: &Keys, reasons: &mut Reasons) {
    let (Some(tax), Some(next)) = (&one.tax_number, &other.tax_number) else { return };
    if tax == next || is_former(tax, next) || is_former(next, tax) {
        return reasons.add(F::TaxNumber, Same, w::TAX_SAME);
    }
    let is_checked = one.is_checked && other.is_checked;
    if !is_checked && strsim::osa_distance(tax, next) == 1 {
        return reasons.add(F::TaxNumber, Near, w::TAX_NEAR);
    }
    let weight = if is_checked { w::TAX_DIFFERS } else { w::OTHER_NUMBER_DIFFERS };
    reasons.add(F::TaxNumber, Differs, weight);
}

/// Whether a tax number of before 2015 (a division and the organisation code, 15 signs) is that of
/// a unified social credit code, which has the same organisation code (GB 32100-2015).
fn is_former(old: &str, new: &str) -> bool {
    old.len() == 15 && new.len() == 18 && old.get(6..).is_some_and(|it| new.get(8..17) == Some(it))
}

fn compare_names(one: &Keys, other: &Keys, common: &impl Common, reasons: &mut Reasons) {
    if one.is_person != other.is_person {
        reasons.add(F::Kind, Differs, w::KIND_DIFFERS);
    }
    let is_person = one.is_person && other.is_person;
    let mut best: Option<(i64, Vec<MatchReason>)> = None;
    for name in &one.names {
        for next in &other.names {
            let mut found = Reasons(Vec::new());
            if is_person {
                compare_people(name, next, common, &mut found);
            } else {
                compare_companies(name, next, common, &mut found);
            }
            let mut found = found.0;
            found.sort_unstable();
            let sum: i64 = found.iter().map(|it| it.weight).sum();
            if best.as_ref().is_none_or(|(known, was)| (sum, &found) > (*known, was)) {
                best = Some((sum, found));
            }
        }
    }
    reasons.0.extend(best.map(|(_, found)| found).unwrap_or_default());
}

fn compare_companies(one: &Name, other: &Name, common: &impl Common, reasons: &mut Reasons) {
    // Two companies of one name are entered twice; of parts of names many companies have the same.
    let rare = |weight: i64| (weight - w::discount(common.names(&one.reading))).max(0);
    if one.whole == other.whole {
        return reasons.add(F::Name, Same, w::COMPANY_WHOLE);
    }
    let trades = [&one.trade, &other.trade];
    let same_trade = one.trade == other.trade;
    if one.core() == other.core() {
        reasons.add(F::Name, Same, w::COMPANY_CORE);
    } else if one.stem == other.stem {
        reasons.add(F::Name, Same, rare(w::COMPANY_STEM));
        compare_trades(trades, reasons);
    } else {
        match nearness(one, other) {
            Nearness::Read => reasons.add(F::Name, Near, w::COMPANY_READING),
            Nearness::Typed => reasons.add(F::Name, Near, w::COMPANY_NEAR),
            Nearness::Short => reasons.add(F::Name, Near, w::COMPANY_NEAR_SHORT),
            Nearness::Part => reasons.add(F::Name, Near, w::COMPANY_PART),
            Nearness::Other => reasons.add(F::Name, Differs, w::NAME_DIFFERS),
        }
        if !same_trade && nearness(one, other) != Nearness::Other {
            compare_trades(trades, reasons);
        }
    }
    compare_rest(one, other, reasons);
}

fn compare_trades([one, other]: [&String; 2], reasons: &mut Reasons) {
    // 贸易 within 国际贸易 is the same trade told at less length.
    let within = one.ends_with(other.as_str()) || other.ends_with(one.as_str());
    let untold = one.is_empty() || other.is_empty() || one.is_ascii() != other.is_ascii();
    if untold || within {
        reasons.add(F::Trade, Near, w::TRADE_MISSING);
    } else {
        reasons.add(F::Trade, Differs, w::TRADE_DIFFERS);
    }
}

fn compare_rest(one: &Name, other: &Name, reasons: &mut Reasons) {
    if !one.place.is_empty() && !other.place.is_empty() {
        if places_agree(&one.place, &other.place) {
            reasons.add(F::Place, Same, w::PLACE_SAME);
        } else {
            reasons.add(F::Place, Differs, w::PLACE_DIFFERS);
        }
    }
    if one.branch != other.branch {
        reasons.add(F::Branch, Differs, w::BRANCH_DIFFERS);
    } else if !one.branch.is_empty() {
        reasons.add(F::Branch, Same, w::BRANCH_SAME);
    }
    if one.numbers != other.numbers {
        reasons.add(F::Numbers, Differs, w::NUMBERS_DIFFER);
    }
    if !one.form.is_empty() && !other.form.is_empty() && one.form != other.form {
        reasons.add(F::LegalForm, Differs, w::FORM_DIFFERS);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Nearness {
    Read,
    Typed,
    Short,
    Part,
    Other,
}

/// Characters of which companies are named by one or the other: 东方 is not 南方.
const OPPOSED: [&str; 7] =
    ["东南西北中", "上下", "大小", "新老", "春夏秋冬", "红黄蓝绿白黑金银", "甲乙丙丁"];

/// Whether two names differ in one character only, and that tells two of a kind apart.
fn opposed(one: &str, other: &str) -> bool {
    if one.chars().count() != other.chars().count() {
        return false;
    }
    let mut differ = one.chars().zip(other.chars()).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (differ.next(), differ.next()) else { return false };
    OPPOSED.iter().any(|kind| kind.contains(a) && kind.contains(b))
}

/// How near two names proper are that are not the same.
fn nearness(one: &Name, other: &Name) -> Nearness {
    let (a, b) = (&one.stem, &other.stem);
    let signs = |name: &str| name.chars().filter(|it| !it.is_alphanumeric()).collect::<Vec<_>>();
    let count = a.chars().count().max(b.chars().count());
    if count < 2 || signs(a) != signs(b) {
        return Nearness::Other;
    }
    let is_latin = a.is_ascii() && b.is_ascii();
    if opposed(a, b) {
        return Nearness::Other;
    }
    if one.reading == other.reading || (one.words.len() > 1 && one.words == other.words) {
        return Nearness::Read;
    }
    let distance = strsim::osa_distance(a, b);
    let (long, short) = if is_latin { (6, 5) } else { (4, 3) };
    let allowed = if is_latin { count / 6 } else { count / 4 };
    if count >= long && distance <= allowed {
        return Nearness::Typed;
    }
    if count >= short && distance == 1 {
        return Nearness::Short;
    }
    let begins = count >= 4 && (a.starts_with(b.as_str()) || b.starts_with(a.as_str()));
    if is_part(&one.words, &other.words) || begins { Nearness::Part } else { Nearness::Other }
}

fn compare_people(one: &Name, other: &Name, common: &impl Common, reasons: &mut Reasons) {
    let rare = |weight: i64| (weight - w::discount(common.names(&one.reading))).max(0);
    if one.whole == other.whole || (!one.words.is_empty() && one.words == other.words) {
        return reasons.add(F::Name, Same, rare(w::PERSON_WHOLE));
    }
    if one.reading == other.reading {
        return reasons.add(F::Name, Near, rare(w::PERSON_READING));
    }
    if one.words.is_empty() || other.words.is_empty() {
        let count = one.stem.chars().count().max(other.stem.chars().count());
        let is_near = strsim::osa_distance(&one.stem, &other.stem) == 1;
        return if is_near && count > 3 {
            reasons.add(F::Name, Near, w::PERSON_NEAR);
        } else if is_near && count == 3 {
            reasons.add(F::Name, Near, w::PERSON_PART);
        } else {
            reasons.add(F::Name, Differs, w::PERSON_DIFFERS);
        };
    }
    let distance = strsim::osa_distance(&one.words.concat(), &other.words.concat());
    let together = [&one.words, &other.words].map(|it| it.concat());
    let length = together[0].len().max(together[1].len());
    let (alike, of) = words_alike(&one.words, &other.words);
    if alike == of || (length >= 8 && distance <= 1 + length / 12) {
        reasons.add(F::Name, Near, w::PERSON_NEAR);
    } else if alike > 0 {
        reasons.add(F::Name, Near, w::PERSON_PART);
    } else {
        reasons.add(F::Name, Differs, w::PERSON_DIFFERS);
    }
}

/// How many words of the shorter name are nearly among those of the longer one, and of how many.
fn words_alike(one: &[String], other: &[String]) -> (usize, usize) {
    let (fewer, more) =
        if (one.len(), one) <= (other.len(), other) { (one, other) } else { (other, one) };
    let mut left: Vec<&String> = more.iter().collect();
    let mut alike = 0;
    for word in fewer {
        let near = left.iter().position(|next| {
            let count = word.chars().count().min(next.chars().count());
            let initial = count == 1 && word.chars().next() == next.chars().next();
            word == *next
                || initial
                || (count >= 4 && strsim::osa_distance(word, next) <= 1 + usize::from(count >= 8))
        });
        if let Some(at) = near {
            left.remove(at);
            alike += 1;
        }
    }
    (alike, fewer.len().max(2))
}

fn compare_phones(one: &Keys, other: &Keys, common: &impl Common, reasons: &mut Reasons) {
    let (ours, theirs) = (&one.phones, &other.phones);
    if ours.is_empty() || theirs.is_empty() {
        return;
    }
    if let Some(shared) = rarest(ours, theirs, |phone| common.phones(phone)) {
        let weight = (w::PHONE_SAME - w::steep(shared)).max(0);
        return reasons.add(F::Phone, Same, weight);
    }
    let any = |test: fn(&String, &String) -> bool| {
        ours.iter().any(|one| theirs.iter().any(|next| test(one, next)))
    };
    let without_area = |one: &String, next: &String| {
        let [long, short] = if one.len() > next.len() { [one, next] } else { [next, one] };
        matches!(short.len(), 7 | 8) && long.len() > 9 && long.ends_with(short.as_str())
    };
    if any(without_area) {
        reasons.add(F::Phone, Near, w::PHONE_TAIL);
    } else if any(|one, next| one.len() == next.len() && strsim::osa_distance(one, next) == 1) {
        reasons.add(F::Phone, Near, w::PHONE_NEAR);
    } else {
        reasons.add(F::Phone, Differs, w::PHONE_DIFFERS);
    }
}

fn compare_mails(one: &Keys, other: &Keys, reasons: &mut Reasons) {
    let (ours, theirs) = (&one.mails, &other.mails);
    if ours.is_empty() || theirs.is_empty() {
        return;
    }
    if shares(ours, theirs).is_some() {
        return reasons.add(F::Email, Same, w::MAIL_SAME);
    }
    let any = |test: fn(&String, &String) -> bool| {
        ours.iter().any(|one| theirs.iter().any(|next| test(one, next)))
    };
    if any(|one, next| one.len().min(next.len()) >= 12 && strsim::osa_distance(one, next) == 1) {
        reasons.add(F::Email, Near, w::MAIL_NEAR);
    } else if any(|one, next| own_domain(one).is_some() && own_domain(one) == own_domain(next)) {
        reasons.add(F::Email, Near, w::MAIL_DOMAIN);
    } else {
        reasons.add(F::Email, Differs, w::MAIL_DIFFERS);
    }
}

fn compare_places(one: &Keys, other: &Keys, common: &impl Common, reasons: &mut Reasons) {
    let mut best: Option<(i64, Agreement)> = None;
    for place in &one.places {
        for next in &other.places {
            best = best.max(Some(compare_place(place, next, common)));
        }
    }
    if let Some((weight, agreement)) = best {
        reasons.add(F::Address, agreement, weight);
    }
}

fn compare_place(one: &Place, other: &Place, common: &impl Common) -> (i64, Agreement) {
    let postal = !one.postal.is_empty() && one.postal == other.postal;
    let plus = if postal { w::POSTAL_SAME } else { 0 };
    let cities = !one.city.is_empty() && !other.city.is_empty();
    let elsewhere = !places_agree(&one.code, &other.code)
        || (cities && one.code.is_empty() && strsim::osa_distance(&one.city, &other.city) > 2);
    let streets = !one.street.is_empty() && !other.street.is_empty();
    if streets && one.street == other.street && !elsewhere {
        let weight = w::STREET_SAME - w::steep(common.streets(&one.street));
        return (weight.max(0) + plus, Same);
    }
    if streets && !elsewhere {
        let count = one.street.chars().count().min(other.street.chars().count());
        let distance = strsim::osa_distance(&one.street, &other.street);
        let within = count >= 4
            && (one.street.contains(other.street.as_str())
                || other.street.contains(one.street.as_str()));
        let is_near = within || distance <= count / 5 || one.reading() == other.reading();
        if is_near && (one.numbers == other.numbers || within) {
            return (w::STREET_NEAR + plus, Near);
        }
        if is_near && postal {
            return (w::STREET_NEAR, Near);
        }
    }
    if elsewhere && !postal {
        return (w::CITY_DIFFERS, Differs);
    }
    if streets {
        return (w::STREET_DIFFERS + plus, Differs);
    }
    (plus, Near)
}

/// What two sorted lists share.
fn shares<'k>(one: &'k [String], other: &[String]) -> Option<&'k String> {
    one.iter().find(|key| other.binary_search(key).is_ok())
}

/// How many records share the rarest of the keys that two lists have in common.
fn rarest(one: &[String], other: &[String], count: impl Fn(&str) -> u32) -> Option<u32> {
    let shared = one.iter().filter(|key| other.binary_search(key).is_ok());
    shared.map(|key| count(key)).min()
}

/// The last digits by which phones are looked up.
pub(crate) fn tail(phone: &str) -> &str {
    phone_tail(phone)
}
