//! Places of China: area codes (区号) and postal codes (邮编) looked up both ways, names completed
//! as they are typed, phone numbers located. Reference data that is compiled in; it needs no
//! permission.

mod edition;
pub mod model;
mod named;
mod rules;

use model::{PhoneLocation, Place, PlacesEdition, PostalMatch};

pub(crate) use named::{code_of, leading, trailing};

use crate::error::Result;
use crate::work::Session;

/// The places of China.
pub struct Places<'s> {
    session: &'s Session,
}

impl Session {
    /// Places of China: area codes, postal codes, names.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.places().get("330100")?.name(), "杭州市");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        Places { session: self }
    }
}

impl Places<'_> {
    /// Completes what is typed: a part of a name, pinyin (`hangzhou`), its initials (`hz`), or the
    /// beginning of an area code, postal code or division code. The best fit first, larger places
    /// before smaller ones; at most `limit` (1 to 100).
    ///
    /// # Errors
    /// `required` for a blank text, `too_long` above 40 characters, `out_of_range` for the limit.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let found = session.places().search("hangzhou", 5)?;
    /// assert_eq!(found[0].name(), "杭州市");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn search(&self, text: &str, limit: u32) -> Result<Vec<Place>> {
        rules::search(edition::places()?, text, limit)
    }

    /// The place with a division code (GB/T 2260), such as `330100`.
    ///
    /// # Errors
    /// `not_found`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.places().get("330100")?.area_code.as_deref(), Some("0571"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, code: &str) -> Result<Place> {
        rules::get(edition::places()?, code)
    }

    /// The places directly below one, in the order of their codes; the provinces when no code is
    /// given.
    ///
    /// # Errors
    /// `not_found`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let districts = session.places().below(Some("330100"))?;
    /// assert!(districts.iter().any(|place| place.name() == "西湖区"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn below(&self, code: Option<&str>) -> Result<Vec<Place>> {
        rules::below(edition::places()?, code)
    }

    /// The places that share an area code (区号), cities before their districts. The leading 0 may
    /// be left out. Empty when nobody has it.
    ///
    /// # Errors
    /// `bad_format` for what is no area code.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.places().find_by_area_code("571")?[0].name(), "杭州市");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find_by_area_code(&self, area_code: &str) -> Result<Vec<Place>> {
        rules::find_by_area_code(edition::places()?, area_code)
    }

    /// The places of a postal code (邮编): those that have it as their main one, else those whose
    /// main code shares its first digits, at least three, which is the same postal region.
    ///
    /// # Errors
    /// `bad_format` for what is not six digits.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let found = session.places().find_by_postal_code("310012")?;
    /// assert_eq!(found.places[0].province, "浙江省");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find_by_postal_code(&self, postal_code: &str) -> Result<PostalMatch> {
        rules::find_by_postal_code(edition::places()?, postal_code)
    }

    /// Where a phone number belongs: a Chinese line to the cities of its area code, a foreign
    /// number to its country. Mobile numbers move with their owners, so nothing but China is said
    /// of them. Numbers without a country code are read as of the book's own country.
    ///
    /// # Errors
    /// `required` for a blank text, `too_long` above 40 characters.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let found = session.places().locate("0571-8555 0000")?;
    /// assert_eq!(found.places[0].city.as_deref(), Some("杭州市"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn locate(&self, phone: &str) -> Result<PhoneLocation> {
        let region = self.session.book().currency.phone_region();
        rules::locate(edition::places()?, phone, &region)
    }

    /// Which data this is: its date, sources and licences.
    ///
    /// # Errors
    /// `internal` when the data that is compiled in is damaged.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let edition = session.places().edition()?;
    /// assert!(edition.places > 2_000);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edition(&self) -> Result<PlacesEdition> {
        edition::edition()
    }
}
