//! An address as one line, as documents print it.

use crate::customers::model::Address;

/// The address in one line: the largest part first and nothing between when it is written in
/// Chinese, Japanese or Korean, else the street first and commas between.
pub(crate) fn in_one_line(address: &Address) -> String {
    let parts =
        [&address.country, &address.province, &address.city, &address.district, &address.street];
    let mut parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    // 北京市 is province and city at once: say it once.
    parts.dedup();
    let postal_code = address.postal_code.as_deref();
    if parts.iter().any(|part| part.chars().any(is_east_asian)) {
        let line = parts.concat();
        return match postal_code {
            Some(code) if !line.is_empty() => format!("{code} {line}"),
            _ => line,
        };
    }
    parts.reverse();
    if let Some(code) = postal_code {
        // Before the country, which comes last.
        let place = parts.len() - usize::from(address.country.is_some() && !parts.is_empty());
        parts.insert(place, code);
    }
    parts.join(", ")
}

fn is_east_asian(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn chinese_goes_down_and_latin_goes_up() {
        let address = Address {
            province: some("上海市"),
            city: some("上海市"),
            district: some("浦东新区"),
            street: some("世纪大道1号"),
            postal_code: some("200120"),
            ..Address::default()
        };
        assert_eq!(in_one_line(&address), "200120 上海市浦东新区世纪大道1号");
        let address = Address {
            country: some("Germany"),
            city: some("Berlin"),
            street: some("Unter den Linden 1"),
            postal_code: some("10117"),
            ..Address::default()
        };
        assert_eq!(in_one_line(&address), "Unter den Linden 1, Berlin, 10117, Germany");
        let recipient = Address { recipient: some("王"), ..Address::default() };
        assert_eq!(in_one_line(&recipient), "");
    }
}
