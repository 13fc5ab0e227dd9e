//! What a listener writes itself: it is not told of that, or each answer would be a new change to
//! answer.

use std::cell::RefCell;

/// Changes of one book, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) book: i64,
    pub(crate) first: i64,
    pub(crate) last: i64,
}

#[derive(Default)]
struct Own {
    /// What the transaction under way on this thread has written, if it has written yet.
    pending: Option<Written>,
    kept: Vec<Written>,
}

thread_local! {
    static OWN: RefCell<Option<Own>> = const { RefCell::new(None) };
}

/// Notes what a transaction on this thread has written and may yet take back.
pub(super) fn note(written: Written) {
    OWN.with_borrow_mut(|own| {
        if let Some(own) = own {
            own.pending = Some(written);
        }
    });
}

/// The transaction under way on this thread was committed.
pub(crate) fn committed() {
    OWN.with_borrow_mut(|own| {
        if let Some(own) = own {
            own.kept.extend(own.pending.take());
        }
    });
}

/// Runs a listener, and returns what it wrote on this thread.
pub(crate) fn written_by<T>(listener: impl FnOnce() -> T) -> (T, Vec<Written>) {
    OWN.set(Some(Own::default()));
    let value = listener();
    (value, OWN.take().map_or_else(Vec::new, |own| own.kept))
}
