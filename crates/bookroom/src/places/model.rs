//! Places as hosts see them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::values::contact_points::PhoneKind;
use crate::values::slugs;

slugs! {
    /// The level of a place among the administrative divisions.
    PlaceLevel {
        /// A province, autonomous region, municipality or special administrative region.
        Province "province",
        /// A city at prefecture level, an autonomous prefecture, a league.
        City "city",
        /// A county-level unit directly below a province.
        County "county",
        /// A district, county or county-level city below a city.
        District "district",
    }
}

/// A place of China.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The division code (GB/T 2260), six digits.
    pub code: String,
    /// The level.
    pub level: PlaceLevel,
    /// The name of its province, or its own.
    pub province: String,
    /// The name of its city, or its own; none of a province.
    pub city: Option<String>,
    /// Its own name below a city.
    pub district: Option<String>,
    /// The area code (区号) with its leading 0; none of a province.
    pub area_code: Option<String>,
    /// The main postal code (邮编), six digits; none where it is not known.
    pub postal_code: Option<String>,
}

impl Place {
    /// Its own name, such as 西湖区.
    #[must_use]
    pub fn name(&self) -> &str {
        self.district.as_deref().or(self.city.as_deref()).unwrap_or(&self.province)
    }
}

/// The places of a postal code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostalMatch {
    /// How many leading digits agree: 6 when the places have this very code, 0 when none was found.
    pub digits: i64,
    /// The places, in the order of their codes.
    pub places: Vec<Place>,
}

/// Where a phone number belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneLocation {
    /// The number as it is shown.
    pub phone: String,
    /// What kind of line it is.
    pub kind: PhoneKind,
    /// The country (ISO 3166, two letters); none when the number was not recognised.
    pub country: Option<String>,
    /// The area code (区号) of a Chinese line.
    pub area_code: Option<String>,
    /// The cities of that area code.
    pub places: Vec<Place>,
}

/// Which data the answers come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacesEdition {
    /// The day it was put together.
    pub as_of: NaiveDate,
    /// How many places it has.
    pub places: i64,
    /// Where it comes from, with the licences.
    pub sources: String,
}
