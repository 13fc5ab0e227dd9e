//! Changing the chart of accounts.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error, Problem, Result};
use crate::ledger::chart::Chart;
use crate::ledger::model::{
    Account, AccountEdit, AccountKind, AccountRole, CashKind, NewAccount, RoleAccount, Side,
};
use crate::ledger::queries::load_chart;
use crate::ledger::rules::accounts as rules;
use crate::ledger::store::accounts::{self as store, AccountRow, RoleRow};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{AccountId, Check};
use crate::work::{Command, Tx};

/// Adds accounts, all or none; a parent may stand before its children in the same call. The first
/// sub-account of an account takes over its roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddAccounts {
    /// The accounts, at most 10,000.
    pub accounts: Vec<NewAccount>,
}

impl Command for AddAccounts {
    const NAME: &'static str = "ledger.add_accounts";
    const PERMISSION: Permission = Permission::LedgerSetUp;
    const SET_UP: bool = true;
    type Output = Vec<Account>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Account>> {
        let book = tx.book_id();
        let chart = load_chart(tx.conn, book)?;
        let mut check = Check::new();
        check.at_most("accounts", self.accounts.len(), rules::ACCOUNTS_LIMIT);
        let mut rows: Vec<AccountRow> = Vec::with_capacity(self.accounts.len());
        let mut added: HashMap<String, usize> = HashMap::new();
        check.each("accounts", &self.accounts, |check, new| {
            let row = new_row(book, new, &chart, &rows, &added, check);
            added.entry(row.code.clone()).or_insert(rows.len());
            rows.push(row);
        });
        check.finish()?;
        if let Some(at) = rows.iter().position(|row| chart.find(&row.code).is_ok()) {
            let path = format!("accounts[{at}].code");
            return Err(Problem::new(Code::AlreadyExists)
                .at(path)
                .fact("subject", "account")
                .into());
        }
        let first = tx.ids("account", rows.len())?;
        let ids = |at: usize| first + i64::try_from(at).unwrap_or(i64::MAX - first);
        let parents: HashSet<&str> =
            self.accounts.iter().filter_map(|new| new.parent.as_deref()).map(str::trim).collect();
        for (at, (row, new)) in rows.iter_mut().zip(&self.accounts).enumerate() {
            row.id = ids(at);
            row.is_leaf = !parents.contains(row.code.as_str());
            let parent = new.parent.as_deref().map(str::trim);
            row.parent_id = parent.and_then(|code| match added.get(code) {
                Some(&at) => Some(ids(at)),
                None => chart.find(code).ok().map(|row| row.id),
            });
        }
        grow_leaves(permit, tx, &chart, &rows)?;
        store::insert_accounts(tx.conn, &rows)?;
        hand_over_roles(permit, tx, &chart, &rows)?;
        let parents: HashMap<i64, &str> =
            rows.iter().map(|row| (row.id, row.code.as_str())).collect();
        rows.iter()
            .map(|row| {
                let parent = row.parent_id.and_then(|id| {
                    parents.get(&id).copied().or(chart.row(id).map(|row| row.code.as_str()))
                });
                let record = row.record(parent)?;
                tx.note_created(permit, Subject::new("account", record.id), &record)?;
                Ok(record)
            })
            .collect()
    }
}

/// The row of a new account; ids and leaves are filled in later.
fn new_row(
    book_id: i64,
    new: &NewAccount,
    chart: &Chart,
    rows: &[AccountRow],
    added: &HashMap<String, usize>,
    check: &mut Check,
) -> AccountRow {
    let code = rules::check_code(check, &new.code);
    check.require(!added.contains_key(&code), "code", Code::Repeated);
    let (name_zh, name_en) = rules::check_names(check, &new.name_zh, &new.name_en);
    let parent = new.parent.as_deref().map(str::trim).and_then(|code| {
        let earlier = added.get(code).and_then(|&at| rows.get(at));
        let parent = earlier.or_else(|| chart.find(code).ok());
        check.require(parent.is_some(), "parent", Code::UnknownReference);
        check.require(parent.is_none_or(|row| row.active), "parent", Code::Retired);
        parent
    });
    let kind = match (parent, new.kind) {
        (Some(parent), kind) => {
            let above = AccountKind::from_slug(&parent.kind);
            check.require(kind.is_none() || kind == above, "kind", Code::BadChoice);
            above
        }
        (None, kind) => {
            check.require(kind.is_some() || new.parent.is_some(), "kind", Code::Required);
            kind
        }
    };
    let kind = kind.unwrap_or(AccountKind::Asset);
    let above = parent.and_then(|parent| Side::from_slug(&parent.side));
    let side = new.side.or(above).unwrap_or_else(|| rules::usual_side(kind));
    AccountRow {
        book_id,
        id: 0,
        code,
        name_zh,
        name_en,
        kind: kind.slug().to_owned(),
        side: side.slug().to_owned(),
        parent_id: None,
        is_leaf: true,
        party_control: new.party_control.unwrap_or(parent.is_some_and(|row| row.party_control)),
        cash_kind: match new.cash {
            Some(cash) => Some(cash.slug().to_owned()),
            None => parent.and_then(|parent| parent.cash_kind.clone()),
        },
        active: true,
        version: 1,
    }
}

/// Turns the leaves that get sub-accounts into branches; refused when they have postings.
fn grow_leaves(permit: &Permit, tx: &mut Tx<'_>, chart: &Chart, new: &[AccountRow]) -> Result<()> {
    let mut leaves: Vec<&AccountRow> =
        new.iter().filter_map(|row| chart.row(row.parent_id?)).filter(|row| row.is_leaf).collect();
    leaves.sort_unstable_by_key(|row| row.id);
    leaves.dedup_by_key(|row| row.id);
    let ids: Vec<i64> = leaves.iter().map(|row| row.id).collect();
    if !ids.is_empty() {
        let book = tx.book_id();
        store::hold_roles(tx.conn, book)?;
    }
    refuse_used(tx, chart, &ids)?;
    for row in leaves {
        set_leaf(permit, tx, chart, row, false)?;
    }
    Ok(())
}

/// Holds accounts, all at once so that nobody else holds them the other way round, and refuses when
/// one of them has postings.
fn refuse_used(tx: &mut Tx<'_>, chart: &Chart, ids: &[i64]) -> Result<()> {
    let book = tx.book_id();
    store::hold_accounts(tx.conn, book, ids)?;
    let used = store::load_used(tx.conn, book, ids)?;
    match ids.iter().find(|id| used.contains(id)).and_then(|id| chart.row(*id)) {
        Some(row) => Err(in_use(row)),
        None => Ok(()),
    }
}

fn in_use(row: &AccountRow) -> Error {
    Problem::new(Code::InUse).fact("account", &row.code).into()
}

fn set_leaf(
    permit: &Permit,
    tx: &mut Tx<'_>,
    chart: &Chart,
    row: &AccountRow,
    is_leaf: bool,
) -> Result<()> {
    save(permit, tx, chart, row, AccountRow { is_leaf, ..row.clone() }).map(|_| ())
}

/// Saves a changed account and notes the difference.
fn save(
    permit: &Permit,
    tx: &mut Tx<'_>,
    chart: &Chart,
    before: &AccountRow,
    mut after: AccountRow,
) -> Result<Account> {
    after.version = before.version + 1;
    store::save_account(tx.conn, before.version, &after)?;
    let (before, after) = (chart.record(before)?, chart.record(&after)?);
    tx.note_edited(permit, Subject::new("account", after.id), &before, &after)?;
    Ok(after)
}

/// The first new account below one with roles takes them over.
fn hand_over_roles(
    permit: &Permit,
    tx: &mut Tx<'_>,
    chart: &Chart,
    new: &[AccountRow],
) -> Result<()> {
    let book = tx.book_id();
    let roles = store::load_roles(tx.conn, book)?;
    let mut heirs: BTreeMap<i64, &AccountRow> = BTreeMap::new();
    for row in new.iter().filter(|row| row.is_leaf) {
        // The account in the chart below which it stands, through new ones between.
        let mut above = row.parent_id;
        while let Some(id) = above.filter(|id| chart.row(*id).is_none()) {
            above = new.iter().find(|row| row.id == id).and_then(|row| row.parent_id);
        }
        if let Some(parent) = above {
            heirs.entry(parent).or_insert(row);
        }
    }
    for (role, account) in roles {
        let Some(heir) = heirs.get(&account) else { continue };
        if rules::needs_party(role) && !heir.party_control {
            let problem = Problem::new(Code::InUse).fact("role", role.slug());
            return Err(problem.fact("account", &heir.code).into());
        }
        set_role(permit, tx, chart, role, Some(account), heir)?;
    }
    Ok(())
}

fn set_role(
    permit: &Permit,
    tx: &mut Tx<'_>,
    chart: &Chart,
    role: AccountRole,
    from: Option<i64>,
    to: &AccountRow,
) -> Result<RoleAccount> {
    let row = RoleRow { book_id: to.book_id, role: role.slug().to_owned(), account_id: to.id };
    store::save_role(tx.conn, &row)?;
    let record = |code: &str| RoleAccount { role, account: code.to_owned() };
    let after = record(&to.code);
    let subject = Subject::new("account_role", 0);
    match from.and_then(|id| chart.row(id)) {
        Some(from) => {
            tx.note_edited(permit, subject, &Named(&record(&from.code)), &Named(&after))?
        }
        None => tx.note_created(permit, subject, &Named(&after))?,
    }
    Ok(after)
}

/// A role in the change log: the role is the name of the field, so that it stays in a difference.
struct Named<'a>(&'a RoleAccount);

impl Serialize for Named<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.0.role.slug(), &self.0.account)?;
        map.end()
    }
}

/// Loads the chart and the account to be changed.
fn load_seen(tx: &mut Tx<'_>, id: AccountId, version: i64) -> Result<(Chart, AccountRow)> {
    let book = tx.book_id();
    let chart = load_chart(tx.conn, book)?;
    let row = chart.row(id.0).ok_or_else(|| Error::not_found("account", id))?.clone();
    if row.version != version {
        return Err(Error::version_conflict("account", id));
    }
    Ok((chart, row))
}

/// The role that an account fills, if any.
fn role_of(tx: &mut Tx<'_>, account: i64) -> Result<Option<AccountRole>> {
    let book = tx.book_id();
    let roles = store::load_roles(tx.conn, book)?;
    Ok(roles.into_iter().find(|(_, id)| *id == account).map(|(role, _)| role))
}

fn refuse_role(tx: &mut Tx<'_>, row: &AccountRow) -> Result<()> {
    match role_of(tx, row.id)? {
        Some(role) => {
            let problem = Problem::new(Code::InUse).fact("account", &row.code);
            Err(problem.fact("role", role.slug()).into())
        }
        None => Ok(()),
    }
}

/// Changes an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditAccount {
    /// The account.
    pub id: AccountId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: AccountEdit,
}

impl Command for EditAccount {
    const NAME: &'static str = "ledger.edit_account";
    const PERMISSION: Permission = Permission::LedgerSetUp;
    const SET_UP: bool = true;
    type Output = Account;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Account> {
        let (chart, before) = load_seen(tx, self.id, self.version)?;
        let mut row = before.clone();
        let mut check = Check::new();
        let AccountEdit { name_zh, name_en, party_control, active } = &self.edit;
        check.within("edit", |check| {
            rules::edit_names(check, (name_zh, name_en), &mut row.name_zh, &mut row.name_en);
        });
        check.finish()?;
        if let Some(control) = party_control.filter(|control| *control != row.party_control) {
            refuse_used(tx, &chart, &[row.id])?;
            if !control && role_of(tx, row.id)?.is_some_and(rules::needs_party) {
                return Err(in_use(&row));
            }
            row.party_control = control;
        }
        if let Some(active) = active.filter(|active| *active != row.active) {
            let above = row.parent_id.and_then(|id| chart.row(id));
            let below = chart.branch(row.id).iter().skip(1);
            if active && above.is_some_and(|parent| !parent.active) {
                return Err(Problem::new(Code::WrongState).fact("account", &row.code).into());
            }
            if !active && below.into_iter().any(|node| node.row.active) {
                return Err(in_use(&row));
            }
            if !active {
                refuse_role(tx, &row)?;
                store::hold_accounts(tx.conn, row.book_id, &[row.id])?;
            }
            row.active = active;
        }
        save(permit, tx, &chart, &before, row)
    }
}

/// Puts an account, with those below it, below another one or at the top. Refused when any of them,
/// or the new parent, has postings: what was reported once would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveAccount {
    /// The account.
    pub id: AccountId,
    /// The version the caller last saw.
    pub version: i64,
    /// The code of the new parent; none for the top.
    pub parent: Option<String>,
}

impl Command for MoveAccount {
    const NAME: &'static str = "ledger.move_account";
    const PERMISSION: Permission = Permission::LedgerSetUp;
    const SET_UP: bool = true;
    type Output = Account;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Account> {
        let (chart, before) = load_seen(tx, self.id, self.version)?;
        let parent = self.parent.as_deref().map(|code| chart.find(code)).transpose()?;
        let mut check = Check::new();
        if let Some(parent) = parent {
            let mut branch = chart.branch(before.id).iter();
            check.require(branch.all(|node| node.row.id != parent.id), "parent", Code::Cycle);
            check.require(parent.kind == before.kind, "parent", Code::BadChoice);
            check.require(parent.active || !before.active, "parent", Code::Retired);
        }
        check.finish()?;
        if parent.map(|parent| parent.id) == before.parent_id {
            return chart.record(&before);
        }
        let grown = parent.filter(|parent| parent.is_leaf);
        let mut moved = chart.leaves(before.id);
        moved.extend(grown.map(|parent| parent.id));
        refuse_used(tx, &chart, &moved)?;
        let old = before.parent_id;
        if let Some(parent) = grown {
            refuse_role(tx, parent)?;
            set_leaf(permit, tx, &chart, parent, false)?;
        }
        let row = AccountRow { parent_id: parent.map(|parent| parent.id), ..before.clone() };
        let record = save(permit, tx, &chart, &before, row)?;
        shrink(permit, tx, &chart, old, before.id)?;
        Ok(record)
    }
}

/// Makes a parent a leaf again when the child that left it was its last.
fn shrink(
    permit: &Permit,
    tx: &mut Tx<'_>,
    chart: &Chart,
    parent: Option<i64>,
    gone: i64,
) -> Result<()> {
    let Some(parent) = parent.and_then(|id| chart.row(id)) else { return Ok(()) };
    let is_child = |row: &AccountRow| row.parent_id == Some(parent.id) && row.id != gone;
    if chart.nodes().iter().any(|node| is_child(&node.row)) {
        return Ok(());
    }
    set_leaf(permit, tx, chart, parent, true)
}

/// Removes an account that has neither postings nor sub-accounts and that nothing refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveAccount {
    /// The account.
    pub id: AccountId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemoveAccount {
    const NAME: &'static str = "ledger.remove_account";
    const PERMISSION: Permission = Permission::LedgerSetUp;
    const SET_UP: bool = true;
    type Output = Account;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Account> {
        let (chart, row) = load_seen(tx, self.id, self.version)?;
        if !row.is_leaf {
            return Err(in_use(&row));
        }
        refuse_used(tx, &chart, &[row.id])?;
        refuse_role(tx, &row)?;
        store::delete_account(tx.conn, row.book_id, row.id)?;
        let record = chart.record(&row)?;
        tx.note_removed(permit, Subject::new("account", record.id), &record)?;
        shrink(permit, tx, &chart, row.parent_id, row.id)?;
        Ok(record)
    }
}

/// Says which account the engine uses for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAccountRole {
    /// What for.
    pub role: AccountRole,
    /// The account's code; it takes postings, and is kept by customer or supplier for receivables
    /// and payables only.
    pub account: String,
}

impl Command for SetAccountRole {
    const NAME: &'static str = "ledger.set_account_role";
    const PERMISSION: Permission = Permission::LedgerSetUp;
    const SET_UP: bool = true;
    type Output = RoleAccount;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<RoleAccount> {
        let book = tx.book_id();
        let chart = load_chart(tx.conn, book)?;
        let row = chart.find(&self.account)?;
        let mut check = Check::new();
        check.require(row.is_leaf, "account", Code::NotPostable);
        check.require(row.active, "account", Code::Retired);
        let needed = rules::needs_party(self.role);
        check.require(row.party_control || !needed, "account", Code::PartyNotAllowed);
        check.require(!row.party_control || needed, "account", Code::PartyRequired);
        let money = matches!(self.role, AccountRole::Cash | AccountRole::Bank);
        let cash = row.cash_kind.as_deref().and_then(CashKind::from_slug);
        check.require(!money || cash.is_some(), "account", Code::BadChoice);
        check.finish()?;
        store::hold_roles(tx.conn, book)?;
        let from = store::load_roles(tx.conn, book)?.get(&self.role).copied();
        set_role(permit, tx, &chart, self.role, from, row)
    }
}
