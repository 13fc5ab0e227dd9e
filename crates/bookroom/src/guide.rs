//! The guide, by what one wants to do: the pages of `docs/guide`, here with links into this
//! reference. Each program on them is run by the tests.

/// Makes a page. Links between pages are given here first, and so lead to modules instead of files.
macro_rules! pages {
    ($($name:ident $file:literal)*) => {$(
        #[doc = "[guide]: super"]
        #[doc = "[open-and-back-up]: super::open_and_back_up"]
        #[doc = "[import]: super::import"]
        #[doc = "[bill]: super::bill"]
        #[doc = "[collect]: super::collect"]
        #[doc = "[correct]: super::correct"]
        #[doc = "[permissions]: super::permissions"]
        #[doc = "[rules-and-listeners]: super::rules_and_listeners"]
        #[doc = "[exports]: super::exports"]
        #[doc = "[errors]: super::errors"]
        #[doc = "[servers]: super::servers"]
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
    correct "correct"
    permissions "permissions"
    rules_and_listeners "rules-and-listeners"
    exports "exports"
    errors "errors"
    servers "servers"
}
