//! Rows of roles, their permissions and field rules.

use diesel::prelude::*;

use crate::access::model::Role;
use crate::error::{Error, Result};
use crate::rights::permission::{FieldRule, Grant, Permission};
use crate::rights::permit::RoleRights;
use crate::rights::store::load_rights;
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::insert::insert_all;
use crate::store::schema::{role, role_field, role_grant};
use crate::values::RoleId;

/// A row of `role`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = role, primary_key(book_id, id), treat_none_as_default_value = false)]
pub(crate) struct RoleRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) code: String,
    pub(crate) label_zh: String,
    pub(crate) label_en: String,
    pub(crate) ready_made: bool,
    pub(crate) version: i64,
}

/// All roles of a book, by code.
pub(crate) fn load_roles(conn: &mut Conn, book: i64) -> Result<Vec<Role>> {
    let rows: Vec<RoleRow> = role::table
        .filter(role::book_id.eq(book))
        .order(role::code)
        .select(RoleRow::as_select())
        .load(conn)?;
    let mut rights = load_rights(conn, book)?;
    let record = |row: RoleRow| {
        let held = rights.remove(&row.id);
        let RoleRights { grants, fields } = held.unwrap_or_default();
        let RoleRow { id, code, label_zh, label_en, ready_made, version, .. } = row;
        Role { id: RoleId(id), code, label_zh, label_en, ready_made, grants, fields, version }
    };
    Ok(rows.into_iter().map(record).collect())
}

/// Writes a new role with its rights.
pub(crate) fn insert_role(conn: &mut Conn, book: i64, role: &Role) -> Result<()> {
    let row = role_row(book, role);
    each!(conn, c => diesel::insert_into(role::table).values(&row).execute(c))?;
    insert_rights(conn, book, role)
}

fn role_row(book: i64, role: &Role) -> RoleRow {
    RoleRow {
        book_id: book,
        id: role.id.0,
        code: role.code.clone(),
        label_zh: role.label_zh.clone(),
        label_en: role.label_en.clone(),
        ready_made: role.ready_made,
        version: role.version,
    }
}

#[derive(Insertable)]
#[diesel(table_name = role_grant)]
struct GrantRow<'r> {
    book_id: i64,
    role_id: i64,
    permission: &'r str,
    scope: &'r str,
}

#[derive(Insertable)]
#[diesel(table_name = role_field)]
struct FieldRow<'r> {
    book_id: i64,
    role_id: i64,
    field: &'r str,
    access: &'r str,
}

fn insert_rights(conn: &mut Conn, book: i64, role: &Role) -> Result<()> {
    let role_id = role.id.0;
    let grant = |grant: &Grant| GrantRow {
        book_id: book,
        role_id,
        permission: grant.permission.slug(),
        scope: grant.reach.slug(),
    };
    let grants: Vec<GrantRow<'_>> = role.grants.iter().map(grant).collect();
    insert_all!(conn, role_grant::table, &grants[..]);
    let field = |rule: &FieldRule| FieldRow {
        book_id: book,
        role_id,
        field: rule.field.slug(),
        access: rule.right.slug(),
    };
    let fields: Vec<FieldRow<'_>> = role.fields.iter().map(field).collect();
    insert_all!(conn, role_field::table, &fields[..]);
    Ok(())
}

fn delete_rights(conn: &mut Conn, book: i64, role: RoleId) -> Result<()> {
    diesel::delete(
        role_grant::table
            .filter(role_grant::book_id.eq(book))
            .filter(role_grant::role_id.eq(role.0)),
    )
    .execute(conn)?;
    diesel::delete(
        role_field::table
            .filter(role_field::book_id.eq(book))
            .filter(role_field::role_id.eq(role.0)),
    )
    .execute(conn)?;
    Ok(())
}

/// Writes a changed role if its version is still `seen`; moves the version.
pub(crate) fn save_role(conn: &mut Conn, book: i64, seen: i64, role: &mut Role) -> Result<()> {
    role.version = seen.saturating_add(1);
    let row = role_row(book, role);
    let target = role::table
        .filter(role::book_id.eq(book))
        .filter(role::id.eq(role.id.0))
        .filter(role::version.eq(seen));
    if diesel::update(target).set(&row).execute(conn)? != 1 {
        return Err(Error::version_conflict("role", role.id));
    }
    delete_rights(conn, book, role.id)?;
    insert_rights(conn, book, role)
}

/// Removes a role that nobody has.
pub(crate) fn delete_role(conn: &mut Conn, book: i64, id: RoleId) -> Result<()> {
    delete_rights(conn, book, id)?;
    diesel::delete(role::table.filter(role::book_id.eq(book)).filter(role::id.eq(id.0)))
        .execute(conn)?;
    Ok(())
}

/// The permissions that the roles with these codes hold together.
pub(crate) fn permissions_of(codes: &[String], roles: &[Role]) -> Vec<Permission> {
    let of_codes = roles.iter().filter(|role| codes.contains(&role.code));
    let mut held: Vec<Permission> =
        of_codes.flat_map(|role| &role.grants).map(|grant| grant.permission).collect();
    held.sort_unstable();
    held.dedup();
    held
}
