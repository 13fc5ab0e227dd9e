//! How many days there are to pay.

use crate::error::{Code, Problem};
use crate::exchange::clean::{self, Value};
use crate::values::text::simplified;

/// Words before and after the number of days, and what a word alone means.
const BEFORE: [&str; 10] =
    ["net", "月结", "账期", "赊销", "信用期", "结算", "票到", "货到", "开票后", "收票后"];
const AFTER: [&str; 12] = [
    "天内付款",
    "天付款",
    "天内",
    "日内",
    "天",
    "日",
    "days net",
    "days",
    "day",
    "d",
    "个自然日",
    "个工作日",
];
const AT_ONCE: [&str; 19] = [
    "现结",
    "现款",
    "现金",
    "现付",
    "即付",
    "即期",
    "立即付款",
    "款到发货",
    "先款后货",
    "货到付款",
    "预付",
    "cod",
    "c.o.d.",
    "cash",
    "due on receipt",
    "on receipt",
    "immediate",
    "prepaid",
    "cash on delivery",
];

/// How many days there are to pay: `30`, `30天`, 月结30天, `net 30`, 现结, 3个月 (of 30 days), and a
/// spreadsheet's `30.0`.
///
/// # Errors
/// `bad_format` for anything else, such as 月结, 30/60 or 次月15日, which are no number of days.
pub(crate) fn days(text: &str) -> Result<Value<i64>, Problem> {
    let plain = clean::code(text);
    let lower = plain.value.to_lowercase();
    let folded = simplified(&lower);
    let word = folded.trim();
    if AT_ONCE.contains(&word) {
        return Ok(Value { value: 0, notes: plain.notes });
    }
    let bad = || Problem::new(Code::BadFormat).fact("example", "30");
    if word.ends_with("工作日") {
        return Err(bad());
    }
    let word = BEFORE.iter().find_map(|start| word.strip_prefix(start)).unwrap_or(word).trim();
    let months = ["个月", "months", "month"].iter().find_map(|end| word.strip_suffix(end));
    let word = AFTER.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let (word, factor) = months.map_or((word, 1), |word| (word, 30));
    let word = word.trim();
    let whole = word.split_once('.').filter(|(_, rest)| rest.chars().all(|digit| digit == '0'));
    let word = whole.map_or(word, |(whole, _)| whole);
    let number = HAN.iter().find(|(han, _)| *han == word).map(|(_, number)| *number);
    let number = number.map_or_else(|| word.parse::<i64>().map_err(|_| bad()), Ok)?;
    let value = number.checked_mul(factor).ok_or_else(bad)?;
    Ok(Value { value, notes: plain.notes })
}

/// Numbers of months and days that people write out.
const HAN: [(&str, i64); 14] = [
    ("一", 1),
    ("两", 2),
    ("二", 2),
    ("三", 3),
    ("四", 4),
    ("五", 5),
    ("六", 6),
    ("七", 7),
    ("十", 10),
    ("十五", 15),
    ("三十", 30),
    ("四十五", 45),
    ("六十", 60),
    ("九十", 90),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_days_where_they_name_them() {
        for (text, expected) in [
            ("30", 30),
            ("月结30天", 30),
            ("月結60天", 60),
            ("Net 45", 45),
            ("30 days", 30),
            ("现结", 0),
            ("Due on receipt", 0),
            ("3个月", 90),
            ("两个月", 60),
            ("30天内", 30),
            ("30.0", 30),
        ] {
            assert_eq!(days(text).unwrap().value, expected, "{text}");
        }
        for text in ["月结", "30/60", "次月15日", "2/10 n/30", "30个工作日", "30-60"] {
            assert!(days(text).is_err(), "{text}");
        }
    }
}
