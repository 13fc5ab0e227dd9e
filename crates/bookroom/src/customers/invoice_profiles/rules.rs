//! What a profile must be like: pure decisions on its data.

use chrono::DateTime;

use super::model::{InvoiceProfile, InvoiceProfileEdit, NewInvoiceProfile};
use crate::customers::rules::edited_tax_number;
use crate::error::{Code, Problem, Result};
use crate::rights::permission::Field;
use crate::rights::permit::FieldRights;
use crate::values::contact_points::{self, EMAIL_LIMIT, PHONE_LIMIT};
use crate::values::{Check, CustomerId, Edit, InvoiceProfileId, text};

/// The most characters of a title.
pub(crate) const TITLE_LIMIT: usize = 200;
const PHONE_TEXT_LIMIT: usize = 60;

/// A profile with nothing in it yet.
pub(crate) fn blank(customer: CustomerId) -> InvoiceProfile {
    InvoiceProfile {
        id: InvoiceProfileId(0),
        customer,
        label: None,
        title: String::new(),
        tax_kind: None,
        tax_number: None,
        address: None,
        phone: None,
        bank: None,
        account: None,
        email: None,
        is_default: false,
        active: true,
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}

/// A new profile as values for a blank one. A blank text counts as not given.
pub(crate) fn as_edit(new: &NewInvoiceProfile) -> InvoiceProfileEdit {
    let filled =
        |text: &Option<String>| Edit::given(text.clone().filter(|text| !text.trim().is_empty()));
    InvoiceProfileEdit {
        label: filled(&new.label),
        title: Some(new.title.clone()),
        tax_kind: Edit::given(new.tax_kind),
        tax_number: filled(&new.tax_number),
        address: filled(&new.address),
        phone: filled(&new.phone),
        bank: filled(&new.bank),
        account: filled(&new.account),
        email: filled(&new.email),
        is_default: Some(new.is_default),
    }
}

/// Refuses to touch protected fields that may not be changed: to clear one is to change it.
pub(crate) fn require_rights(edit: &InvoiceProfileEdit, rights: &FieldRights) -> Result<()> {
    let kept = [
        ("tax_kind", edit.tax_kind.is_kept(), Field::CustomerTaxNumber),
        ("tax_number", edit.tax_number.is_kept(), Field::CustomerTaxNumber),
        ("address", edit.address.is_kept(), Field::CustomerBanking),
        ("phone", edit.phone.is_kept(), Field::CustomerBanking),
        ("bank", edit.bank.is_kept(), Field::CustomerBanking),
        ("account", edit.account.is_kept(), Field::CustomerBanking),
        ("email", edit.email.is_kept(), Field::CustomerBanking),
    ];
    for (path, is_kept, field) in kept {
        if !is_kept {
            rights.require_write(field).map_err(|error| error.below(path))?;
        }
    }
    Ok(())
}

/// Checks new values and puts them into a profile.
pub(crate) fn apply(
    base: &InvoiceProfile,
    edit: &InvoiceProfileEdit,
    region: &str,
    check: &mut Check,
) -> InvoiceProfile {
    let mut profile = base.clone();
    check.edited_text("label", &edit.label, 60, &mut profile.label);
    check.new_text("title", edit.title.as_ref(), TITLE_LIMIT, &mut profile.title);
    let old = (profile.tax_kind, profile.tax_number.take());
    let tax = edited_tax_number(old, &edit.tax_kind, &edit.tax_number, check);
    (profile.tax_kind, profile.tax_number) = tax;
    check.edited_text("address", &edit.address, 300, &mut profile.address);
    check.edited_text("bank", &edit.bank, 200, &mut profile.bank);
    check.edited_text("account", &edit.account, 60, &mut profile.account);
    if !edit.phone.is_kept() {
        check.edited_text("phone", &edit.phone, PHONE_TEXT_LIMIT, &mut profile.phone);
        profile.phone = profile.phone.map(|phone| plain_phone(phone, region));
    }
    if !edit.email.is_kept() {
        check.edited_text("email", &edit.email, EMAIL_LIMIT, &mut profile.email);
        profile.email = profile.email.map(|email| plain_email(email, check));
    }
    profile.is_default = edit.is_default.unwrap_or(base.is_default);
    check.require(!profile.is_default || profile.active, "is_default", Code::Retired);
    profile
}

/// A phone in the form in which phones are kept; what is no single number stays as it was typed.
fn plain_phone(phone: String, region: &str) -> String {
    if phone.chars().count() > PHONE_LIMIT {
        return phone;
    }
    let plain = contact_points::phone(&phone, region).display;
    if plain.is_empty() { phone } else { text::clip(&plain, PHONE_TEXT_LIMIT).to_owned() }
}

fn plain_email(email: String, check: &mut Check) -> String {
    match contact_points::email(&email) {
        Ok(plain) if plain.chars().count() <= EMAIL_LIMIT => plain,
        Ok(_) => {
            check.add(Problem::new(Code::TooLong).at("email").fact("limit", EMAIL_LIMIT));
            email
        }
        Err(problem) => {
            check.add(problem.at("email"));
            email
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::identifiers::IdentifierKind;

    fn applied(edit: &InvoiceProfileEdit) -> (InvoiceProfile, Vec<(String, Code)>) {
        let mut check = Check::new();
        let profile = apply(&blank(CustomerId(1)), edit, "CN", &mut check);
        let problems = match check.finish() {
            Ok(()) => Vec::new(),
            Err(error) => {
                let told = |it: &Problem| (it.path.clone(), it.code);
                error.problems().iter().map(told).collect()
            }
        };
        (profile, problems)
    }

    #[test]
    fn texts_come_into_the_form_in_which_they_are_kept() {
        let new = NewInvoiceProfile {
            tax_number: Some(" 91310000ma1fl5e17x ".to_owned()),
            phone: Some("+86 139 0013 9000".to_owned()),
            email: Some("Fapiao@Lanhu.Example".to_owned()),
            bank: Some("  ".to_owned()),
            ..NewInvoiceProfile::of(CustomerId(1), " 蓝湖商行 ")
        };
        let (profile, _) = applied(&as_edit(&new));
        assert_eq!(profile.title, "蓝湖商行");
        assert_eq!(profile.phone.as_deref(), Some("13900139000"));
        assert!(profile.email.is_some_and(|email| email.ends_with("lanhu.example")));
        assert_eq!((profile.bank, profile.active), (None, true));
    }

    #[test]
    fn everything_that_is_wrong_is_named() {
        let new = NewInvoiceProfile {
            tax_kind: Some(IdentifierKind::UnifiedSocialCredit),
            tax_number: Some("123".to_owned()),
            email: Some("nowhere".to_owned()),
            account: Some("9".repeat(61)),
            ..NewInvoiceProfile::of(CustomerId(1), "")
        };
        let (_, problems) = applied(&as_edit(&new));
        let paths: Vec<&str> = problems.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["title", "tax_number", "account", "email"]);
    }
}
