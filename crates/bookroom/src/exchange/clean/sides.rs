//! The side of the ledger that stands beside a number in its cell: 100.00 贷, Dr 50, 30（借）.

use super::numbers::prepare;

/// The words of the sides, and whether they say debit; longer ones first.
const SIDES: [(&str, bool); 14] = [
    ("借方", true),
    ("贷方", false),
    ("貸方", false),
    ("借", true),
    ("贷", false),
    ("貸", false),
    ("debit", true),
    ("credit", false),
    ("dr.", true),
    ("cr.", false),
    ("dr", true),
    ("cr", false),
    ("d", true),
    ("c", false),
];

/// A number without the side beside it, and whether that is debit; none where no side stands there.
pub(crate) fn side(text: &str) -> (String, Option<bool>) {
    let plain = prepare(text);
    let lower = plain.to_ascii_lowercase();
    for (word, is_debit) in SIDES {
        for (opening, closing) in [("", ""), ("(", ")"), ("[", "]")] {
            let mark = format!("{opening}{word}{closing}");
            let at_end = lower.strip_suffix(mark.as_str()).map(str::len);
            let rest = match at_end {
                Some(end) => plain.get(..end),
                // A letter alone stands behind figures, not before them.
                None if word.len() > 1 => {
                    lower.strip_prefix(mark.as_str()).and_then(|_| plain.get(mark.len()..))
                }
                None => None,
            };
            let rest = rest.map(|rest| rest.trim_matches([' ', ':', '.']));
            let is_number = |rest: &&str| {
                rest.chars().any(|it| it.is_ascii_digit())
                    && !rest.ends_with(|it: char| it.is_ascii_alphabetic())
                    && !rest.starts_with(|it: char| it.is_ascii_alphabetic() && mark.len() < 2)
            };
            if let Some(rest) = rest.filter(is_number) {
                return (rest.to_owned(), Some(is_debit));
            }
        }
    }
    (text.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_stand_before_and_behind() {
        for (text, rest, is_debit) in [
            ("100.00 贷", "100.00", Some(false)),
            ("借 100", "100", Some(true)),
            ("50.00 CR", "50.00", Some(false)),
            ("Dr. 50.00", "50.00", Some(true)),
            ("30（借）", "30", Some(true)),
            ("貸方：1,000", "1,000", Some(false)),
            ("1,000.00C", "1,000.00", Some(false)),
            ("100", "100", None),
            ("100 HKD", "100 HKD", None),
            ("USD 5", "USD 5", None),
            ("CR", "CR", None),
            ("(100)", "(100)", None),
        ] {
            assert_eq!(side(text), (rest.to_owned(), is_debit), "{text}");
        }
    }
}
