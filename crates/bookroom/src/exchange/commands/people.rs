//! Finding the customers that documents and payments name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Work;
use super::sift::sift;
use crate::customers::commands::AddCustomers;
use crate::customers::model::NewCustomer;
use crate::error::{Code, Problem, Result};
use crate::exchange::model::Unknown;
use crate::exchange::rules::known::{Found, KnownCustomers, differs};
use crate::exchange::store::known::{self, Sight, Wanted};
use crate::rights::permission::Permission;
use crate::work::Tx;

/// What names a customer in a document or payment: a text, and a bank account.
pub(crate) type Named<'t> = (Option<&'t str>, Option<&'t str>);

/// Whom names mean, or the reason why nobody.
#[derive(Default)]
pub(crate) struct Answers {
    by_text: HashMap<String, Result<i64, Problem>>,
    known: KnownCustomers,
}

impl Answers {
    /// Whom a name means. Text and account must not mean two; a text that means several is decided
    /// by the account. The field at fault comes with the problem.
    pub(crate) fn of(&self, (text, account): Named<'_>) -> Result<i64, (&'static str, Problem)> {
        let unknown = || Problem::new(Code::UnknownReference);
        let by_account = account.map(|account| self.known.find_by_account(account));
        let Some(text) = text else {
            return match by_account.unwrap_or(Found::None) {
                Found::One(id) => Ok(id),
                Found::None => Err(("payer_account", unknown())),
                Found::Many(count) => Err(("payer_account", several(count))),
            };
        };
        let by_text = self.by_text.get(text).cloned().unwrap_or_else(|| Err(unknown()));
        match (by_text, by_account) {
            (Ok(id), Some(Found::One(other))) if id != other => {
                let owned = account.is_some_and(|account| self.known.has_account(id, account));
                if owned { Ok(id) } else { Err(("payer_account", differs("payer_account"))) }
            }
            (Ok(id), _) => Ok(id),
            (Err(problem), Some(Found::One(id))) => match self.known.find(text) {
                Found::Many(_) => Ok(id),
                _ => Err(("customer", problem)),
            },
            (Err(problem), _) => Err(("customer", problem)),
        }
    }
}

/// A text that means several customers.
fn several(count: usize) -> Problem {
    Problem::new(Code::Ambiguous).fact("matches", count)
}

/// Finds customers by code, tax number, name or bank account, and makes the unknown ones if that
/// was asked for.
pub(crate) fn resolve<'t>(
    tx: &mut Tx<'_>,
    work: &mut Work,
    names: impl IntoIterator<Item = Named<'t>>,
    unknown: Unknown,
) -> Result<Answers> {
    resolve_with(tx, work, names, unknown, NewCustomer::company)
}

/// As [`resolve`]; `new` says what an unknown one is made as.
pub(crate) fn resolve_with<'t>(
    tx: &mut Tx<'_>,
    work: &mut Work,
    names: impl IntoIterator<Item = Named<'t>>,
    unknown: Unknown,
    new: impl Fn(&str) -> NewCustomer,
) -> Result<Answers> {
    let names: BTreeSet<Named<'_>> = names.into_iter().collect();
    let texts: BTreeSet<&str> = names.iter().filter_map(|(text, _)| *text).collect();
    let accounts = names.iter().filter_map(|(_, account)| *account).collect();
    let scope = tx.grants().scope(Permission::CustomersView)?;
    let rights = tx.grants().field_rights();
    let offset = tx.book.utc_offset_minutes;
    let wanted = Wanted::of_texts(&texts, accounts);
    let known = known::load(tx.conn, &wanted, &Sight { scope, rights, offset })?;
    let mut answers = Answers { known, ..Answers::default() };
    let mut missing = Vec::new();
    for text in texts {
        let problem = Problem::new(Code::UnknownReference);
        let answer = match answers.known.find(text) {
            Found::One(id) => Ok(id),
            Found::None if unknown == Unknown::Create => {
                missing.push(new(text));
                continue;
            }
            Found::None => Err(problem),
            Found::Many(count) => Err(several(count)),
        };
        answers.by_text.insert(text.to_owned(), answer);
    }
    let mut refused = BTreeMap::new();
    let made = sift(
        tx,
        "customers",
        missing,
        |customer, problem| {
            refused.insert(customer.name.clone(), problem);
        },
        |tx, rows| tx.execute(&AddCustomers { customers: rows.to_vec() }),
    )?;
    work.created("customer", made.len());
    let made = made.into_iter().map(|(new, made)| (new.name, Ok(made.id.0)));
    let refused = refused.into_iter().map(|(name, problem)| (name, Err(problem)));
    answers.by_text.extend(made.chain(refused));
    Ok(answers)
}
