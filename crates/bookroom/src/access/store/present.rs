//! How the present images of operators, teams, roles and duty rules are loaded.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{OperatorRow, RoleRow, TeamRow};
use crate::access::model::Operator;
use crate::access::rules;
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    duty_rule, operator, operator_role, role, role_field, role_grant, team,
};
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[
    Present {
        kind: "operator",
        stamps: &["version", "created_at"],
        free: &["locked_until", "last_sign_in_at"],
        ids: ids_of!(operator),
        load: operators,
        ..Present::PLAIN
    },
    Present { kind: "team", ids: ids_of!(team), load: teams, ..Present::PLAIN },
    Present {
        kind: "role",
        sets: &["grants", "fields"],
        ids: ids_of!(role),
        load: roles,
        ..Present::PLAIN
    },
    Present {
        kind: "duty_rule",
        stamps: &[],
        keyed: true,
        ids: |_, _, after, _| Ok((after < 0).then_some(0).into_iter().collect()),
        load: duty_rules,
        ..Present::PLAIN
    },
];

/// What the change log keeps of an operator: besides the record what nobody shows, and of the
/// password's hash a digest, so that verification sees that it was put there by a change.
#[derive(Serialize)]
pub(crate) struct OperatorImage {
    #[serde(flatten)]
    operator: Operator,
    password: String,
    password_changed_at: Option<DateTime<Utc>>,
    session_epoch: i64,
    created_at: Option<DateTime<Utc>>,
}

impl OperatorRow {
    /// What the change log keeps of it.
    pub(crate) fn image(&self, roles: Vec<String>) -> OperatorImage {
        let mut hasher = Sha256::new();
        hasher.update(b"bookroom password 1\0");
        hasher.update(self.book_id.to_be_bytes());
        hasher.update(self.id.to_be_bytes());
        hasher.update(&self.password_hash);
        OperatorImage {
            operator: self.record(roles),
            password: hex::encode(hasher.finalize()),
            password_changed_at: DateTime::from_timestamp_micros(self.password_changed_at),
            session_epoch: self.session_epoch,
            created_at: DateTime::from_timestamp_micros(self.created_at),
        }
    }
}

fn operators(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let mut rows: Vec<OperatorRow> = Vec::with_capacity(ids.len());
    let mut held: HashMap<i64, Vec<i64>> = HashMap::new();
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            operator::table
                .filter(operator::book_id.eq(book))
                .filter(operator::id.eq_any(chunk))
                .order(operator::id)
                .select(OperatorRow::as_select())
                .load::<OperatorRow>(conn)?,
        );
        let pairs: Vec<(i64, i64)> = operator_role::table
            .filter(operator_role::book_id.eq(book))
            .filter(operator_role::operator_id.eq_any(chunk))
            .select((operator_role::operator_id, operator_role::role_id))
            .load(conn)?;
        for (operator, role) in pairs {
            held.entry(operator).or_default().push(role);
        }
    }
    let codes: BTreeMap<i64, String> = role::table
        .filter(role::book_id.eq(book))
        .select((role::id, role::code))
        .load::<(i64, String)>(conn)?
        .into_iter()
        .collect();
    let live = |row: OperatorRow| {
        let roles = held.remove(&row.id).unwrap_or_default();
        let code = |id: i64| codes.get(&id).cloned().unwrap_or_else(|| format!("#{id}"));
        let mut roles: Vec<String> = roles.into_iter().map(code).collect();
        roles.sort_unstable();
        let mut live = Live::of(row.id, &row.image(roles))?;
        live.check("sign_in_key", row.sign_in_key == rules::sign_in_key(&row.sign_in_name));
        Ok(live)
    };
    rows.into_iter().map(live).collect()
}

fn teams(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let rows: Vec<TeamRow> = team::table
        .filter(team::book_id.eq(book.id.0))
        .filter(team::id.eq_any(ids))
        .order(team::id)
        .select(TeamRow::as_select())
        .load(conn)?;
    rows.into_iter().map(|row| Live::of(row.id, &row.record())).collect()
}

/// Straight from the rows: what reads roles for use passes over permissions it does not know, and
/// gives the owner all.
fn roles(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let rows: Vec<RoleRow> = role::table
        .filter(role::book_id.eq(book))
        .filter(role::id.eq_any(ids))
        .order(role::id)
        .select(RoleRow::as_select())
        .load(conn)?;
    let grants: Vec<(i64, String, String)> = role_grant::table
        .filter(role_grant::book_id.eq(book))
        .filter(role_grant::role_id.eq_any(ids))
        .select((role_grant::role_id, role_grant::permission, role_grant::scope))
        .load(conn)?;
    let fields: Vec<(i64, String, String)> = role_field::table
        .filter(role_field::book_id.eq(book))
        .filter(role_field::role_id.eq_any(ids))
        .select((role_field::role_id, role_field::field, role_field::access))
        .load(conn)?;
    let of = |pairs: &[(i64, String, String)], id: i64, names: [&str; 2]| -> Vec<Value> {
        let own = pairs.iter().filter(|pair| pair.0 == id);
        own.map(|(_, one, other)| json!({ names[0]: one, names[1]: other })).collect()
    };
    let live = |row: RoleRow| {
        let image = json!({
            "id": row.id,
            "code": row.code,
            "label_zh": row.label_zh,
            "label_en": row.label_en,
            "ready_made": row.ready_made,
            "version": row.version,
            "grants": of(&grants, row.id, ["permission", "reach"]),
            "fields": of(&fields, row.id, ["field", "right"]),
        });
        Live::of(row.id, &image)
    };
    rows.into_iter().map(live).collect()
}

fn duty_rules(conn: &mut Conn, book: &BookInfo, _: &[i64]) -> Result<Vec<Live>> {
    let rows: Vec<(String, bool)> = duty_rule::table
        .filter(duty_rule::book_id.eq(book.id.0))
        .select((duty_rule::code, duty_rule::enforced))
        .load(conn)
        .map_err(Error::from)?;
    let image: Map<String, Value> =
        rows.into_iter().map(|(code, enforced)| (code, enforced.into())).collect();
    Ok(vec![Live { id: 0, image, wrong: Vec::new() }])
}
