//! How much each agreement says, after Fellegi and Sunter (A Theory for Record Linkage, 1969): the
//! logarithm of how much more often it is met among pairs that are the same than among others, in
//! tenths of a bit. The figures are rounded estimates from companies' and persons' data; a book
//! cannot change them, so that a score means the same in each. ADR 43 has the table with its
//! reasons.

/// Two records that share anything at all are the same in one of eight cases.
pub(super) const PRIOR: i64 = -30;

pub(super) const TAX_SAME: i64 = 130;
pub(super) const TAX_NEAR: i64 = 50;
/// Numbers with check digits are seldom wrong.
pub(super) const TAX_DIFFERS: i64 = -120;
pub(super) const OTHER_NUMBER_DIFFERS: i64 = -50;

pub(super) const COMPANY_WHOLE: i64 = 125;
pub(super) const COMPANY_CORE: i64 = 95;
pub(super) const COMPANY_READING: i64 = 75;
pub(super) const COMPANY_NEAR: i64 = 65;
pub(super) const COMPANY_NEAR_SHORT: i64 = 40;
pub(super) const COMPANY_STEM: i64 = 55;
pub(super) const COMPANY_PART: i64 = 10;
pub(super) const NAME_DIFFERS: i64 = -35;
pub(super) const TRADE_MISSING: i64 = -5;
pub(super) const TRADE_DIFFERS: i64 = -50;

pub(super) const PERSON_WHOLE: i64 = 50;
pub(super) const PERSON_READING: i64 = 35;
pub(super) const PERSON_NEAR: i64 = 30;
pub(super) const PERSON_PART: i64 = 5;
pub(super) const PERSON_DIFFERS: i64 = -50;

pub(super) const PLACE_SAME: i64 = 10;
pub(super) const PLACE_DIFFERS: i64 = -90;
pub(super) const BRANCH_SAME: i64 = 10;
pub(super) const BRANCH_DIFFERS: i64 = -120;
pub(super) const NUMBERS_DIFFER: i64 = -120;
pub(super) const FORM_DIFFERS: i64 = -15;
pub(super) const KIND_DIFFERS: i64 = -40;

pub(super) const PHONE_SAME: i64 = 70;
pub(super) const PHONE_TAIL: i64 = 45;
pub(super) const PHONE_NEAR: i64 = 20;
pub(super) const PHONE_DIFFERS: i64 = -10;

pub(super) const MAIL_SAME: i64 = 70;
pub(super) const MAIL_NEAR: i64 = 30;
pub(super) const MAIL_DOMAIN: i64 = 30;
pub(super) const MAIL_DIFFERS: i64 = -8;

pub(super) const ACCOUNT_SAME: i64 = 80;

pub(super) const STREET_SAME: i64 = 45;
pub(super) const STREET_NEAR: i64 = 25;
pub(super) const POSTAL_SAME: i64 = 10;
pub(super) const STREET_DIFFERS: i64 = -10;
pub(super) const CITY_DIFFERS: i64 = -25;

pub(super) const CUSTOMER_SAME: i64 = 25;
pub(super) const CUSTOMER_DIFFERS: i64 = -35;

/// What is common says less: each time that twice as many records share it, this much less.
pub(super) const DOUBLING: i64 = 10;

/// The score of a weight: 2^(w/10) to one, in percent. Between whole bits it is read from the line
/// between them.
pub(super) fn score(weight: i64) -> i64 {
    /// The percentage at 0, 1, 2 … 8 bits.
    const BITS: [i64; 9] = [50, 67, 80, 89, 94, 97, 98, 99, 100];
    let size = weight.abs().min(80);
    let at = usize::try_from(size / 10).unwrap_or(8);
    let (low, high) = (BITS[at.min(8)], BITS[(at + 1).min(8)]);
    let found = low + (high - low) * (size % 10) / 10;
    if weight < 0 { 100 - found } else { found }
}

/// How much less a shared key says that so many records have.
pub(super) fn discount(records: u32) -> i64 {
    DOUBLING * i64::from((records / 2).max(1).ilog2())
}

/// As [`discount`], of what companies have in common because they are at one place: a
/// switchboard, a business park.
pub(super) fn steep(records: u32) -> i64 {
    discount(records) * 3 / 2
}
