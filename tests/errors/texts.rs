//! The catalogue of codes as people read it.

use bookroom::Bookroom;
use bookroom::book::NewBook;
use bookroom::error::Code;
use bookroom::values::Language;

#[test]
fn texts_exist_in_both_languages_and_slugs_are_distinct() {
    let mut slugs: Vec<&str> = Code::ALL.iter().map(|code| code.slug()).collect();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), Code::ALL.len());
    for code in Code::ALL {
        assert!(code.text_en().ends_with('.') && code.text_en().is_ascii(), "{code:?}");
        assert!(code.text_zh().ends_with('。'), "{code:?}");
    }
}

#[test]
fn an_error_speaks_the_language_it_is_asked_for() {
    let error = Bookroom::open(":memory:")
        .unwrap()
        .create_book(&NewBook::chinese("", "boss", "short"))
        .unwrap_err();
    let (chinese, english) = (error.text(Language::Chinese), error.text(Language::English));
    assert!(chinese.contains("name: 必须填写。") && english.contains("name: A value is required."));
    // What would be right stands in the text.
    for text in [chinese, english] {
        assert!(text.contains("why=too_short, min_length="), "{text}");
    }
}
