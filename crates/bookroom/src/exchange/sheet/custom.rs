//! Columns of fields of a book's own in a file, and the cells in them.

use super::Sheet;
use crate::custom_fields::model::{CustomField, CustomKind, CustomSubject};
use crate::custom_fields::store::load_all;
use crate::error::Result;
use crate::exchange::export::back::Own;
use crate::exchange::headers::{CUSTOM, Mapping};
use crate::exchange::model::FileOptions;
use crate::rights::permission::Permission;
use crate::work::Session;

/// Finds the columns of fields of the book's own; those of contacts stand in their own exports.
pub(crate) fn take_custom(
    session: &Session,
    sheet: &mut Sheet,
    options: &FileOptions,
) -> Result<()> {
    let is_of_contacts = sheet.own.as_ref().is_some_and(|own| own.list == Own::Contacts);
    let subject = match sheet.target.customized() {
        Some(_) if is_of_contacts => CustomSubject::Contact,
        Some(subject) => subject,
        None => return Ok(()),
    };
    let fields = session.read(Permission::ImportsRun, |view| {
        let book = view.book_id();
        load_all(view.conn, book, Some(subject))
    })?;
    sheet.take_custom(&options.fields, &fields)
}

impl Sheet {
    /// Finds the columns of fields of the book's own. Of an own export that is read back they are
    /// columns like the others.
    fn take_custom(&mut self, mapping: &Mapping, fields: &[CustomField]) -> Result<()> {
        self.columns.take_own(&self.headers, mapping, fields)?;
        self.custom = fields.iter().map(|it| (it.key.clone(), it.kind)).collect();
        let places = self
            .columns
            .own()
            .filter_map(|name| Some((name.to_owned(), self.columns.index(name)?)));
        let places: Vec<(String, usize)> = places.collect();
        if let Some(own) = &mut self.own {
            own.take_custom(places);
        }
        Ok(())
    }

    /// What stands in a cell of a field of the book's own, in the form that the field reads. What
    /// can be meant in two ways stays as it is, and is refused there.
    pub(crate) fn custom_text(&self, name: &str, cell: &str) -> String {
        let key = name.strip_prefix(CUSTOM).unwrap_or(name);
        match self.custom.get(key) {
            Some(CustomKind::Date) => year_first(cell).unwrap_or_else(|| cell.to_owned()),
            Some(CustomKind::Number | CustomKind::Money) => plain_number(cell),
            _ => cell.to_owned(),
        }
    }
}

/// 2026/6/30, 2026.06.30 and 2026年6月30日 as 2026-06-30; none for a day in another order.
fn year_first(cell: &str) -> Option<String> {
    let day = cell.split_whitespace().next()?;
    let parts: Vec<&str> =
        day.split(|it: char| !it.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let [month, day] = [month, day].map(|part| part.parse::<u32>().ok());
    (year.len() == 4).then_some(())?;
    Some(format!("{year}-{:02}-{:02}", month?, day?))
}

/// 1,234.50 and ¥12 without what is no digit; anything else as it is.
fn plain_number(cell: &str) -> String {
    let plain = cell.trim().trim_start_matches(['¥', '￥', '$', '€']).trim();
    let (whole, rest) = plain.split_once('.').map_or((plain, None), |(a, b)| (a, Some(b)));
    let groups: Vec<&str> = whole.trim_start_matches('-').split(',').collect();
    let is_digits = |text: &&str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let is_grouped = groups.len() > 1
        && groups.iter().all(is_digits)
        && groups.first().is_some_and(|first| first.len() <= 3)
        && groups.iter().skip(1).all(|group| group.len() == 3);
    if !is_grouped {
        return plain.to_owned();
    }
    let whole = whole.replace(',', "");
    rest.map_or(whole.clone(), |rest| format!("{whole}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_the_year_first_are_read_and_others_are_not() {
        for text in ["2026/6/30", "2026-06-30", "2026.06.30", "2026年6月30日", "2026-06-30 00:00"]
        {
            assert_eq!(year_first(text).as_deref(), Some("2026-06-30"), "{text}");
        }
        for text in ["30/6/2026", "6/30/26", "2026", "二零二六年"] {
            assert_eq!(year_first(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_lose_signs_of_money_and_commas_of_thousands_only() {
        for (text, plain) in [
            ("1,234.50", "1234.50"),
            ("-12,345,678", "-12345678"),
            ("￥ 12.5", "12.5"),
            ("1,23", "1,23"),
            ("1.234,50", "1.234,50"),
            ("约5", "约5"),
        ] {
            assert_eq!(plain_number(text), plain);
        }
    }
}
