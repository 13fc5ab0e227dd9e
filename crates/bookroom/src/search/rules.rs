//! What was typed, taken apart; how a record's texts fit it; and the order of what is found.

use super::model::{SearchFit, SearchQuery};
use crate::index::{Class, Part, Reading, Span, Token, characters, folded, span_of, ways};
use crate::values::{Check, contact_points};

/// The longest text that is looked for, in characters.
const TEXT_LIMIT: usize = 200;
/// The most hits of one search, and how many there are when nothing is said.
const LIMIT: u32 = 200;
const USUAL: u32 = 20;
/// So many digits and signs of phones alone are one number, however they are parted.
const NUMBER: usize = 5;

/// What is looked for, and how many are wanted; none when no letter or digit is left.
pub(super) fn read(
    query: &SearchQuery,
    region: &str,
    check: &mut Check,
) -> (Option<Sought>, usize) {
    let limit = query.limit.unwrap_or(USUAL);
    check.require((1..=LIMIT).contains(&limit), "limit", crate::error::Code::OutOfRange);
    let text = check.sought_text("text", Some(&query.text), TEXT_LIMIT);
    check.require(text.is_some(), "text", crate::error::Code::Required);
    (
        text.and_then(|text| Sought::of(&text, region)),
        usize::try_from(limit.clamp(1, LIMIT)).unwrap_or(1),
    )
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sought {
    /// All must be found in a record.
    pub(super) words: Vec<Word>,
    /// All of it, for telling what fits best.
    whole: Word,
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its folded characters.
    pub(super) text: Vec<char>,
    /// As a phone number is kept, when that differs.
    pub(super) phone: Option<Vec<char>>,
    /// How it may have been typed for a name.
    pub(super) ways: Vec<Vec<Token>>,
}

impl Word {
    fn of(text: &str, region: &str) -> Option<Self> {
        let (characters, _) = characters(&folded(text));
        if characters.is_empty() {
            return None;
        }
        let phone = contact_points::phone(text, region);
        let key: Vec<char> = phone.key.chars().collect();
        let phone = (phone.is_recognised() && key != characters).then_some(key);
        Some(Self { ways: ways(&characters), text: characters, phone })
    }

    /// Whether parts of a kind of text are looked for at all.
    fn is_enough(&self, part: Part) -> bool {
        self.text.len() >= part.least() || self.text.iter().any(|it| !it.is_ascii())
    }

    /// Where the index is looked into, of which any will do: each range holds all that fits.
    fn open(&self, kind: i64) -> Vec<Span> {
        let last = self.text.len().saturating_sub(3);
        let mut places = vec![0, last / 3, last * 2 / 3, last];
        places.dedup();
        places.iter().map(|&at| span_of(kind, Class::Open, &self.text, at)).collect()
    }
}

impl Sought {
    fn of(text: &str, region: &str) -> Option<Self> {
        let is_number = text.chars().filter(char::is_ascii_digit).count() >= NUMBER
            && text.chars().all(|it| {
                it.is_ascii_digit() || it.is_whitespace() || matches!(it, '+' | '-' | '(' | ')')
            });
        let whole = Word::of(text, region)?;
        let words = match is_number {
            true => vec![whole.clone()],
            false => text.split_whitespace().filter_map(|it| Word::of(it, region)).collect(),
        };
        Some(Self { words, whole })
    }

    /// How a record fits, if it does: by the texts that may be read. The number of the text comes
    /// with it.
    pub(super) fn fit(&self, texts: &[(Part, String)], may: impl Fn(Part) -> bool) -> Option<Fit> {
        let texts = read_texts(texts, may);
        let best = |word: &Word| best_of(&texts, word);
        let mut found: Option<Fit> = None;
        for word in &self.words {
            let fit = best(word)?;
            found = Some(found.map_or(fit, |found| found.max(fit)));
        }
        let whole = if self.words.len() > 1 { best(&self.whole) } else { None };
        found.map(|found| whole.map_or(found, |whole| whole.min(found)))
    }

    /// How each of the words fits a record, if it does.
    pub(super) fn fit_each(
        &self,
        texts: &[(Part, String)],
        may: impl Fn(Part) -> bool,
    ) -> Vec<Option<Fit>> {
        let texts = read_texts(texts, may);
        self.words.iter().map(|word| best_of(&texts, word)).collect()
    }
}

/// The texts that may be read, each with its number.
fn read_texts(texts: &[(Part, String)], may: impl Fn(Part) -> bool) -> Vec<(usize, Part, Text)> {
    let numbered = texts.iter().enumerate().filter(|(_, (part, _))| may(*part));
    numbered.map(|(at, (part, text))| (at, *part, Text::of(text))).collect()
}

fn best_of(texts: &[(usize, Part, Text)], word: &Word) -> Option<Fit> {
    texts.iter().filter_map(|(at, part, text)| text.fit(*at, *part, word)).min()
}

/// How a record fits; the better is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    pub(super) how: SearchFit,
    /// Later in the text, by pinyin.
    is_later: bool,
    pub(super) part: Part,
    /// The number of the text.
    pub(super) text: usize,
}

impl Fit {
    /// Whether a name is read so only from a later character on.
    pub(super) fn is_later(&self) -> bool {
        self.is_later
    }

    /// A record of a customer that was found by a text of a kind.
    pub(super) fn by_customer(part: Part) -> Self {
        Self { how: SearchFit::Customer, is_later: false, part, text: usize::MAX }
    }

    /// A record that was found by some words, as its customer was by the others.
    pub(super) fn beside_customer(self) -> Self {
        Self { how: SearchFit::Customer, ..self }
    }
}

/// A text of a record.
struct Text {
    characters: Vec<char>,
    starts: Vec<usize>,
}

impl Text {
    fn of(text: &str) -> Self {
        let (characters, starts) = characters(text);
        Self { characters, starts }
    }

    fn fit(&self, number: usize, part: Part, word: &Word) -> Option<Fit> {
        let fit = |how, is_later| Some(Fit { how, is_later, part, text: number });
        let phone = word.phone.iter().filter(|_| Class::of(part) == Class::Channel);
        let forms = std::iter::once(&word.text).chain(phone);
        let how = forms.filter_map(|text| self.place(part, text)).min();
        if let Some(how) = how.filter(|_| word.is_enough(part)) {
            return fit(how, false);
        }
        if part != Part::Name || word.ways.is_empty() {
            return None;
        }
        let reading = Reading::of(&self.characters);
        let at = word.ways.iter().filter_map(|way| reading.find(way)).min()?;
        fit(SearchFit::Pinyin, at > 0)
    }

    fn place(&self, part: Part, sought: &[char]) -> Option<SearchFit> {
        let length = self.characters.len();
        let last = length.checked_sub(sought.len())?;
        let stands = |&at: &usize| {
            self.characters[at..].starts_with(sought) && part.begins(at, length, &self.starts)
        };
        let places: Vec<usize> = (0..=last).filter(stands).collect();
        let first = *places.first()?;
        Some(if first == 0 && sought.len() == length {
            SearchFit::Whole
        } else if first == 0 {
            SearchFit::Start
        } else if places.iter().any(|at| self.starts.contains(at)) {
            SearchFit::Word
        } else {
            SearchFit::Within
        })
    }
}

/// Where the index is looked into for a word, in this order: each step is a choice of ranges, of
/// which any will do.
pub(super) fn steps(kind: i64, word: &Word, parts: &[Part]) -> Vec<Vec<Span>> {
    let mut steps = vec![vec![span_of(kind, Class::Start, &word.text, 0)], word.open(kind)];
    steps.extend(word.ways.iter().map(|way| vec![Reading::span(kind, way)]));
    let mut classes: Vec<Class> = parts
        .iter()
        .filter(|part| word.is_enough(**part))
        .map(|part| Class::of(*part))
        .filter(|class| *class != Class::Open)
        .collect();
    classes.sort_unstable();
    classes.dedup();
    for class in classes {
        steps.push(vec![span_of(kind, class, &word.text, 0)]);
        let phone = word.phone.iter().filter(|_| class == Class::Channel);
        steps.extend(phone.map(|phone| vec![span_of(kind, class, phone, 0)]));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sought(text: &str) -> Sought {
        Sought::of(text, "CN").unwrap()
    }

    fn how(texts: &[(Part, &str)], text: &str) -> Option<SearchFit> {
        let texts: Vec<(Part, String)> =
            texts.iter().map(|(part, text)| (*part, (*text).to_owned())).collect();
        sought(text).fit(&texts, |part| part != Part::Account).map(|fit| fit.how)
    }

    #[test]
    fn the_better_fit_comes_first() {
        let texts = [
            (Part::Name, "杭州青禾 abc 科技有限公司"),
            (Part::Code, "k 007"),
            (Part::Phone, "13812345678"),
            (Part::Account, "6222020200112233"),
        ];
        for (text, expected) in [
            ("杭州青禾ABC科技有限公司", Some(SearchFit::Whole)),
            ("K-007", Some(SearchFit::Whole)),
            ("杭州", Some(SearchFit::Start)),
            ("abc", Some(SearchFit::Word)),
            ("青禾", Some(SearchFit::Within)),
            ("hzqh", Some(SearchFit::Pinyin)),
            ("qinghe", Some(SearchFit::Pinyin)),
            ("138 1234", Some(SearchFit::Start)),
            ("+86 138-1234-5678", Some(SearchFit::Whole)),
            ("5678", Some(SearchFit::Within)),
            ("科技 杭州", Some(SearchFit::Word)),
            ("科技 北京", None),
            ("78", None),
            ("6222", None),
            ("禾青", None),
        ] {
            assert_eq!(how(&texts, text), expected, "{text}");
        }
    }

    #[test]
    fn signs_alone_are_nothing() {
        for text in ["%", "_", "' OR 1=1", "--", "()"] {
            let found = Sought::of(text, "CN");
            assert_eq!(found.is_some(), text.contains('O'), "{text}");
        }
        assert_eq!(sought("🍎").words[0].text, ['🍎']);
    }
}
