//! Decisions on passwords, names, roles and locks: pure.

use std::collections::BTreeSet;

use super::model::{NewRole, PasswordPolicy};
use crate::error::{Code, Problem};
use crate::rights::duties;
use crate::rights::permission::{FieldRule, Grant, Permission, Reach};
use crate::values::{Check, Secret, text};

/// The longest label of a role, in characters.
pub(crate) const LABEL_LIMIT: usize = 100;
/// The longest lock, in seconds.
const LOCK_LIMIT: i64 = 86_400;

/// Passwords that everybody tries first, folded.
const COMMON: &[&str] = &[
    "12345678",
    "123456789",
    "1234567890",
    "11111111",
    "00000000",
    "88888888",
    "66666666",
    "password",
    "password1",
    "password123",
    "passw0rd",
    "qwertyuiop",
    "qwerty123",
    "1qaz2wsx",
    "iloveyou",
    "woaini1314",
    "5201314520",
    "admin123",
    "admin888",
    "abc12345",
    "abcd1234",
    "a1234567",
    "aa123456",
    "letmein123",
    "welcome1",
    "sunshine1",
    "princess1",
];

/// Checks a password against the policy; `names` must not be part of it.
pub(crate) fn check_password(
    password: &str,
    names: &[&str],
    policy: &PasswordPolicy,
    path: &str,
    check: &mut Check,
) {
    let problem = |why: &str| Problem::new(Code::WeakPassword).at(path).fact("why", why);
    let shortest = policy.min_length.max(8);
    let length = password.chars().count();
    if length < shortest {
        check.add(problem("too_short").fact("min_length", shortest));
    }
    if length > policy.max_length {
        check.add(problem("too_long").fact("max_length", policy.max_length));
    }
    let kinds = [
        password.chars().any(char::is_lowercase),
        password.chars().any(char::is_uppercase),
        password.chars().any(|character| character.is_ascii_digit()),
        password.chars().any(|character| !character.is_ascii_alphanumeric()),
    ];
    let kinds = kinds.into_iter().filter(|&present| present).count();
    if length < 16 && kinds < policy.min_kinds {
        let few = problem("too_few_kinds_of_characters");
        check.add(few.fact("min_kinds", policy.min_kinds));
    }
    let folded = text::search_key(password);
    if COMMON.contains(&folded.as_str()) {
        check.add(problem("too_common"));
    }
    let has_name = |name: &&str| {
        let name = text::search_key(name);
        name.chars().count() >= 3 && folded.contains(&name)
    };
    if names.iter().any(has_name) {
        check.add(problem("contains_name"));
    }
    if password.chars().collect::<BTreeSet<_>>().len() < 4 {
        check.add(problem("too_few_different_characters").fact("min_different", 4));
    }
}

/// Checks the first operator of a new book.
pub(crate) fn check_first_operator(
    name: &str,
    password: &Secret,
    policy: &PasswordPolicy,
    check: &mut Check,
) {
    check.text("owner_name", name, 100);
    check_password(password.reveal(), &[name], policy, "owner_password", check);
}

/// The key by which sign-in names are compared: case and width do not count.
pub(crate) fn sign_in_key(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.trim().nfkc().flat_map(char::to_lowercase).collect()
}

/// How long sign-in is locked after so many failures in a row, in seconds; 0 for not at all.
pub(crate) fn lock_seconds(failures: i64, policy: &PasswordPolicy) -> i64 {
    let over = failures.saturating_sub(policy.failures_before_lock);
    if over < 0 {
        return 0;
    }
    let doublings = u32::try_from(over.min(20)).unwrap_or(20);
    policy.first_lock_seconds.saturating_mul(1 << doublings).min(LOCK_LIMIT)
}

/// Checks a new role; returns its labels.
pub(crate) fn check_role(role: &NewRole, check: &mut Check) -> (String, String) {
    let code = check.text("code", &role.code, 40);
    let plain = |character: char| character.is_ascii_alphanumeric() || character == '_';
    check.require(code.chars().all(plain), "code", Code::BadFormat);
    check_grants(&role.grants, check);
    check_fields(&role.fields, check);
    check.labels(&role.label_zh, &role.label_en, LABEL_LIMIT)
}

/// Checks the permissions of a role.
pub(crate) fn check_grants(grants: &[Grant], check: &mut Check) {
    let mut seen = BTreeSet::new();
    check.each("grants", grants, |check, grant| {
        check.require(seen.insert(grant.permission), "permission", Code::Repeated);
        let scoped = grant.permission.can_be_scoped() || grant.reach == Reach::All;
        check.require(scoped, "reach", Code::ScopeNotSupported);
    });
}

/// Checks the restricted fields of a role.
pub(crate) fn check_fields(fields: &[FieldRule], check: &mut Check) {
    let mut seen = BTreeSet::new();
    check.each("fields", fields, |check, rule| {
        check.require(seen.insert(rule.field), "field", Code::Repeated);
    });
}

/// Refuses permissions that bring together what an enforced rule keeps apart.
pub(crate) fn check_duties(
    held: &[Permission],
    enforced: &[String],
    path: &str,
    check: &mut Check,
) {
    for (rule, _) in duties::broken(held) {
        if enforced.iter().any(|code| code == rule) {
            check.add(Problem::new(Code::DutyConflict).at(path).fact("rule", rule));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(password: &str) -> Vec<String> {
        let mut check = Check::new();
        let policy = PasswordPolicy::default();
        check_password(password, &["wang.fang"], &policy, "password", &mut check);
        let problems = check.finish().err().map(|error| error.problems().to_vec());
        let reason = |problem: &Problem| problem.fact_value("why").unwrap_or("").to_owned();
        problems.unwrap_or_default().iter().map(reason).collect()
    }

    #[test]
    fn weak_passwords_are_told_why() {
        assert!(why("correct horse battery staple").is_empty());
        assert!(why("账房先生今天不在家").contains(&"too_few_kinds_of_characters".to_owned()));
        assert!(why("Ab1").contains(&"too_short".to_owned()));
        assert!(why("Password123").contains(&"too_common".to_owned()));
        assert!(why("WangFang2026").contains(&"contains_name".to_owned()));
        assert!(why("a1a1a1a1a1").contains(&"too_few_different_characters".to_owned()));
    }

    #[test]
    fn locks_grow() {
        let policy = PasswordPolicy::default();
        assert_eq!(lock_seconds(4, &policy), 0);
        assert_eq!(lock_seconds(5, &policy), 60);
        assert_eq!(lock_seconds(7, &policy), 240);
        assert_eq!(lock_seconds(400, &policy), LOCK_LIMIT);
    }
}
