//! What remedies may be: pure.

use super::model::{CaseRemedy, RemedyState, RemedyTerms};
use crate::error::{Code, Problem};
use crate::rights::permit::FieldRights;
use crate::service::model::CaseState;
use crate::service::rules::shown as shown_text;
use crate::values::{Check, Currency};

/// The longest reason and decision, in characters: they become notes of documents.
pub(super) const REASON_LIMIT: usize = 2_000;
/// The most lines of a document.
const LINE_LIMIT: usize = 10_000;

/// Refuses remedies for a case that is a part of another, or that is not worked on.
///
/// # Errors
/// `wrong_state`.
pub(super) fn check_case(state: CaseState) -> Result<(), Problem> {
    match state {
        CaseState::Merged | CaseState::Rejected => {
            Err(Problem::new(Code::WrongState).fact("from", state.slug()))
        }
        _ => Ok(()),
    }
}

/// Refuses to decide twice.
///
/// # Errors
/// `wrong_state`.
pub(super) fn check_proposed(state: RemedyState) -> Result<(), Problem> {
    match state {
        RemedyState::Proposed => Ok(()),
        _ => Err(Problem::new(Code::WrongState).fact("from", state.slug())),
    }
}

/// Checks what can be told of terms without the books; returns them with clean texts. The rest is
/// said when they are approved: what an invoice leaves to be credited may have become less by then.
pub(super) fn clean_terms(
    check: &mut Check,
    terms: &RemedyTerms,
    currency: Currency,
) -> RemedyTerms {
    let mut clean = terms.clone();
    match &mut clean {
        RemedyTerms::CreditNote(terms) => {
            check.at_most("terms.credit_note.lines", terms.lines.len(), LINE_LIMIT);
        }
        RemedyTerms::Replacement(terms) => {
            let path = "terms.replacement.lines";
            check.at_most(path, terms.lines.len(), LINE_LIMIT);
            check.require(!terms.lines.is_empty(), path, Code::NoLines);
            check.each(path, &mut terms.lines, |check, line| {
                let text = line.description.take();
                line.description = check.optional_lines("description", text.as_deref(), 300);
                let text = line.unit.take();
                line.unit = check.optional_text("unit", text.as_deref(), 40);
                let text = line.income_account.take();
                line.income_account = check.optional_text("income_account", text.as_deref(), 40);
            });
        }
        RemedyTerms::Refund(terms) => {
            let path = "terms.refund.amount";
            match currency.to_minor(terms.amount) {
                Ok(amount) => check.require(amount > 0, path, Code::MustBePositive),
                Err(problem) => check.add(problem.at(path)),
            }
            check.within("terms.refund", |check| {
                let text = terms.method.take();
                terms.method = check.optional_text("method", text.as_deref(), 200);
                let text = terms.account.take();
                terms.account = check.optional_text("account", text.as_deref(), 40);
            });
        }
    }
    clean
}

/// Where a remedy stands once its document counts, or counts no more.
pub(super) fn state_by_document(stands: bool) -> RemedyState {
    if stands { RemedyState::Approved } else { RemedyState::Reversed }
}

/// A remedy as somebody with these rights sees it.
pub(super) fn shown(mut remedy: CaseRemedy, rights: &FieldRights) -> CaseRemedy {
    limit(&mut remedy, rights);
    remedy
}

/// As [`shown`], in place.
pub(super) fn limit(remedy: &mut CaseRemedy, rights: &FieldRights) {
    remedy.reason = shown_text(remedy.reason.take(), rights);
    remedy.decision = shown_text(remedy.decision.take(), rights);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::remedies::model::{CreditTerms, RefundTerms};

    #[test]
    fn decided_is_decided_and_parts_of_others_get_nothing() {
        for state in RemedyState::ALL {
            let is_open = *state == RemedyState::Proposed;
            assert_eq!(check_proposed(*state).is_ok(), is_open, "{state:?}");
        }
        for state in CaseState::ALL {
            let is_refused = matches!(state, CaseState::Merged | CaseState::Rejected);
            assert_eq!(check_case(*state).is_err(), is_refused, "{state:?}");
        }
    }

    #[test]
    fn terms_say_where_they_are_wrong() {
        let currency = Currency::of("CNY").unwrap();
        let said = |terms: RemedyTerms| {
            let mut check = Check::new();
            clean_terms(&mut check, &terms, currency);
            let problems = check.finish().err().map(|error| error.problems().to_vec());
            let problems = problems.unwrap_or_default().into_iter();
            problems.map(|it| format!("{} {}", it.path, it.code.slug())).collect::<Vec<_>>()
        };
        let refund = |amount: &str| {
            let (method, account) = (None, None);
            let amount = amount.parse().unwrap();
            RemedyTerms::Refund(RefundTerms { amount, method, account, allocate: false })
        };
        assert!(said(refund("10.50")).is_empty());
        assert_eq!(said(refund("0")), ["terms.refund.amount must_be_positive"]);
        assert_eq!(said(refund("1.001")), ["terms.refund.amount too_many_decimals"]);
        let all = CreditTerms { invoice: None, lines: Vec::new() };
        assert!(said(RemedyTerms::CreditNote(all)).is_empty());
    }
}
