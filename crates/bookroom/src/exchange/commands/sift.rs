//! Giving many rows to a command that takes all or none, so that the good ones go in: it says
//! everything that is wrong at once, the rows it names are taken out, and it is asked again.

use std::collections::BTreeMap;

use crate::error::{Error, Kind, Problem, Result};
use crate::work::Tx;

/// How many rows go to one command. What a savepoint may have to take back is kept in memory, and
/// on SQLite every statement walks over it: with 5,000 rows that took three quarters of an import.
pub(crate) const CHUNK: usize = 500;

/// How often a command is asked at most: its rules come in a few layers, each of which must pass
/// before it looks at the next.
const ROUNDS: usize = 16;

/// Gives rows to a command. `list` is the name of its list, by which problems name rows:
/// `customers[17].tax_number`. Rows it refuses are handed to `refuse` with the problem, its path
/// being the rest (`tax_number`). Returns the rows it took with what came of each.
///
/// An error that names no row, or is no matter of the row's values, is passed on.
pub(crate) fn sift<R, T>(
    tx: &mut Tx<'_>,
    list: &str,
    rows: Vec<R>,
    mut refuse: impl FnMut(&R, Problem),
    mut run: impl FnMut(&mut Tx<'_>, &[R]) -> Result<Vec<T>>,
) -> Result<Vec<(R, T)>> {
    let mut made = Vec::new();
    let mut parts = vec![rows];
    while let Some(part) = parts.pop() {
        match sift_part(tx, list, part, &mut refuse, &mut run)? {
            Part::Made(found) => made.extend(found),
            Part::Halves(first, second) => parts.extend([second, first]),
        }
    }
    Ok(made)
}

/// What came of some rows.
enum Part<R, T> {
    Made(Vec<(R, T)>),
    /// Something is wrong with one of them, and nothing says with which.
    Halves(Vec<R>, Vec<R>),
}

fn sift_part<R, T>(
    tx: &mut Tx<'_>,
    list: &str,
    mut rows: Vec<R>,
    refuse: &mut impl FnMut(&R, Problem),
    run: &mut impl FnMut(&mut Tx<'_>, &[R]) -> Result<Vec<T>>,
) -> Result<Part<R, T>> {
    let mut rounds = 0;
    while !rows.is_empty() {
        rounds += 1;
        let error = match tx.attempt(|tx| run(tx, &rows)) {
            Ok(made) if made.len() == rows.len() => {
                return Ok(Part::Made(rows.into_iter().zip(made).collect()));
            }
            Ok(_) => return Err(Error::internal("a command took rows and gave others")),
            Err(error) => error,
        };
        if !matches!(error.kind(), Kind::Invalid | Kind::Duplicate) {
            return Err(error);
        }
        if is_of_entries(&error) {
            if let [row] = rows.as_slice() {
                error.problems().iter().for_each(|it| refuse(row, it.clone().at("")));
                break;
            }
            let second = rows.split_off(rows.len() / 2);
            return Ok(Part::Halves(rows, second));
        }
        let mut refused = by_row(list, &error);
        let named: usize = refused.values().map(Vec::len).sum();
        if rounds == ROUNDS || named < error.problems().len() {
            return Err(error);
        }
        let mut index = 0;
        rows.retain(|row| {
            let problems = refused.remove(&index).unwrap_or_default();
            index += 1;
            let is_good = problems.is_empty();
            problems.into_iter().for_each(|problem| refuse(row, problem));
            is_good
        });
        if !refused.is_empty() {
            return Err(error);
        }
    }
    Ok(Part::Made(Vec::new()))
}

/// Whether an error is about the entries that the rows became: no path names the rows.
fn is_of_entries(error: &Error) -> bool {
    let problems = error.problems();
    !problems.is_empty() && problems.iter().all(|it| it.path.starts_with("entries["))
}

/// The problems of an error by the row they name.
fn by_row(list: &str, error: &Error) -> BTreeMap<usize, Vec<Problem>> {
    let mut rows: BTreeMap<usize, Vec<Problem>> = BTreeMap::new();
    for problem in error.problems() {
        let rest = problem.path.strip_prefix(list).and_then(|rest| rest.strip_prefix('['));
        let Some((index, rest)) = rest.and_then(|rest| rest.split_once(']')) else { continue };
        if let Ok(index) = index.parse() {
            let path = rest.strip_prefix('.').unwrap_or(rest);
            rows.entry(index).or_default().push(problem.clone().at(path));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    #[test]
    fn problems_name_their_rows() {
        let at = |path: &str| Problem::new(Code::Required).at(path);
        let error = Error::Invalid(vec![at("customers[2].name"), at("customers[0]"), at("owner")]);
        let rows = by_row("customers", &error);
        assert_eq!(rows.keys().copied().collect::<Vec<_>>(), [0, 2]);
        assert_eq!(rows[&2][0].path, "name");
        assert_eq!(rows[&0][0].path, "");
        let deep = Error::Invalid(vec![at("invoices[10].lines[2].quantity")]);
        assert_eq!(by_row("invoices", &deep)[&10][0].path, "lines[2].quantity");
    }
}
