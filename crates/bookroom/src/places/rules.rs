//! Looking places up: pure functions over the data pack.

use super::model::{PhoneLocation, Place, PlaceLevel, PostalMatch};
use crate::error::{Code, Error, Problem, Result};
use crate::values::contact_points::{self, PhoneKind};
use crate::values::pinyin::{PinyinFit, pinyin_fit};
use crate::values::{Check, text};

/// The longest text that is looked up, in characters.
const TEXT_LIMIT: usize = 40;
/// The most places that a completion gives.
const LIMIT: u32 = 100;
/// As many leading digits of a postal code name a postal region (邮区).
const REGION_DIGITS: usize = 3;
/// What names of places end in and people leave out.
const ENDINGS: [&str; 6] = ["省", "市", "区", "县", "盟", "州"];

/// See [`super::Places::search`].
pub(crate) fn search(places: &[Place], wanted: &str, limit: u32) -> Result<Vec<Place>> {
    let mut check = Check::new();
    check.lines("text", wanted, TEXT_LIMIT);
    if !(1..=LIMIT).contains(&limit) {
        let problem = Problem::new(Code::OutOfRange).at("limit");
        check.add(problem.fact("low", 1).fact("high", LIMIT));
    }
    check.finish()?;
    let typed = wanted;
    let wanted = text::search_key(wanted);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let digits = wanted.bytes().all(|byte| byte.is_ascii_digit());
    let fit = |place: &Place| {
        if digits { number_fit(place, &wanted) } else { name_fit(place, &wanted, typed) }
    };
    let mut found: Vec<(Fit, &Place)> =
        places.iter().filter_map(|place| fit(place).map(|fit| (fit, place))).collect();
    // Sorting is stable: within one fit and level the order of the codes stays.
    found.sort_by_key(|(fit, place)| (*fit, place.level));
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(found.into_iter().take(limit).map(|(_, place)| place.clone()).collect())
}

/// How well a place fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    WholePinyin,
    WholeRarePinyin,
    Beginning,
    Pinyin,
    Initials,
    RarePinyin,
    Part,
}

/// `wanted` is the key of what was `typed`.
fn name_fit(place: &Place, wanted: &str, typed: &str) -> Option<Fit> {
    let name = text::search_key(place.name());
    let bare = bare_of(&name);
    if name == wanted || bare == wanted {
        return Some(Fit::Whole);
    }
    if name.starts_with(wanted) {
        return Some(Fit::Beginning);
    }
    if is_latin(wanted) {
        return pinyin_fit(bare, typed).or_else(|| pinyin_fit(&name, typed)).map(|fit| match fit {
            PinyinFit::Whole => Fit::WholePinyin,
            PinyinFit::WholeRare => Fit::WholeRarePinyin,
            PinyinFit::Beginning => Fit::Pinyin,
            PinyinFit::Initials => Fit::Initials,
            PinyinFit::Rare => Fit::RarePinyin,
        });
    }
    // 杭州西湖 names the district with what it lies in.
    let parts = [Some(&place.province), place.city.as_ref(), place.district.as_ref()];
    let parts: Vec<String> =
        parts.into_iter().flatten().map(|part| text::search_key(part)).collect();
    let bare_parts: Vec<&str> = parts.iter().map(|part| bare_of(part)).collect();
    let named = reaches(&parts.concat(), wanted, &name);
    (named || reaches(&bare_parts.concat(), wanted, bare)).then_some(Fit::Part)
}

/// Whether a text can be pinyin: Latin letters, `ü` among them.
fn is_latin(text: &str) -> bool {
    text.chars().all(|character| character.is_ascii_alphabetic() || character == 'ü')
}

/// A name without what people leave out of it.
fn bare_of(name: &str) -> &str {
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// Whether what is wanted stands in the whole and ends within the place's own name: 浙江 alone is
/// no fit for all that lies there.
fn reaches(whole: &str, wanted: &str, own: &str) -> bool {
    let own_begins = whole.len().saturating_sub(own.len());
    whole.match_indices(wanted).any(|(at, part)| at + part.len() > own_begins)
}

fn number_fit(place: &Place, wanted: &str) -> Option<Fit> {
    let area = place.area_code.as_deref().unwrap_or_default();
    let bare = area.strip_prefix('0').unwrap_or(area);
    let postal = place.postal_code.as_deref().unwrap_or_default();
    if [area, bare, postal, place.code.as_str()].contains(&wanted) {
        return Some(Fit::Whole);
    }
    let begins = [area, postal, place.code.as_str()].iter().any(|code| code.starts_with(wanted));
    begins.then_some(Fit::Beginning)
}

/// See [`super::Places::get`].
pub(crate) fn get(places: &[Place], code: &str) -> Result<Place> {
    find(places, code).cloned()
}

fn find<'p>(places: &'p [Place], code: &str) -> Result<&'p Place> {
    let code = text::digits(code);
    let at = places.binary_search_by(|place| place.code.cmp(&code));
    // The code is the caller's text: it is not repeated.
    at.ok().and_then(|at| places.get(at)).ok_or_else(|| Error::not_found("place", ""))
}

/// See [`super::Places::below`].
pub(crate) fn below(places: &[Place], code: Option<&str>) -> Result<Vec<Place>> {
    let parent = code.map(|code| find(places, code)).transpose()?;
    let is_below = |place: &&Place| match parent {
        None => place.level == PlaceLevel::Province,
        Some(parent) => match parent.level {
            PlaceLevel::Province => {
                matches!(place.level, PlaceLevel::City | PlaceLevel::County)
                    && place.province == parent.province
            }
            PlaceLevel::City => {
                place.level == PlaceLevel::District
                    && place.province == parent.province
                    && place.city == parent.city
            }
            PlaceLevel::County | PlaceLevel::District => false,
        },
    };
    Ok(places.iter().filter(is_below).cloned().collect())
}

/// See [`super::Places::find_by_area_code`].
pub(crate) fn find_by_area_code(places: &[Place], area_code: &str) -> Result<Vec<Place>> {
    let digits = text::digits(area_code);
    let bare = digits.trim_start_matches('0');
    let is_code = text::search_key(area_code) == digits && matches!(bare.len(), 2 | 3);
    if !is_code {
        return Err(Problem::new(Code::BadFormat).at("area_code").into());
    }
    Ok(of_area(places, &format!("0{bare}")))
}

/// The places with an area code, cities first.
fn of_area(places: &[Place], area_code: &str) -> Vec<Place> {
    let has_code = |place: &&Place| place.area_code.as_deref() == Some(area_code);
    let mut found: Vec<Place> = places.iter().filter(has_code).cloned().collect();
    found.sort_by_key(|place| place.level);
    found
}

/// See [`super::Places::find_by_postal_code`].
pub(crate) fn find_by_postal_code(places: &[Place], postal_code: &str) -> Result<PostalMatch> {
    let wanted = text::digits(postal_code);
    if wanted.len() != 6 || text::search_key(postal_code) != wanted {
        return Err(Problem::new(Code::BadFormat).at("postal_code").into());
    }
    let shared = |place: &Place| {
        let own = place.postal_code.as_deref().unwrap_or_default();
        own.bytes().zip(wanted.bytes()).take_while(|(a, b)| a == b).count()
    };
    let best = places.iter().map(shared).max().unwrap_or(0);
    if best < REGION_DIGITS {
        return Ok(PostalMatch { digits: 0, places: Vec::new() });
    }
    let digits = i64::try_from(best).unwrap_or(0);
    let places = places.iter().filter(|place| shared(place) == best).cloned().collect();
    Ok(PostalMatch { digits, places })
}

/// See [`super::Places::locate`]. `region` is the country whose numbers are written without code.
pub(crate) fn locate(places: &[Place], phone: &str, region: &str) -> Result<PhoneLocation> {
    let mut check = Check::new();
    check.lines("phone", phone, contact_points::PHONE_LIMIT);
    check.finish()?;
    let phone = contact_points::phone(phone, region);
    let country = match phone.kind {
        PhoneKind::Unknown => None,
        PhoneKind::International => contact_points::country_of(&phone),
        _ => Some("CN".to_owned()),
    };
    let area_code = match phone.kind {
        PhoneKind::Landline => phone.display.split('-').next().map(str::to_owned),
        _ => None,
    };
    let of_city = |place: &Place| matches!(place.level, PlaceLevel::City | PlaceLevel::County);
    let mut places = area_code.as_deref().map(|code| of_area(places, code)).unwrap_or_default();
    if places.iter().any(of_city) {
        places.retain(of_city);
    }
    Ok(PhoneLocation { phone: phone.display, kind: phone.kind, country, area_code, places })
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
