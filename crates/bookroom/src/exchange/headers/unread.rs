//! Headings that are not understood: whether they speak of money that may change what a line comes
//! to.

use std::sync::OnceLock;

use super::parse::plain;
use super::words::WORDS;

/// The words of one kind: those in Chinese, which stand within others, and those of Latin letters.
struct Words {
    within: Vec<String>,
    alone: Vec<&'static str>,
}

impl Words {
    fn of(value: &str) -> Self {
        let start = format!("unread,{value},");
        let lines = WORDS.lines().filter_map(|line| line.strip_prefix(start.as_str()));
        let (alone, within): (Vec<&str>, Vec<&str>) =
            lines.flat_map(|words| words.split('|')).partition(|word| word.is_ascii());
        let within = within.into_iter().map(|word| plain(word).into_iter().collect()).collect();
        Self { within, alone }
    }

    fn stand_in(&self, header: &Header) -> bool {
        self.within.iter().any(|word| header.text.contains(word))
            || header.tokens.iter().any(|token| self.alone.contains(&token.as_str()))
    }

    fn stand_at_end(&self, header: &Header) -> bool {
        let last = header.tokens.iter().rfind(|token| !token.is_empty());
        self.within.iter().any(|word| header.text.ends_with(word))
            || last.is_some_and(|token| self.alone.contains(&token.as_str()))
    }
}

/// A heading in plain characters, and its words of Latin letters.
struct Header {
    text: String,
    tokens: Vec<String>,
}

impl Header {
    fn of(header: &str) -> Self {
        let mut spaced = String::with_capacity(header.len() * 2);
        let mut before = ' ';
        for character in header.chars() {
            if character.is_uppercase() && before.is_lowercase() {
                spaced.push(' ');
            }
            spaced.push(character);
            before = character;
        }
        let words = spaced.split(|character: char| !character.is_alphanumeric());
        let tokens = words.map(|word| {
            let latin: Vec<char> = plain(word).into_iter().filter(char::is_ascii).collect();
            latin.into_iter().collect()
        });
        Self { text: plain(header).into_iter().collect(), tokens: tokens.collect() }
    }
}

struct All {
    adjusts: Words,
    money: Words,
    harmless: Words,
    names: Words,
    takes: Words,
    left: Words,
    counts: Words,
}

fn all() -> &'static All {
    static WORDS: OnceLock<All> = OnceLock::new();
    WORDS.get_or_init(|| All {
        adjusts: Words::of("adjusts"),
        money: Words::of("money"),
        harmless: Words::of("harmless"),
        names: Words::of("names"),
        takes: Words::of("takes"),
        left: Words::of("left"),
        counts: Words::of("counts"),
    })
}

/// Whether a heading speaks of something that is taken off or added: 抹零, 附加费, Surcharge.
pub(crate) fn adjusts(header: &str) -> bool {
    let header = Header::of(header);
    all().adjusts.stand_in(&header) && !all().names.stand_at_end(&header)
}

/// Whether a heading speaks of what columns of amounts leave out: vouchers, rounding off, goods
/// that came back.
pub(crate) fn takes(header: &str) -> bool {
    let (header, words) = (Header::of(header), all());
    let is_other = words.names.stand_at_end(&header) && !words.counts.stand_at_end(&header);
    words.takes.stand_in(&header) && !is_other
}

/// Whether a heading speaks of what is left after something was taken off.
pub(crate) fn is_left(header: &str) -> bool {
    all().left.stand_in(&Header::of(header))
}

/// Whether a heading speaks of a price, an amount or a rate of the line.
pub(crate) fn is_of_money(header: &str) -> bool {
    let (header, words) = (Header::of(header), all());
    let is_other = words.harmless.stand_in(&header) || words.names.stand_at_end(&header);
    words.money.stand_in(&header) && !is_other
}
