//! The charts of accounts a book can start from: data packs, compiled in.

use serde::Deserialize;

use super::model::AccountRole;
use super::model::{AccountKind, CashKind, Side};
use crate::error::{Error, Result};

macro_rules! charts {
    ($($code:literal)*) => {
        const CHARTS: &[Pack] = &[$(Pack {
            code: $code,
            accounts: include_str!(concat!("../../data/charts/", $code, "/accounts.csv")),
            roles: include_str!(concat!("../../data/charts/", $code, "/roles.csv")),
            journals: include_str!(concat!("../../data/charts/", $code, "/journals.csv")),
        },)*];
    };
}

charts! { "cn_small_business" "international" }

struct Pack {
    code: &'static str,
    accounts: &'static str,
    roles: &'static str,
    journals: &'static str,
}

/// Whether there is a chart with this code.
#[must_use]
pub fn exists(code: &str) -> bool {
    codes().any(|known| known == code)
}

/// The codes of all charts.
pub fn codes() -> impl Iterator<Item = &'static str> {
    CHARTS.iter().map(|pack| pack.code)
}

/// A chart, read.
pub(crate) struct Chart {
    pub(crate) accounts: Vec<ChartAccount>,
    pub(crate) roles: Vec<(AccountRole, String)>,
    pub(crate) journals: Vec<ChartJournal>,
}

/// An account of a chart. Parents stand before their children.
pub(crate) struct ChartAccount {
    pub(crate) code: String,
    pub(crate) parent: Option<String>,
    pub(crate) name_zh: String,
    pub(crate) name_en: String,
    pub(crate) kind: AccountKind,
    pub(crate) side: Side,
    pub(crate) party_control: bool,
    pub(crate) cash: Option<CashKind>,
}

/// A journal of a chart.
#[derive(Deserialize)]
pub(crate) struct ChartJournal {
    pub(crate) code: String,
    pub(crate) name_zh: String,
    pub(crate) name_en: String,
}

#[derive(Deserialize)]
struct AccountLine {
    code: String,
    parent: Option<String>,
    name_zh: String,
    name_en: String,
    kind: String,
    side: String,
    party: String,
    cash: String,
}

#[derive(Deserialize)]
struct RoleLine {
    role: String,
    account: String,
}

impl AccountLine {
    fn read(self) -> Option<ChartAccount> {
        Some(ChartAccount {
            kind: AccountKind::from_slug(&self.kind)?,
            side: Side::from_slug(&self.side)?,
            party_control: self.party == "yes",
            cash: match self.cash.as_str() {
                "" => None,
                word => Some(CashKind::from_slug(word)?),
            },
            code: self.code,
            parent: self.parent,
            name_zh: self.name_zh,
            name_en: self.name_en,
        })
    }
}

/// Reads a chart.
pub(crate) fn read(code: &str) -> Result<Chart> {
    let broken = || Error::internal("a chart of accounts cannot be read");
    let pack = CHARTS.iter().find(|pack| pack.code == code).ok_or_else(broken)?;
    let accounts = lines::<AccountLine>(pack.accounts)?;
    let roles = lines::<RoleLine>(pack.roles)?;
    let accounts = accounts.into_iter().map(|line| line.read().ok_or_else(broken));
    let role = |line: RoleLine| {
        let role = AccountRole::from_slug(&line.role).ok_or_else(broken)?;
        Ok((role, line.account))
    };
    Ok(Chart {
        accounts: accounts.collect::<Result<_>>()?,
        roles: roles.into_iter().map(role).collect::<Result<_>>()?,
        journals: lines(pack.journals)?,
    })
}

fn lines<T: for<'de> Deserialize<'de>>(text: &str) -> Result<Vec<T>> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|_| Error::internal("a chart of accounts cannot be read"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn charts_are_whole() {
        for code in codes() {
            let chart = read(code).unwrap();
            let mut seen: BTreeMap<&str, &ChartAccount> = BTreeMap::new();
            for account in &chart.accounts {
                if let Some(parent) = &account.parent {
                    let parent = seen[parent.as_str()];
                    assert_eq!(parent.kind, account.kind, "{}", account.code);
                }
                assert!(seen.insert(&account.code, account).is_none(), "{}", account.code);
            }
            let is_parent = |code: &str| {
                chart.accounts.iter().any(|account| account.parent.as_deref() == Some(code))
            };
            assert_eq!(chart.roles.len(), AccountRole::ALL.len());
            for (role, account) in &chart.roles {
                assert!(!is_parent(account), "{role:?}");
                let party = crate::ledger::rules::accounts::needs_party(*role);
                assert_eq!(seen[account.as_str()].party_control, party, "{role:?}");
            }
            assert!(!chart.journals.is_empty());
        }
    }

    #[test]
    fn the_chinese_chart_has_the_accounts_of_the_standard() {
        let chart = read("cn_small_business").unwrap();
        let top = chart.accounts.iter().filter(|account| account.parent.is_none());
        assert_eq!(top.count(), 66);
        let named = |code: &str| {
            let account = chart.accounts.iter().find(|account| account.code == code);
            account.map(|account| account.name_zh.as_str())
        };
        assert_eq!(named("5403"), Some("税金及附加"));
        assert_eq!(named("22210107"), Some("销项税额"));
        assert_eq!(chart.journals[0].code, "记");
    }
}
