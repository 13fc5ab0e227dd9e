//! The guide, by what one wants to do: the pages of `docs/guide`, here with links into this
//! reference. Each program on them is run by the tests.

/// Makes a page. Links between pages are given here first, and so lead to modules instead of files.
macro_rules! pages {
    ($($name:ident $file:literal)*) => {$(
        #[doc = "[guide]: crate::guide"]
        #[doc = "[open-and-back-up]: crate::guide::open_and_back_up"]
        #[doc = "[import]: crate::guide::import"]
        #[doc = "[bill]: crate::guide::bill"]
        #[doc = "[collect]: crate::guide::collect"]
        #[doc = "[follow-up]: crate::guide::follow_up"]
        #[doc = "[correct]: crate::guide::correct"]
        #[doc = "[permissions]: crate::guide::permissions"]
        #[doc = "[rules-and-listeners]: crate::guide::rules_and_listeners"]
        #[doc = "[exports]: crate::guide::exports"]
        #[doc = "[errors]: crate::guide::errors"]
        #[doc = ""]
        #[doc = include_str!(concat!("../docs/guide/", $file, ".md"))]
        pub mod $name {}
    )*};
}

pages! {
    open_and_back_up "open-and-back-up"
    import "import"
    bill "bill"
    collect "collect"
    follow_up "follow-up"
    correct "correct"
    permissions "permissions"
    rules_and_listeners "rules-and-listeners"
    exports "exports"
    errors "errors"
}
