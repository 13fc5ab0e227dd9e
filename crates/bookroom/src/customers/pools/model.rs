//! Pools of customers as hosts see them, and who owned a customer when.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::values::{CustomerId, Edit, OperatorId, OwnerChangeId, PoolId, TeamId, edits, slugs};

slugs! {
    /// What has to be missing for a customer to go back to its pool.
    PoolRuleKind {
        /// Nobody had to do with it since it got its owner.
        NoDealing "no_dealing",
        /// No sales invoice of it was posted.
        NoDeal "no_deal",
    }
}

/// When customers of a pool's members go back to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolRule {
    /// What has to be missing.
    pub kind: PoolRuleKind,
    /// The level it is about: the code (when given, also a label) of an item of `customer_level`.
    /// None: all levels for which this kind has no rule.
    pub level: Option<String>,
    /// For how many days, 0 to 3650; 0: it goes back on the day itself.
    pub days: i64,
}

/// An operator who is a member of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolMember {
    /// The operator.
    pub operator: OperatorId,
    /// Whether they look after the pool: they assign its customers and move them.
    #[serde(default)]
    pub is_admin: bool,
}

/// A pool of customers that its members may claim (公海).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// The id.
    pub id: PoolId,
    /// The name in Chinese.
    pub label_zh: String,
    /// The name in English.
    pub label_en: String,
    /// Whether it is in use: nothing goes in or is claimed when it is not.
    pub active: bool,
    /// For how many days who gave a customer up may not claim it; 0: not at all.
    pub barred_days: i64,
    /// How many customers an operator may claim from it a day; none: any number.
    pub daily_claims: Option<i64>,
    /// How many customers of the book who claims from it may own; none: any number.
    pub quota: Option<i64>,
    /// Whether customers with a posted sales invoice count towards the quota.
    pub quota_counts_dealt: bool,
    /// How many days before it is recycled a customer stands among those due.
    pub notice_days: i64,
    /// When customers of its members come back, in the order they were given.
    #[serde(default)]
    pub rules: Vec<PoolRule>,
    /// The operators who are members, by id.
    #[serde(default)]
    pub members: Vec<PoolMember>,
    /// The teams whose operators are members, by id.
    #[serde(default)]
    pub teams: Vec<TeamId>,
    /// Moves with every change.
    pub version: i64,
}

/// A pool to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewPool {
    /// The name in Chinese, up to 100 characters. Of the two, a blank one is as the other.
    #[serde(default)]
    pub label_zh: String,
    /// The name in English, up to 100 characters.
    #[serde(default)]
    pub label_en: String,
    /// For how many days who gave a customer up may not claim it, 0 to 3650.
    pub barred_days: i64,
    /// How many customers an operator may claim from it a day, 1 to 100,000; none: any number.
    pub daily_claims: Option<i64>,
    /// How many customers who claims from it may own, 1 to 1,000,000; none: any number.
    pub quota: Option<i64>,
    /// Whether customers with a posted sales invoice count towards the quota.
    pub quota_counts_dealt: bool,
    /// How many days before it is recycled a customer stands among those due, 0 to 365.
    pub notice_days: i64,
    /// When customers of its members come back, at most 50 rules.
    pub rules: Vec<PoolRule>,
    /// The operators who are members, at most 1,000.
    pub members: Vec<PoolMember>,
    /// The teams whose operators are members, at most 1,000.
    pub teams: Vec<TeamId>,
}

impl Default for NewPool {
    fn default() -> Self {
        Self {
            label_zh: String::new(),
            label_en: String::new(),
            barred_days: 0,
            daily_claims: None,
            quota: None,
            quota_counts_dealt: true,
            notice_days: 3,
            rules: Vec::new(),
            members: Vec::new(),
            teams: Vec::new(),
        }
    }
}

impl NewPool {
    /// A pool with nothing but its names.
    #[must_use]
    pub fn named(label_zh: &str, label_en: &str) -> Self {
        Self { label_zh: label_zh.to_owned(), label_en: label_en.to_owned(), ..Self::default() }
    }
}

edits! {
    /// New values for a pool. Limits are those of [`NewPool`].
    PoolEdit {
        /// The name in Chinese.
        label_zh: Option<String>,
        /// The name in English.
        label_en: Option<String>,
        /// Whether it is in use.
        active: Option<bool>,
        /// For how many days who gave a customer up may not claim it.
        barred_days: Option<i64>,
        /// How many customers an operator may claim from it a day.
        daily_claims: Edit<i64>,
        /// How many customers who claims from it may own.
        quota: Edit<i64>,
        /// Whether customers with a posted sales invoice count towards the quota.
        quota_counts_dealt: Option<bool>,
        /// How many days before it is recycled a customer stands among those due.
        notice_days: Option<i64>,
        /// All rules.
        rules: Edit<Vec<PoolRule>>,
        /// All operators who are members.
        members: Edit<Vec<PoolMember>>,
        /// All teams whose operators are members.
        teams: Edit<Vec<TeamId>>,
    }
}

/// Which customers of a pool are wanted; every condition given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PoolFilter {
    /// Part of the name, up to 200 characters. Letter case, width and punctuation do not count.
    pub text: Option<String>,
    /// The level: an item's code or label; so for the next two.
    pub level: Option<String>,
    /// The industry.
    pub industry: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// A tag, whole.
    pub tag: Option<String>,
}

slugs! {
    /// What the customers of a pool are sorted by. Ties go by id.
    #[derive(Default)]
    PoolSort {
        /// The name, folded.
        #[default]
        Name "name",
        /// When they were added to the book.
        CreatedAt "created_at",
        /// When they last changed; going into the pool is a change.
        UpdatedAt "updated_at",
    }
}

/// A customer that goes back to a pool, now or soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueCustomer {
    /// The customer.
    pub customer: CustomerId,
    /// Its name.
    pub name: String,
    /// Who owns it, or owned it until then.
    pub owner: OperatorId,
    /// The pool it goes to.
    pub pool: PoolId,
    /// From this day on recycling takes it.
    pub due_on: NaiveDate,
    /// The rule by which it goes: what was missing.
    pub kind: PoolRuleKind,
    /// The level the rule is about; none: all others.
    pub level: Option<String>,
    /// The days of the rule.
    pub days: i64,
    /// Since when it was missing.
    pub since: NaiveDate,
}

slugs! {
    /// How a customer came to another owner or pool.
    OwnerChangeKind {
        /// Given to an operator, or to nobody, by who may assign customers.
        Assigned "assigned",
        /// Claimed from a pool.
        Claimed "claimed",
        /// Put into a pool, or back.
        Put "put",
        /// Given to an operator by who looks after the pool.
        Given "given",
        /// Taken out of a pool, to nobody.
        TakenOut "taken_out",
        /// Moved to another pool.
        Transferred "transferred",
        /// Moved to a pool by its rules.
        Recycled "recycled",
        /// Merged into another one, or taken over from one; or given back when that was undone.
        Merged "merged",
    }
}

/// That a customer went from one owner or pool to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerChange {
    /// The id.
    pub id: OwnerChangeId,
    /// The customer.
    pub customer: CustomerId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it; none: the engine itself.
    pub by: Option<OperatorId>,
    /// How.
    pub how: OwnerChangeKind,
    /// Who owned it before.
    pub from_owner: Option<OperatorId>,
    /// The pool it waited in before.
    pub from_pool: Option<PoolId>,
    /// Who owns it from then on.
    pub to_owner: Option<OperatorId>,
    /// The pool it waits in from then on.
    pub to_pool: Option<PoolId>,
    /// Why, as given; of a recycled one the kind of the rule and its days.
    pub reason: Option<String>,
}
