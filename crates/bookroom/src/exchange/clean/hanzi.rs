//! Numbers written in Chinese characters: amounts in capitals (壹佰元整) and dates (二〇二六年).
//!
//! Libraries read 一百二 as 120 and take digits in any order; of an amount that is a guess, so what
//! is not written by the rules of cheques is no number here.

use rust_decimal::Decimal;

use crate::exchange::headers::words;

/// An amount in Chinese characters, with the currencies it may be in.
pub(super) struct Written {
    pub(super) value: Decimal,
    pub(super) currency: Option<&'static str>,
}

/// An amount such as 壹万贰仟叁佰肆拾伍元陆角柒分, 人民币壹佰元整, 负伍角; none for anything else.
pub(super) fn amount(text: &str) -> Option<Written> {
    let mut rest = text.trim_matches([' ', ':', '(', ')']);
    for word in ["大写金额", "大寫金額", "金额大写", "大写", "大寫"] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start_matches([' ', ':', ')']);
    }
    // 五 alone is a word; an amount has a unit, or the characters of cheques.
    let is_written = |it: char| "元圆圓角分整正壹贰貳叁參肆伍陆陸柒捌玖拾佰仟".contains(it);
    rest.contains(is_written).then_some(())?;
    let is_numeral = |it: char| digit(it).is_some() || matches!(it, '负' | '負' | '拾' | '十');
    let start = rest.find(is_numeral)?;
    let (prefix, numerals) = rest.split_at(start);
    let mut currency = None;
    if !prefix.trim().is_empty() {
        let (codes, left) = words::currency_in(prefix.trim().trim_end_matches(':'))?;
        left.trim().is_empty().then_some(())?;
        currency = Some(codes);
    }
    let is_negative = numerals.starts_with(['负', '負']);
    let numerals = numerals.trim_start_matches(['负', '負']);
    let cents = cents(&numerals.replace(' ', ""))?;
    let value = Decimal::try_from_i128_with_scale(i128::from(cents), 2).ok()?.normalize();
    let value = if is_negative && !value.is_zero() { -value } else { value };
    Some(Written { value, currency })
}

/// The hundredths of an amount without sign and currency's name.
fn cents(text: &str) -> Option<u64> {
    let text = text.strip_suffix(['整', '正']).unwrap_or(text);
    let (whole, parts) = match text.find(['元', '圆', '圓']) {
        Some(at) => {
            let sign = text.get(at..)?.chars().next()?;
            (number(text.get(..at)?)?, text.get(at + sign.len_utf8()..)?)
        }
        None if text.contains(['角', '分']) => (0, text),
        None => (number(text)?, ""),
    };
    let mut rest = parts.strip_prefix(['零', '〇']).unwrap_or(parts);
    let mut take = |unit: char| -> Option<u64> {
        let Some((before, after)) = rest.split_once(unit) else { return Some(0) };
        let mut characters = before.chars().skip_while(|it| matches!(it, '零' | '〇'));
        let value = characters.next().and_then(digit)?;
        characters.next().is_none().then_some(())?;
        rest = after;
        Some(value)
    };
    let (tenths, hundredths) = (take('角')?, take('分')?);
    rest.is_empty().then_some(())?;
    whole.checked_mul(100)?.checked_add(tenths * 10 + hundredths)
}

/// A whole number by places: 三千零五, 壹拾万, 十二, 廿一. Digits without places (二六) are none.
pub(super) fn number(text: &str) -> Option<u64> {
    let mut rest = text;
    let mut value = 0_u64;
    let mut is_first = true;
    for (units, zeros) in [(['亿', '億'], 100_000_000_u64), (['万', '萬'], 10_000)] {
        if let Some(at) = rest.rfind(units) {
            let unit = rest.get(at..)?.chars().next()?;
            let section = rest.get(..at)?;
            // 一万亿: what stands before 亿 has ten thousands of its own.
            let count = if zeros > 10_000 && section.contains(['万', '萬']) {
                number(section)?
            } else {
                below_ten_thousand(section, is_first)?
            };
            value = value.checked_add(count.checked_mul(zeros)?)?;
            rest = rest.get(at + unit.len_utf8()..)?;
            is_first = false;
        }
    }
    match (rest.is_empty(), is_first) {
        (true, true) => None,
        (true, false) => Some(value),
        _ => value.checked_add(below_ten_thousand(rest, is_first)?),
    }
}

/// A section of four places. One that does not come first must show its places: 一万二 is two
/// numbers.
fn below_ten_thousand(text: &str, is_first: bool) -> Option<u64> {
    let mut value = 0_u64;
    let mut open: Option<u64> = None;
    let mut last = if is_first { 10_000_u64 } else { 100_000 };
    let mut has_zero = false;
    let mut count = 0;
    for character in text.chars() {
        count += 1;
        let place = match character {
            '千' | '仟' => 1000,
            '百' | '佰' => 100,
            '十' | '拾' => 10,
            '廿' | '卅' => {
                (value == 0 && open.is_none()).then_some(())?;
                (value, last) = (if character == '廿' { 20 } else { 30 }, 10);
                continue;
            }
            _ => {
                let found = digit(character)?;
                open.is_none().then_some(())?;
                if found == 0 {
                    has_zero = true;
                } else {
                    open = Some(found);
                }
                continue;
            }
        };
        let digit = match open.take() {
            Some(digit) => digit,
            None if place == 10 && (value == 0 || has_zero) && count <= 2 => 1,
            None => return None,
        };
        (place < last).then_some(())?;
        value += digit * place;
        (last, has_zero) = (place, false);
    }
    if let Some(digit) = open {
        // The ones follow the tens, or a zero that says that places are left out.
        (last == 10 || has_zero || (last == 10_000 && count == 1)).then_some(())?;
        value += digit;
    }
    (count > 0).then_some(value)
}

/// A date with Chinese numerals as one with digits: 二〇二六年六月一日 is 2026年6月1日. What follows
/// the day stays.
pub(super) fn date(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let end = rest.find(['日', '号', '號']);
    let (day, tail) = match end {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if [year, month, day].into_iter().all(|part| is_plain(part.trim())) {
        return None;
    }
    let part = |part: &str| -> Option<u64> {
        let part = part.trim();
        if is_plain(part) { part.parse().ok() } else { number(part) }
    };
    let month = if month.trim() == "元" { 1 } else { part(month)? };
    let digits: Option<String> = year
        .trim()
        .chars()
        .map(|it| char::from_digit(u32::try_from(digit(it)?).ok()?, 10))
        .collect();
    let year = match digits.filter(|digits| digits.len() > 1) {
        Some(digits) => digits,
        None if year.trim() == "元" => "1".to_owned(),
        None if is_plain(year.trim()) => year.trim().to_owned(),
        None => number(year.trim())?.to_string(),
    };
    Some(format!("{year}年{month}月{}{}", part(day)?, if tail.is_empty() { "日" } else { tail }))
}

/// A digit, also in the forms of cheques.
fn digit(character: char) -> Option<u64> {
    Some(match character {
        '零' | '〇' | '○' | '◯' => 0,
        '一' | '壹' | '壱' | '弌' => 1,
        '二' | '贰' | '貳' | '貮' | '弍' | '两' | '兩' => 2,
        '三' | '叁' | '參' | '参' | '叄' | '弎' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_capitals_are_read_by_their_places() {
        for (text, expected) in [
            ("壹佰元整", "100"),
            ("人民币壹佰元整", "100"),
            ("壹万贰仟叁佰肆拾伍元陆角柒分", "12345.67"),
            ("新臺幣壹萬貳仟參佰肆拾伍元正", "12345"),
            ("叁拾元零伍分", "30.05"),
            ("伍角整", "0.5"),
            ("捌分", "0.08"),
            ("壹拾万元整", "100000"),
            ("拾万元整", "100000"),
            ("壹亿零伍万元整", "100050000"),
            ("壹仟零伍拾元整", "1050"),
            ("贰拾圆伍角", "20.5"),
            ("负壹佰元整", "-100"),
            ("零元整", "0"),
            ("大写:壹佰元整", "100"),
            ("一百二十元", "120"),
            ("拾贰", "12"),
            ("一万亿元", "1000000000000"),
            ("叁仟元整", "3000"),
            ("壹万零叁元整", "10003"),
        ] {
            let found = amount(text).map(|it| it.value.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for text in [
            "五",
            "十二",
            "一百二元",
            "一万二元",
            "百元",
            "一二三",
            "壹佰元陆柒分",
            "元整",
            "整",
            "",
            "三三",
            "十百",
            "壹佰佰元",
            "五十家",
            "万",
            "一角二",
            "壹佰元壹元",
            "甲壹佰元整",
        ] {
            assert!(amount(text).is_none(), "{text}");
        }
    }

    #[test]
    fn dates_in_characters_get_digits() {
        for (text, expected) in [
            ("二〇二六年六月一日", "2026年6月1日"),
            ("二零二六年十二月三十一日", "2026年12月31日"),
            ("二○二六年元月廿一日", "2026年1月21日"),
            ("一一五年六月一日", "115年6月1日"),
            ("一百一十五年六月一日", "115年6月1日"),
            ("2026年六月1日", "2026年6月1日"),
            ("二〇二六年六月十号 星期一", "2026年6月10号 星期一"),
        ] {
            assert_eq!(date(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["2026年6月1日", "六月一日", "二〇二六年正月初一", "二〇二六年六一日"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
