//! Choosing anew what is promised for cases that are open already.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::service::levels::course::Look;
use crate::service::levels::model::CaseClock;
use crate::service::levels::store::{self, clocks};
use crate::service::levels::{follow, rules};
use crate::service::store as case_store;
use crate::values::{CaseId, Check};
use crate::work::{Command, Outcome, Review, Tx};

/// Has open cases take what the policies say now, also the one that they follow already. What ended
/// stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReassessCases {
    /// The cases, up to 10,000.
    pub cases: Vec<CaseId>,
}

impl Command for ReassessCases {
    const NAME: &'static str = "service_levels.reassess";
    const PERMISSION: Permission = Permission::ServiceLevelsManage;
    type Output = Vec<CaseClock>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<CaseClock>> {
        let mut check = Check::new();
        check.at_most("cases", self.cases.len(), rules::CASE_LIMIT);
        rules::once(&mut check, "cases", &self.cases);
        check.finish()?;
        let book = tx.book_id();
        let scope = tx.grants().scope(Permission::CasesView)?;
        let ids: Vec<i64> = self.cases.iter().map(|case| case.0).collect();
        let rows = case_store::lock_cases(tx.conn, &scope, &ids)?;
        let seen: BTreeSet<i64> = rows.iter().map(|row| row.id).collect();
        if let Some(index) = ids.iter().position(|id| !seen.contains(id)) {
            let path = format!("cases[{index}]");
            return Err(Error::not_found("case", ids.get(index).unwrap_or(&0)).below(&path));
        }
        let policies = store::keep_all(tx.conn, book)?;
        let looks: BTreeMap<i64, Look> = ids.iter().map(|id| (*id, Look::Afresh)).collect();
        follow::update(permit, tx, &looks, policies)?;
        Ok(clocks::load_of(tx.conn, book, &ids)?.into_values().flatten().collect())
    }
}

impl Outcome for CaseClock {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("case_clock", self.id);
    }
}
