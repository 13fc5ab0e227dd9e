//! Finding the customers that documents and payments name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Work;
use super::sift::sift;
use crate::customers::commands::AddCustomers;
use crate::customers::model::NewCustomer;
use crate::error::{Code, Problem, Result};
use crate::exchange::model::Unknown;
use crate::exchange::rules::known::Found;
use crate::exchange::store;
use crate::rights::permission::Permission;
use crate::work::Tx;

/// Finds customers by code, tax number or name, and makes the unknown ones if that was asked for.
/// Each text is answered with an id or the reason why there is none.
pub(crate) fn resolve<'t>(
    tx: &mut Tx<'_>,
    work: &mut Work,
    texts: impl IntoIterator<Item = &'t str>,
    unknown: Unknown,
) -> Result<HashMap<String, Result<i64, Problem>>> {
    let texts: BTreeSet<&str> = texts.into_iter().collect();
    let scope = tx.grants().scope(Permission::CustomersView)?;
    let known = store::load_known(tx.conn, &scope, &texts, &texts, &texts)?;
    let mut answers = HashMap::with_capacity(texts.len());
    let mut missing = Vec::new();
    for text in texts {
        let problem = Problem::new(Code::UnknownReference);
        let answer = match known.find(text) {
            Found::One(id) => Ok(id),
            Found::None if unknown == Unknown::Create => {
                missing.push(NewCustomer::company(text));
                continue;
            }
            Found::None => Err(problem),
            Found::Many(count) => Err(problem.fact("matches", count)),
        };
        answers.insert(text.to_owned(), answer);
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
    answers.extend(made.into_iter().map(|(new, made)| (new.name, Ok(made.id.0))));
    answers.extend(refused.into_iter().map(|(name, problem)| (name, Err(problem))));
    Ok(answers)
}
