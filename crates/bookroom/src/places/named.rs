//! Places within names of companies: what they begin or end with, with or without 省 and 市.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::edition;
use super::model::{Place, PlaceLevel};
use crate::values::text;

/// What people leave out of a place's name; the longer first.
const ENDINGS: [&str; 8] =
    ["维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省", "市", "地区"];
/// County-level cities whose names without 市 are words that companies are named by.
const WORDS: [&str; 8] = ["东方", "永安", "永康", "天长", "大安", "福安", "平安", "长安"];
/// The most and the fewest characters of a place's name.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=12;

/// The leading digits of the division code (GB/T 2260) of the place that a folded text names: two
/// of a province, four of a city, six of what lies below. Of a place within another one, the code
/// begins with that of the other.
pub(crate) fn code_of(name: &str) -> Option<&'static str> {
    names().get(name).copied()
}

/// The longest place that a folded text begins with, by its code, and what comes after it.
pub(crate) fn leading(text: &str) -> Option<(&'static str, &str)> {
    let ends = text.char_indices().map(|(at, _)| at).skip(*LENGTHS.start());
    let ends: Vec<usize> = ends.take(LENGTHS.end() - LENGTHS.start()).collect();
    ends.into_iter().rev().find_map(|end| Some((code_of(&text[..end])?, &text[end..])))
}

/// What comes before the longest place that a folded text ends with.
pub(crate) fn trailing(text: &str) -> Option<&str> {
    let begins: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let from = begins.len().saturating_sub(*LENGTHS.end());
    let begins = begins.iter().skip(from.max(1)).copied();
    begins.into_iter().find_map(|at| code_of(&text[at..]).map(|_| &text[..at]))
}

fn names() -> &'static HashMap<String, &'static str> {
    static NAMES: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        let places = edition::places().unwrap_or_default();
        // The larger place first: 吉林 alone is the province.
        for level in PlaceLevel::ALL {
            for place in places.iter().filter(|place| place.level == *level) {
                for name in names_of(place) {
                    names.entry(name).or_insert_with(|| told(place));
                }
            }
        }
        names
    })
}

fn told(place: &'static Place) -> &'static str {
    let digits = match place.level {
        PlaceLevel::Province => 2,
        PlaceLevel::City => 4,
        PlaceLevel::County | PlaceLevel::District => 6,
    };
    place.code.get(..digits).unwrap_or(&place.code)
}

/// Its name, and that without its ending; of a district (朝阳区) only the whole one.
fn names_of(place: &Place) -> Vec<String> {
    let whole = text::hint_key(place.name());
    let is_city = !matches!(place.level, PlaceLevel::District) || whole.ends_with('市');
    let bare = ENDINGS.iter().find_map(|ending| whole.strip_suffix(ending));
    let bare = bare.filter(|bare| is_city && !WORDS.contains(bare));
    let bare = bare.map(str::to_owned);
    [Some(whole), bare].into_iter().flatten().filter(|it| it.chars().count() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_at_both_ends() {
        assert_eq!(leading("上海明远贸易"), Some(("31", "明远贸易")));
        assert_eq!(leading("浙江省杭州市青禾"), Some(("33", "杭州市青禾")));
        assert_eq!(leading("杭州市青禾"), Some(("3301", "青禾")));
        assert_eq!(leading("吉林市青禾").map(|it| it.0), Some("2202"));
        assert_eq!(leading("吉林青禾").map(|it| it.0), Some("22"));
        assert_eq!(leading("内蒙古青禾").map(|it| it.0), Some("15"));
        assert_eq!(leading("朝阳青禾").map(|it| it.0), Some("2113"), "the city in Liaoning");
        assert_eq!(leading("青禾贸易"), None);
        assert_eq!(leading("东方贸易"), None);
        assert_eq!(leading(""), None);
        assert_eq!(trailing("青禾北京"), Some("青禾"));
        assert_eq!(trailing("北京"), None);
        assert_eq!(trailing(""), None);
        assert!(code_of("昆山").unwrap().starts_with("3205"));
    }
}
