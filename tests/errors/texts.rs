//! The catalogue of codes as people read it.

use bookroom::error::Code;

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
