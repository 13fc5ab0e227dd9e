//! What documents must be like, and their arithmetic.

pub(crate) mod states;

pub(crate) use states::state_after;
