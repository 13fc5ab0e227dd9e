//! Pools of customers that nobody owns (公海), and who owned a customer when.

pub mod commands;
pub(crate) mod due;
pub mod model;
pub(crate) mod queries;
pub(crate) mod rules;
pub(crate) mod store;

use commands::{
    AddPool, AssignFromPool, ClaimCustomers, EditPool, PutIntoPool, RecycleCustomers, RemovePool,
    TakeOutOfPool, TransferToPool,
};
use model::{DueCustomer, NewPool, OwnerChange, Pool, PoolEdit, PoolFilter, PoolSort};

pub(crate) use queries::owner_changes;

use super::Customers;
use super::model::{Customer, CustomerSummary};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::rights::permit::Scope;
use crate::values::{CustomerId, OperatorId, Page, PageRequest, PoolId};
use crate::work::Session;

/// Whether the operator of a scope is a member of a pool, alone or by their team.
fn is_member(pool: &Pool, scope: &Scope) -> bool {
    let by_team = scope.team().is_some_and(|team| pool.teams.contains(&team));
    by_team || pool.members.iter().any(|member| member.operator == scope.operator())
}

/// Whether the operator of a scope looks after a pool.
fn is_admin(pool: &Pool, scope: &Scope) -> bool {
    let own = |member: &&model::PoolMember| member.operator == scope.operator();
    pool.members.iter().find(own).is_some_and(|member| member.is_admin)
}

/// Pools of customers. A customer in a pool has neither owner nor team, and is not changed until
/// somebody claims it; only who looks after the pool may.
pub struct Pools<'s> {
    session: &'s Session,
}

impl<'s> Customers<'s> {
    /// Pools of customers that nobody owns (公海).
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.customers().pools().list()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn pools(&self) -> Pools<'s> {
        Pools { session: self.session }
    }

    /// A page of who owned a customer: every change of its owner or pool, newest first. A customer
    /// that was never given to anybody else has none.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let me = session.operator_id();
    /// session.customers().assign(vec![(&customer).into()], Some(me), None)?;
    /// let changes = session.customers().owners(customer.id, &PageRequest::default())?;
    /// assert_eq!((changes.items[0].from_owner, changes.items[0].to_owner), (None, Some(me)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn owners(&self, id: CustomerId, page: &PageRequest) -> Result<Page<OwnerChange>> {
        self.session.read(Permission::CustomersView, |view| queries::owners(view, id, page))
    }
}

impl Pools<'_> {
    /// Adds a pool.
    ///
    /// # Errors
    /// `required`, `too_long`, `too_many`, `bad_character`, `out_of_range`, `repeated`;
    /// `unknown_reference` and `retired` for members, teams and levels.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::pools::model::{NewPool, PoolRule, PoolRuleKind};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let quiet = PoolRule { kind: PoolRuleKind::NoDealing, level: None, days: 30 };
    /// let pool = session.customers().pools().add(NewPool {
    ///     barred_days: 7,
    ///     daily_claims: Some(10),
    ///     rules: vec![quiet],
    ///     ..NewPool::named("华东公海", "East")
    /// })?;
    /// assert!(pool.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, pool: NewPool) -> Result<Pool> {
        self.session.run(AddPool { pool })
    }

    /// Gives a pool new values: names, members, limits, rules, whether it is in use.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, and as [`Pools::add`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::pools::model::{NewPool, PoolEdit, PoolMember};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, operator) = (office.session, office.operator);
    /// let pool = session.customers().pools().add(NewPool::named("公海", "Open pool"))?;
    /// let member = PoolMember { operator: operator.id, is_admin: true };
    /// let edit = PoolEdit { members: vec![member].into(), ..PoolEdit::default() };
    /// let pool = session.customers().pools().edit(pool.id, pool.version, edit)?;
    /// assert_eq!(pool.members, [member]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(&self, id: PoolId, version: i64, edit: PoolEdit) -> Result<Pool> {
        self.session.run(EditPool { id, version, edit })
    }

    /// Removes a pool in which no customer ever was; returns what it was.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`; `in_use`: take it out of use instead.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::pools::model::NewPool;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let pool = session.customers().pools().add(NewPool::named("公海", "Open pool"))?;
    /// session.customers().pools().remove(pool.id, pool.version)?;
    /// assert!(session.customers().pools().list()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, id: PoolId, version: i64) -> Result<Pool> {
        self.session.run(RemovePool { id, version })
    }

    /// All pools, by id.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::pools::model::NewPool;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// session.customers().pools().add(NewPool::named("公海", "Open pool"))?;
    /// assert_eq!(session.customers().pools().list()?[0].label_zh, "公海");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(&self) -> Result<Vec<Pool>> {
        self.session.read(Permission::PoolsView, queries::list)
    }

    /// One pool.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::pools::model::NewPool;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let pool = session.customers().pools().add(NewPool::named("公海", "Open pool"))?;
    /// assert_eq!(session.customers().pools().get(pool.id)?, pool);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: PoolId) -> Result<Pool> {
        self.session.read(Permission::PoolsView, |view| queries::get(view, id))
    }

    /// A page of the customers that wait in a pool, for its members, however far their permission
    /// to see customers reaches. They see name, level, industry, region and tags; who looks after
    /// the pool and may see customers sees all that their field rights allow.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `not_a_pool_member`, `too_long`, `unknown_reference`,
    /// `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::NewCustomer;
    /// use bookroom::customers::pools::model::{NewPool, PoolFilter, PoolSort};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let pools = session.customers().pools();
    /// let pool = Some(pools.add(NewPool::named("公海", "Open pool"))?.id);
    /// session.customers().add(NewCustomer { pool, ..NewCustomer::company("南山贸易") })?;
    /// let (all, page) = (PoolFilter::default(), PageRequest::default());
    /// let page = pools.customers(pool.unwrap(), &all, PoolSort::Name, false, &page)?;
    /// assert_eq!(page.items[0].name, "南山贸易");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn customers(
        &self,
        id: PoolId,
        filter: &PoolFilter,
        sort: PoolSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<CustomerSummary>> {
        self.session.read(Permission::PoolsView, |view| {
            queries::customers(view, id, filter, (sort, descending), page)
        })
    }

    /// Claims customers from a pool: all, or none. Of any number who claim the same customer at
    /// once exactly one gets it, and nobody gets more than the pool's limits allow.
    ///
    /// # Errors
    /// `not_found`, `not_a_pool_member`, `retired` for the pool; `already_claimed` for a customer
    /// that left it, `not_in_pool`; `claim_barred` with the fact `until`, `claim_limit` with
    /// `limit` and `claimed`, `owner_quota` with `limit` and `owned`; `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::NewCustomer;
    /// use bookroom::customers::pools::model::NewPool;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let pool = session.customers().pools().add(NewPool::named("公海", "Open pool"))?.id;
    /// let new = NewCustomer { pool: Some(pool), ..NewCustomer::company("南山贸易") };
    /// let customer = session.customers().add(new)?;
    /// let claimed = session.customers().pools().claim(pool, vec![customer.id])?;
    /// assert_eq!(claimed[0].owner, Some(session.operator_id()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn claim(&self, pool: PoolId, customers: Vec<CustomerId>) -> Result<Vec<Customer>> {
        self.session.run(ClaimCustomers { pool, customers })
    }

    /// Puts customers into a pool with a reason: one's own back, or others that one may assign.
    /// Returns how many.
    ///
    /// # Errors
    /// `required`, `too_long` for the reason; `not_found`, `not_a_pool_member`, `retired`,
    /// `in_pool`, `repeated`, `too_many`; `not_permitted` for another's customer.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::pools::model::NewPool;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let pool = session.customers().pools().add(NewPool::named("公海", "Open pool"))?.id;
    /// session.customers().pools().put(pool, vec![customer.id], "无人跟进")?;
    /// assert_eq!(session.customers().get(customer.id)?.pool, Some(pool));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn put(&self, pool: PoolId, customers: Vec<CustomerId>, reason: &str) -> Result<i64> {
        self.session.run(PutIntoPool { pool, customers, reason: reason.to_owned() })
    }

    /// Gives customers of a pool to an operator, for who looks after it; returns how many. The
    /// quota counts, the other limits do not.
    ///
    /// # Errors
    /// As [`Pools::claim`]; `not_a_pool_admin`; `unknown_reference` and `retired` for the owner.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::pools::model::NewPool;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, operator) = (office.session, office.customer, office.operator);
    /// let pools = session.customers().pools();
    /// let pool = pools.add(NewPool::named("公海", "Open pool"))?.id;
    /// pools.put(pool, vec![customer.id], "无人跟进")?;
    /// pools.assign(pool, vec![customer.id], operator.id)?;
    /// assert_eq!(session.customers().get(customer.id)?.owner, Some(operator.id));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assign(
        &self,
        pool: PoolId,
        customers: Vec<CustomerId>,
        owner: OperatorId,
    ) -> Result<i64> {
        self.session.run(AssignFromPool { pool, customers, owner })
    }

    /// Takes customers out of a pool, to nobody, for who looks after it; returns how many.
    ///
    /// # Errors
    /// `not_found`, `not_a_pool_member`, `not_a_pool_admin`, `retired`, `already_claimed`,
    /// `not_in_pool`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::pools::model::NewPool;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let pools = session.customers().pools();
    /// let pool = pools.add(NewPool::named("公海", "Open pool"))?.id;
    /// pools.put(pool, vec![customer.id], "无人跟进")?;
    /// assert_eq!(pools.take_out(pool, vec![customer.id])?, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn take_out(&self, pool: PoolId, customers: Vec<CustomerId>) -> Result<i64> {
        self.session.run(TakeOutOfPool { pool, customers })
    }

    /// Moves customers to another pool, for who looks after both; returns how many.
    ///
    /// # Errors
    /// As [`Pools::take_out`]; `repeated` when both pools are the same.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::pools::model::NewPool;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let pools = session.customers().pools();
    /// let east = pools.add(NewPool::named("华东公海", "East"))?.id;
    /// let west = pools.add(NewPool::named("西部公海", "West"))?.id;
    /// pools.put(east, vec![customer.id], "无人跟进")?;
    /// assert_eq!(pools.transfer(east, vec![customer.id], west)?, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn transfer(&self, pool: PoolId, customers: Vec<CustomerId>, to: PoolId) -> Result<i64> {
        self.session.run(TransferToPool { pool, customers, to })
    }

    /// Moves every customer whose time has come to the pool of its owner, and says which and why.
    /// Hosts run it once a night; [`Session::dry_run`] says what it would move.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.customers().pools().recycle()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn recycle(&self) -> Result<Vec<DueCustomer>> {
        self.session.run(RecycleCustomers {})
    }

    /// A page of the customers that go back to a pool within so many days (none: as many as each
    /// pool gives notice), soonest first: one's own, and all of pools that one looks after.
    ///
    /// # Errors
    /// `not_permitted`, `too_many` above 3,650 days, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::pools::model::{NewPool, PoolMember, PoolRule, PoolRuleKind};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let me = session.operator_id();
    /// session.customers().assign(vec![(&customer).into()], Some(me), None)?;
    /// session.customers().pools().add(NewPool {
    ///     rules: vec![PoolRule { kind: PoolRuleKind::NoDealing, level: None, days: 30 }],
    ///     members: vec![PoolMember { operator: me, is_admin: false }],
    ///     ..NewPool::named("公海", "Open pool")
    /// })?;
    /// let due = session.customers().pools().due(Some(30), &PageRequest::default())?;
    /// assert_eq!(due.items[0].customer, customer.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn due(&self, days: Option<u32>, page: &PageRequest) -> Result<Page<DueCustomer>> {
        self.session.read(Permission::PoolsView, |view| queries::due(view, days, page))
    }
}
