//! How people write the labels of dictionary items.

/// The longest code of an item.
const CODE_LIMIT: usize = 40;

/// The text itself, then what it may stand for: `B级` for `B`, `重点客户` for `重点`, and the part in
/// or before brackets.
pub(crate) fn spellings(text: &str) -> Vec<String> {
    let mut all = vec![text.trim().to_owned()];
    let mut add = |part: &str| {
        let part = part.trim().to_owned();
        if !part.is_empty() && !all.contains(&part) {
            all.push(part);
        }
    };
    for end in ["级", "类", "客户", "级客户", "类客户"] {
        text.trim().strip_suffix(end).into_iter().for_each(&mut add);
    }
    if let Some((before, rest)) = text.split_once(['(', '（']) {
        add(before);
        add(rest.trim_end_matches([')', '）']));
    }
    all
}

/// The code of an item made from its label.
pub(crate) fn code_of(label: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "_-.".contains(character);
    let plain = label.trim().chars().map(|it| if is_plain(it) { it } else { '_' });
    plain.take(CODE_LIMIT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_several_spellings() {
        assert_eq!(spellings("B级"), ["B级", "B"]);
        assert_eq!(spellings("A（重点客户）"), ["A（重点客户）", "A", "重点客户"]);
        assert_eq!(spellings("VIP"), ["VIP"]);
        assert_eq!(code_of("IT/通信 设备"), "IT_通信_设备");
    }
}
