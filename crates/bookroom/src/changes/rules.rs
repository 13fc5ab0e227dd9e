//! What may be erased from the log.

use crate::error::{Code, Result};
use crate::values::Check;

/// The fields to erase of a kind of record whose personal fields these are: the wanted ones, or all
/// when none is named.
///
/// # Errors
/// `bad_choice` for a field that is not personal, and for records that have none.
pub(crate) fn fields_to_erase(personal: &[&str], wanted: &[String]) -> Result<Vec<String>> {
    let mut check = Check::new();
    check.each("fields", wanted, |check, field| {
        check.require(personal.contains(&field.as_str()), "", Code::BadChoice);
    });
    check.require(!personal.is_empty(), "subject", Code::BadChoice);
    check.finish()?;
    if wanted.is_empty() {
        return Ok(personal.iter().map(|&field| field.to_owned()).collect());
    }
    Ok(wanted.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_personal_fields_are_erased() {
        let personal = ["name", "note"];
        assert_eq!(fields_to_erase(&personal, &[]).unwrap(), personal);
        assert_eq!(fields_to_erase(&personal, &["note".to_owned()]).unwrap(), ["note"]);
        let wrong = ["note", "kind"].map(str::to_owned);
        let error = fields_to_erase(&personal, &wrong).unwrap_err();
        assert_eq!(error.problems()[0].path, "fields[1]");
        assert_eq!(fields_to_erase(&[], &[]).unwrap_err().problems()[0].path, "subject");
    }
}
