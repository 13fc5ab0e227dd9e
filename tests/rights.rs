//! Rights hold: nobody hands out, lifts, learns or keeps what they may not, by any route.

mod erased;
mod erasure;
mod escalation;
mod keys;
pub mod minimal;
mod reach;
mod reads;
mod sign_in;

use bookroom::access::model::NewRole;
use bookroom::access::permission::{FieldRule, Grant, Permission, Reach};

/// A role with these permissions, as far as each can reach.
pub fn role(code: &str, grants: &[(Permission, Reach)], fields: Vec<FieldRule>) -> NewRole {
    let grant = |&(permission, reach): &(Permission, Reach)| Grant { permission, reach };
    NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants: grants.iter().map(grant).collect(),
        fields,
    }
}
