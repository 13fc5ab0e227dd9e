//! Other words for ways to pay: 微信 is the method 微信支付, and a bank's name is a bank transfer.

use std::collections::{BTreeMap, BTreeSet};

use super::labels;
use crate::error::Result;
use crate::exchange::meanings;
use crate::work::Tx;

/// The dictionary of methods.
pub(super) const METHODS: &str = "payment_method";

/// The methods of the dictionary that texts mean which are none of its labels: those whose code or
/// label is another word for the same. A bank transfer needs none.
pub(super) fn usual(
    tx: &mut Tx<'_>,
    missing: &BTreeSet<(String, String)>,
) -> Result<BTreeMap<String, Option<String>>> {
    let meant = missing.iter().filter_map(|(_, text)| Some((text.as_str(), meant_by(text)?)));
    let meant: Vec<(&str, &'static str)> = meant.collect();
    let groups: BTreeSet<&'static str> = meant.iter().map(|(_, group)| *group).collect();
    let mut methods: BTreeMap<&'static str, Option<String>> = BTreeMap::new();
    for group in groups {
        let words = meanings::of("method").filter(|it| it.value == group);
        let words = words.map(|it| it.word.as_str()).chain([group]);
        let wanted: Vec<(String, String)> =
            words.map(|word| (METHODS.to_owned(), word.to_owned())).collect();
        let known = labels::find(tx, &wanted.iter().cloned().collect())?.found;
        let own = (METHODS.to_owned(), group.to_owned());
        let found = known.get(&own).or_else(|| wanted.iter().find_map(|pair| known.get(pair)));
        if found.is_some() || group == TRANSFER {
            methods.insert(group, found.cloned());
        }
    }
    let of =
        |(text, group): (&str, &'static str)| Some((text.to_owned(), methods.get(group)?.clone()));
    Ok(meant.into_iter().filter_map(of).collect())
}

/// Whether a method is a bill of exchange, which is money only once it is paid.
pub(super) fn is_bill(text: &str, code: Option<&str>) -> bool {
    const BILLS: [&str; 2] = ["bank_acceptance", "commercial_acceptance"];
    let is_one = |method: &str| BILLS.contains(&method);
    code.is_some_and(is_one) || meant_by(text).is_some_and(is_one)
}

/// Whether words in brackets behind a method were passed over: 现金(店长). An own export has the
/// code there.
pub(super) fn is_cut(text: &str, code: Option<&str>) -> bool {
    let Some(code) = code else { return false };
    let inner = text.split_once(['(', '（', '[', '【']).map(|(_, inner)| inner);
    let inner = inner.map(|it| it.trim_end_matches([')', '）', ']', '】']).trim());
    inner.is_some_and(|inner| !inner.is_empty() && !inner.eq_ignore_ascii_case(code))
}

/// What a payment without a method is.
const TRANSFER: &str = "transfer";

/// The way to pay that a text means: without the end of a card's number, of several the first; a
/// bank's card is a transfer.
fn meant_by(text: &str) -> Option<&'static str> {
    let first = text.split(['&', '＆', '+']).next().unwrap_or(text);
    let bare = first.split(['(', '（', '[', '【']).next().unwrap_or(first).trim();
    let bare = bare.trim_end_matches(|it: char| it.is_ascii_digit()).trim();
    let is_card = || {
        let text = meanings::folded(bare);
        meanings::of("bank_card").any(|it| text.ends_with(it.word.as_str()))
    };
    let is_short = bare.chars().take(41).count() <= 40;
    let own = meanings::whole("method", text).or_else(|| meanings::whole("method", bare));
    own.or_else(|| (is_short && is_card()).then_some(TRANSFER))
}
