//! How Chinese characters are read, in pinyin without tones: the usual reading of each, and for
//! surnames, places and trades the other one that people type.

use std::collections::HashSet;
use std::sync::OnceLock;

use pinyin::ToPinyin;

/// Characters with more than one reading that names are typed by; the usual one first. Every
/// reading that a dictionary has would find too much: 许 is no hu.
const SEVERAL: &[(char, &[&str])] = &[
    ('单', &["dan", "shan"]),
    ('曾', &["zeng", "ceng"]),
    ('仇', &["chou", "qiu"]),
    ('解', &["jie", "xie"]),
    ('查', &["cha", "zha"]),
    ('盖', &["gai", "ge"]),
    ('翟', &["zhai", "di"]),
    ('区', &["qu", "ou"]),
    ('朴', &["pu", "piao"]),
    ('覃', &["qin", "tan"]),
    ('缪', &["miao", "mou"]),
    ('尉', &["wei", "yu"]),
    ('俟', &["qi", "si"]),
    ('乐', &["le", "yue"]),
    ('员', &["yuan", "yun"]),
    ('祭', &["ji", "zhai"]),
    ('繁', &["fan", "po"]),
    ('秘', &["mi", "bi"]),
    ('种', &["zhong", "chong"]),
    ('折', &["zhe", "she"]),
    ('召', &["zhao", "shao"]),
    ('卜', &["bu", "bo"]),
    ('洗', &["xi", "xian"]),
    ('贾', &["jia", "gu"]),
    ('角', &["jiao", "jue"]),
    ('谌', &["chen", "shen"]),
    ('宓', &["mi", "fu"]),
    ('句', &["ju", "gou"]),
    ('车', &["che", "ju"]),
    ('隗', &["wei", "kui"]),
    ('晟', &["sheng", "cheng"]),
    ('重', &["zhong", "chong"]),
    ('长', &["chang", "zhang"]),
    ('行', &["xing", "hang"]),
    ('厦', &["sha", "xia"]),
    ('都', &["du", "dou"]),
    ('藏', &["cang", "zang"]),
    ('蔚', &["wei", "yu"]),
    ('传', &["chuan", "zhuan"]),
    ('会', &["hui", "kuai"]),
    ('调', &["diao", "tiao"]),
    ('参', &["can", "shen"]),
    ('朝', &["chao", "zhao"]),
    ('柏', &["bai", "bo"]),
    ('六', &["liu", "lu"]),
    ('泌', &["mi", "bi"]),
    ('莘', &["xin", "shen"]),
    ('浒', &["hu", "xu"]),
    ('铅', &["qian", "yan"]),
    ('番', &["fan", "pan"]),
    ('涡', &["wo", "guo"]),
    ('蚌', &["bang", "beng"]),
    ('荥', &["xing", "ying"]),
    ('率', &["shuai", "lu"]),
    ('弹', &["dan", "tan"]),
    ('模', &["mo", "mu"]),
    ('盛', &["sheng", "cheng"]),
    ('宿', &["su", "xiu"]),
    ('校', &["xiao", "jiao"]),
    ('薄', &["bo", "bao"]),
    ('露', &["lu", "lou"]),
    ('壳', &["ke", "qiao"]),
];

/// The readings by which a character of a name is typed, the usual one first; none for what is no
/// Chinese character. `ü` is written `u`, as in `lu` for 吕.
#[must_use]
pub fn readings(character: char) -> Vec<String> {
    if let Some((_, several)) = SEVERAL.iter().find(|(known, _)| *known == character) {
        return several.iter().map(|&reading| reading.to_owned()).collect();
    }
    character.to_pinyin().map(|found| plain(found.plain())).into_iter().collect()
}

/// Whether a text is the reading of some character.
#[must_use]
pub fn is_syllable(text: &str) -> bool {
    syllables().contains(text)
}

/// Whether some character's reading begins with a text.
#[must_use]
pub fn begins_syllable(text: &str) -> bool {
    !text.is_empty() && syllables().iter().any(|syllable| syllable.starts_with(text))
}

fn plain(reading: &str) -> String {
    reading.replace('ü', "u")
}

/// All syllables of the characters in use.
fn syllables() -> &'static HashSet<String> {
    static SYLLABLES: OnceLock<HashSet<String>> = OnceLock::new();
    SYLLABLES.get_or_init(|| {
        let characters = '\u{4e00}'..='\u{9fff}';
        let found = characters.filter_map(|character| character.to_pinyin());
        // 嗯 and 呣 are read without a vowel: no initials, and in no name.
        let has_vowel = |text: &String| text.contains(['a', 'e', 'i', 'o', 'u']);
        found.map(|found| plain(found.plain())).filter(has_vowel).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_read_as_people_type_them() {
        for (character, expected) in [
            ('单', &["dan", "shan"][..]),
            ('吕', &["lu"]),
            ('杭', &["hang"]),
            ('曾', &["zeng", "ceng"]),
            ('许', &["xu"]),
            ('a', &[]),
            ('が', &[]),
        ] {
            assert_eq!(readings(character), expected, "{character}");
        }
        assert!(is_syllable("zhuang") && is_syllable("a") && !is_syllable("zh"));
        assert!(begins_syllable("zh") && begins_syllable("a") && !begins_syllable("v"));
        assert!((350..450).contains(&syllables().len()), "{}", syllables().len());
    }

    #[test]
    fn those_with_several_stand_once_and_the_usual_reading_comes_first() {
        let mut seen = HashSet::new();
        for (character, several) in SEVERAL {
            assert!(seen.insert(character) && several.len() > 1, "{character}");
            assert!(several.iter().all(|reading| is_syllable(reading)), "{character}");
            let mut known = Vec::new();
            if let Some(multi) = pinyin::ToPinyinMulti::to_pinyin_multi(character) {
                known.extend((0..multi.count()).filter_map(|at| multi.get_opt(at)));
            }
            let known: Vec<String> = known.iter().map(|it| plain(it.plain())).collect();
            // The other one may be a surname's alone.
            assert!(known.iter().any(|it| it == several[0]), "{character} {known:?}");
        }
    }
}
