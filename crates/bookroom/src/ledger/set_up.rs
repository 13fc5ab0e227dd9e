//! What of the ledger's handle sets the books up: accounts, what they are used for, journals.

use super::commands::{
    AddAccounts, AddJournals, EditAccount, EditJournal, MoveAccount, RemoveAccount, RemoveJournal,
    SetAccountRole,
};
use super::model::{
    self, Account, AccountEdit, Journal, JournalEdit, NewAccount, NewJournal, RoleAccount,
};
use super::{Ledger, first, queries};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{AccountId, JournalId};

impl Ledger<'_> {
    /// The chart of accounts in tree order: an account, then those below it, by code.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let accounts = session.ledger().accounts()?;
    /// assert_eq!((accounts[0].code.as_str(), accounts[0].name_zh.as_str()), ("1001", "库存现金"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn accounts(&self) -> Result<Vec<Account>> {
        self.session.read(Permission::LedgerView, queries::accounts)
    }

    /// The account with a code.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.ledger().account("1122")?.name_en, "Accounts receivable");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn account(&self, code: &str) -> Result<Account> {
        self.session.read(Permission::LedgerView, |view| queries::account(view, code))
    }

    /// Which account the engine uses for what.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::AccountRole;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let roles = session.ledger().account_roles()?;
    /// let bank = roles.iter().find(|one| one.role == AccountRole::Bank);
    /// assert_eq!(bank.map(|one| one.account.as_str()), Some("1002"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn account_roles(&self) -> Result<Vec<RoleAccount>> {
        self.session.read(Permission::LedgerView, queries::roles)
    }

    /// Says which account the engine uses for something.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `not_postable`, `retired`, `party_required`,
    /// `party_not_allowed`, `bad_choice` for cash and bank on an account that keeps no money.
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::AccountRole;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let other = session.ledger().set_account_role(AccountRole::ServiceRevenue, "5051")?;
    /// assert_eq!(other.account, "5051");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_account_role(&self, role: model::AccountRole, account: &str) -> Result<RoleAccount> {
        self.session.run(SetAccountRole { role, account: account.to_owned() })
    }

    /// Adds an account.
    ///
    /// # Errors
    /// As [`Ledger::add_accounts`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::NewAccount;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let account = session.ledger().add_account(NewAccount::below("5602", "560290", "快递费"))?;
    /// assert!(account.leaf);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_account(&self, account: NewAccount) -> Result<Account> {
        first(self.add_accounts(vec![account])?)
    }

    /// Adds accounts, all or none. The first sub-account of an account takes over its roles.
    ///
    /// # Errors
    /// `not_permitted`, `required`, `too_long`, `bad_format`, `repeated`, `unknown_reference`,
    /// `retired`, `bad_choice` for a kind other than the parent's, `already_exists`, `in_use` below
    /// an account that has postings.
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::NewAccount;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let parent = NewAccount::below("5602", "560290", "办公费");
    /// let child = NewAccount::below("560290", "56029001", "快递费");
    /// assert_eq!(session.ledger().add_accounts(vec![parent, child])?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_accounts(&self, accounts: Vec<NewAccount>) -> Result<Vec<Account>> {
        self.session.run(AddAccounts { accounts })
    }

    /// Changes an account's names, whether it is kept by party, or whether it is in use.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `required`, `too_long`; `in_use` when
    /// party control is changed after the first posting, or an account is retired that has a role
    /// or sub-accounts in use; `wrong_state` when one is brought back below a retired one.
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::AccountEdit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let account = session.ledger().account("1012")?;
    /// let edit = AccountEdit { name_zh: Some("其他货币资金".into()), ..AccountEdit::default() };
    /// let account = session.ledger().edit_account(account.id, account.version, edit)?;
    /// assert_eq!(account.name_zh, "其他货币资金");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_account(&self, id: AccountId, version: i64, edit: AccountEdit) -> Result<Account> {
        self.session.run(EditAccount { id, version, edit })
    }

    /// Retires an account, which then takes no new postings, or takes it back into use.
    ///
    /// # Errors
    /// As [`Ledger::edit_account`].
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let account = session.ledger().account("1012")?;
    /// let retired = session.ledger().set_account_active(account.id, account.version, false)?;
    /// assert!(!retired.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_account_active(&self, id: AccountId, version: i64, active: bool) -> Result<Account> {
        self.edit_account(id, version, AccountEdit { active: Some(active), ..Default::default() })
    }

    /// Puts an account, with those below it, below another one or at the top.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `cycle`, `bad_choice` below another kind,
    /// `retired`, `in_use` when any of them, or the new parent, has postings.
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::NewAccount;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let account = session.ledger().add_account(NewAccount::below("5602", "560290", "快递费"))?;
    /// let parent = Some("5601".to_owned());
    /// let moved = session.ledger().move_account(account.id, account.version, parent)?;
    /// assert_eq!(moved.parent.as_deref(), Some("5601"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn move_account(
        &self,
        id: AccountId,
        version: i64,
        parent: Option<String>,
    ) -> Result<Account> {
        self.session.run(MoveAccount { id, version, parent })
    }

    /// Removes an account that was never used.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `in_use` with postings, sub-accounts, a
    /// role or a product.
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::NewAccount;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let account = session.ledger().add_account(NewAccount::below("5602", "560290", "快递费"))?;
    /// session.ledger().remove_account(account.id, account.version)?;
    /// assert!(session.ledger().account("560290").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_account(&self, id: AccountId, version: i64) -> Result<Account> {
        self.session.run(RemoveAccount { id, version })
    }

    /// All journals; the first one in use is the usual one.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let journals = session.ledger().journals()?;
    /// assert_eq!(journals[0].code, "记");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn journals(&self) -> Result<Vec<Journal>> {
        self.session.read(Permission::LedgerView, queries::journals)
    }

    /// Adds a journal.
    ///
    /// # Errors
    /// `not_permitted`, `required`, `too_long`, `bad_format`, `already_exists`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::NewJournal;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let journal = session.ledger().add_journal(NewJournal {
    ///     code: "调".into(),
    ///     name_zh: "调整凭证".into(),
    ///     name_en: "Adjustments".into(),
    /// })?;
    /// assert!(journal.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_journal(&self, journal: NewJournal) -> Result<Journal> {
        first(self.session.run(AddJournals { journals: vec![journal] })?)
    }

    /// Renames a journal, or retires it and brings it back.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `required`, `too_long`, `in_use` for the
    /// last one in use.
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::JournalEdit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let journal = session.ledger().journals()?.remove(1);
    /// let edit = JournalEdit { active: Some(false), ..JournalEdit::default() };
    /// assert!(!session.ledger().edit_journal(journal.id, journal.version, edit)?.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_journal(&self, id: JournalId, version: i64, edit: JournalEdit) -> Result<Journal> {
        self.session.run(EditJournal { id, version, edit })
    }

    /// Removes a journal without entries.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `in_use`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let journal = session.ledger().journals()?.remove(1);
    /// session.ledger().remove_journal(journal.id, journal.version)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_journal(&self, id: JournalId, version: i64) -> Result<Journal> {
        self.session.run(RemoveJournal { id, version })
    }
}
