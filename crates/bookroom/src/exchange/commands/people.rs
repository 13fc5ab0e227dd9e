//! Finding the customers that documents and payments name.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Work;
use super::sift::sift;
use crate::billing::open_items::model::Side;
use crate::customers::commands::AddCustomers;
use crate::customers::model::NewCustomer;
use crate::error::{Code, Problem, Result};
use crate::exchange::meanings::{self, folded};
use crate::exchange::model::{NoticeKind, Unknown};
use crate::exchange::rules::known::{Found, KnownCustomers, differs};
use crate::exchange::store::known::{self, Sight, Wanted};
use crate::rights::permission::Permission;
use crate::values::text::clip;
use crate::work::Tx;

/// What names a customer in a document or payment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named<'t> {
    /// A name, code or tax number.
    pub(crate) text: Option<&'t str>,
    /// The code beside it.
    pub(crate) code: Option<&'t str>,
    /// A bank account.
    pub(crate) account: Option<&'t str>,
    /// Whether the row sells to it or buys from it, where that is certain.
    pub(crate) side: Option<Side>,
}

/// A field and what is wrong with it.
type Fault = (&'static str, Problem);
/// A text, and the code beside it.
type Key = (String, Option<String>);

/// Whom names mean, or the reason why nobody.
#[derive(Default)]
pub(crate) struct Answers {
    by_text: HashMap<Key, Result<i64, Fault>>,
    /// What customers are called that were found by a code beside another name.
    other_names: HashMap<Key, String>,
    /// Those that were made of their code only.
    by_code: HashSet<Key>,
    known: KnownCustomers,
}

impl Answers {
    /// Whom the names of a line mean; another name than the record's is reported.
    pub(super) fn of(&self, work: &mut Work, line: u64, named: Named<'_>) -> Result<i64, Fault> {
        let (id, is_by_side) = self.find(named)?;
        let text = named.text.unwrap_or_default();
        let key = key(text, named.code);
        if let Some(own) = self.other_names.get(&key) {
            let texts = format!("{text} / {own}");
            work.notice(NoticeKind::DiffersFromRecord, "customer", &texts, line);
        }
        if self.by_code.contains(&key) {
            work.notice(NoticeKind::NamedByCode, "customer", text, line);
        }
        if self.known.means_merged(id, named.code.unwrap_or(text)) {
            work.notice(NoticeKind::CustomerReplaced, "customer", text, line);
        }
        if is_by_side {
            work.notice(NoticeKind::ChosenBySide, "customer", text, line);
        }
        Ok(id)
    }

    /// Whom a name means, and whether only the row's side says so. Text and account must not mean
    /// two; a text that means several is decided by the account, then by the side. The field at
    /// fault comes with the problem.
    fn find(&self, named: Named<'_>) -> Result<(i64, bool), Fault> {
        let unknown = || Problem::new(Code::UnknownReference);
        let by_account = named.account.map(|account| self.known.find_by_account(account));
        let Some(text) = named.text else {
            return match by_account.unwrap_or(Found::None) {
                Found::One(id) => Ok((id, false)),
                Found::None => Err(("payer_account", unknown())),
                Found::Many(count) => Err(("payer_account", several(count))),
            };
        };
        let answer = self.by_text.get(&key(text, named.code)).cloned();
        match (answer.unwrap_or_else(|| Err(("customer", unknown()))), by_account) {
            (Ok(id), Some(Found::One(other))) if id != other => {
                let owned = named.account.is_some_and(|it| self.known.has_account(id, it));
                if owned {
                    Ok((id, false))
                } else {
                    Err(("payer_account", differs("payer_account")))
                }
            }
            (Ok(id), _) => Ok((id, false)),
            (Err(fault), by_account) => {
                let is_many = matches!(self.known.find(text), Found::Many(_));
                if !is_many || named.code.is_some() {
                    return Err(fault);
                }
                if let Some(Found::One(id)) = by_account {
                    return Ok((id, false));
                }
                let chosen = named.side.and_then(|side| self.known.find_on(text, side));
                chosen.map(|id| (id, true)).ok_or(fault)
            }
        }
    }
}

/// Whether a text names nobody who could be made: 待查, 国家金库, unknown.
fn is_nobody(text: &str) -> bool {
    let text = folded(clip(text, 80));
    meanings::is("nobody", &text)
        || meanings::of("nobody_start").any(|it| text.starts_with(it.word.as_str()))
}

fn key(text: &str, code: Option<&str>) -> Key {
    (text.to_owned(), code.map(str::to_owned))
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
    let pairs: BTreeSet<(&str, Option<&str>)> =
        names.iter().filter_map(|named| Some((named.text?, named.code))).collect();
    let texts: BTreeSet<&str> = pairs.iter().map(|(text, _)| *text).collect();
    let accounts = names.iter().filter_map(|named| named.account).collect();
    let scope = tx.grants().scope(Permission::CustomersView)?;
    let rights = tx.grants().field_rights();
    let offset = tx.book.utc_offset_minutes;
    let mut wanted = Wanted::of_texts(&texts, accounts);
    wanted.codes.extend(pairs.iter().filter_map(|(_, code)| *code));
    let known = known::load(tx.conn, &wanted, &Sight { scope, rights, offset })?;
    let mut answers = Answers { known, ..Answers::default() };
    let mut missing: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
    for (text, code) in pairs {
        let found = match code {
            Some(code) => answers.known.find_both(code, text),
            None => Ok(answers.known.find(text)),
        };
        // A code alone stands in the customer's column.
        let is_beside = code.is_some_and(|code| code != text);
        let field = if is_beside { "customer_code" } else { "customer" };
        let answer = match found {
            Ok(Found::One(id)) => {
                let other = code.and_then(|_| answers.known.other_name(id, text));
                let other = other.map(|name| (key(text, code), name.to_owned()));
                answers.other_names.extend(other);
                Ok(id)
            }
            // b1 beside a known B1: neither that one nor surely another.
            Ok(Found::None) if answers.known.has_like_code(code.unwrap_or(text)) => {
                Err((field, differs(field)))
            }
            Ok(Found::None) if unknown == Unknown::Create && !is_nobody(text) => {
                missing.entry(text).or_default().insert(code);
                continue;
            }
            Ok(Found::None) => {
                let problem = Problem::new(Code::UnknownReference).fact("list", "customers");
                let near = answers.known.near(text);
                let problem = near.map_or(problem.clone(), |near| problem.fact("near", near));
                Err((field, problem))
            }
            Ok(Found::Many(count)) => Err((field, several(count))),
            Err(other) => {
                let field = if is_beside { other } else { field };
                Err((field, differs(field)))
            }
        };
        answers.by_text.insert(key(text, code), answer);
    }
    make(tx, work, &mut answers, missing, new)?;
    Ok(answers)
}

/// Makes the customers that are missing, each with the code beside its name. A row without a code
/// means the one that others of its name have.
fn make(
    tx: &mut Tx<'_>,
    work: &mut Work,
    answers: &mut Answers,
    missing: BTreeMap<&str, BTreeSet<Option<&str>>>,
    new: impl Fn(&str) -> NewCustomer,
) -> Result<()> {
    let (mut rows, mut without) = (Vec::new(), Vec::new());
    for (text, codes) in missing {
        let coded: Vec<&str> = codes.iter().filter_map(|code| *code).collect();
        for code in codes {
            match (code, coded.as_slice()) {
                (None, [only]) => without.push((text, *only)),
                (None, [_, _, ..]) => {
                    let fault = ("customer", several(coded.len()));
                    answers.by_text.insert(key(text, None), Err(fault));
                }
                _ => rows.push(NewCustomer { code: code.map(str::to_owned), ..new(text) }),
            }
        }
    }
    let mut refused = HashMap::new();
    let made = sift(
        tx,
        "customers",
        rows,
        |customer, problem| {
            let key = (customer.name.clone(), customer.code.clone());
            refused.insert(key, Err(("customer", problem)));
        },
        |tx, rows| tx.execute(&AddCustomers { customers: rows.to_vec() }),
    )?;
    work.created("customer", made.len());
    let coded = made.iter().filter(|(new, _)| new.code.as_ref() == Some(&new.name));
    answers.by_code.extend(coded.map(|(new, _)| (new.name.clone(), new.code.clone())));
    let made = made.into_iter().map(|(new, made)| ((new.name, new.code), Ok(made.id.0)));
    answers.by_text.extend(refused);
    answers.by_text.extend(made);
    for (text, code) in without {
        if let Some(answer) = answers.by_text.get(&key(text, Some(code))).cloned() {
            answers.by_text.insert(key(text, None), answer);
        }
    }
    Ok(())
}
