//! Who is given a case: pure. One [`Desk`] stands for all cases of a call, so that each is given
//! by what came of those before it.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{
    AssignmentCandidate, AssignmentOtherwise, AssignmentRule, AssignmentTrouble, AssignmentWay,
    CandidateState,
};
use crate::service::model::{CaseKind, CaseSeverity};
use crate::values::{AssignmentRuleId, OperatorId, ProductId, TeamId};

/// What decides about a case. Items are told with all those above them, by code.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    pub(super) kind: CaseKind,
    pub(super) severity: CaseSeverity,
    pub(super) category: BTreeSet<String>,
    pub(super) channel: BTreeSet<String>,
    /// By dictionary.
    pub(super) classes: BTreeMap<String, BTreeSet<String>>,
    pub(super) product: Option<ProductId>,
    pub(super) team: Option<TeamId>,
    /// Who owns its customer; none without one.
    pub(super) owner: Option<OperatorId>,
    /// Who has it.
    pub(super) assignee: Option<OperatorId>,
    /// Whether the book lets it be given away in its state.
    pub(super) is_allowed: bool,
}

/// Whether a case meets the conditions of a rule.
pub(super) fn meets(rule: &AssignmentRule, facts: &Facts) -> bool {
    let any = |wanted: &[String], has: &BTreeSet<String>| {
        wanted.is_empty() || wanted.iter().any(|item| has.contains(item))
    };
    let classified = rule.classes.iter().all(|class| {
        facts.classes.get(&class.dictionary).is_some_and(|has| any(&class.items, has))
    });
    (rule.kinds.is_empty() || rule.kinds.contains(&facts.kind))
        && (rule.severities.is_empty() || rule.severities.contains(&facts.severity))
        && any(&rule.categories, &facts.category)
        && any(&rule.channels, &facts.channel)
        && classified
        && (rule.products.is_empty() || facts.product.is_some_and(|it| rule.products.contains(&it)))
        && (rule.owner_teams.is_empty()
            || facts.team.is_some_and(|it| rule.owner_teams.contains(&it)))
}

/// The operators as they stand: who is there, who has how much, whose turn it is.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// The active ones, with their team.
    pub(super) active: BTreeMap<OperatorId, Option<TeamId>>,
    /// Those who may work on cases.
    pub(super) capable: BTreeSet<OperatorId>,
    /// Those who are away.
    pub(super) away: BTreeSet<OperatorId>,
    /// Who hands cases over just now.
    pub(super) leaving: Option<OperatorId>,
    /// How many open cases each has, by severity.
    pub(super) open: BTreeMap<OperatorId, BTreeMap<CaseSeverity, i64>>,
    /// The last turn of each by a rule.
    pub(super) turns: BTreeMap<(AssignmentRuleId, OperatorId), i64>,
    /// The last turn of each rule.
    pub(super) last: BTreeMap<AssignmentRuleId, i64>,
}

/// What the rules say of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) rule: Option<AssignmentRuleId>,
    pub(super) to: Option<OperatorId>,
    pub(super) turn: Option<i64>,
    pub(super) trouble: Option<AssignmentTrouble>,
    pub(super) candidates: Vec<AssignmentCandidate>,
}

impl Choice {
    fn trouble(
        rule: Option<AssignmentRuleId>,
        trouble: AssignmentTrouble,
        candidates: Vec<AssignmentCandidate>,
    ) -> Self {
        Self { rule, to: None, turn: None, trouble: Some(trouble), candidates }
    }
}

impl Desk {
    /// Follows the rules for a case, and remembers who got it.
    pub(super) fn give(&mut self, rules: &[AssignmentRule], facts: &Facts) -> Choice {
        if !facts.is_allowed {
            return Choice::trouble(None, AssignmentTrouble::NotAllowed, Vec::new());
        }
        // Who has it now is asked as if they had it not.
        self.count(facts.assignee, facts.severity, -1);
        let mut choice = self.choose(rules, facts);
        let holder = if choice.to.is_some() { choice.to } else { facts.assignee };
        self.count(holder, facts.severity, 1);
        // Nobody is given what they have.
        if let (Some(rule), Some(to)) = (choice.rule, choice.to)
            && facts.assignee != Some(to)
        {
            let last = self.last.entry(rule).or_default();
            *last += 1;
            self.turns.insert((rule, to), *last);
            choice.turn = Some(*last);
        }
        choice
    }

    fn count(&mut self, operator: Option<OperatorId>, severity: CaseSeverity, by: i64) {
        if let Some(operator) = operator {
            *self.open.entry(operator).or_default().entry(severity).or_default() += by;
        }
    }

    fn choose(&self, rules: &[AssignmentRule], facts: &Facts) -> Choice {
        let mut failed = None;
        for rule in rules.iter().filter(|rule| rule.active && meets(rule, facts)) {
            let candidates = self.candidates(rule, facts.owner);
            if let Some(to) = pick(rule.way, &candidates) {
                let (rule, to) = (Some(rule.id), Some(to));
                return Choice { rule, to, turn: None, trouble: None, candidates };
            }
            let trouble = why(rule.way, &candidates);
            let choice = Choice::trouble(Some(rule.id), trouble, candidates);
            if rule.otherwise == AssignmentOtherwise::Stay {
                return choice;
            }
            // The first that it met says most about where it belongs.
            failed.get_or_insert(choice);
        }
        let none = || Choice::trouble(None, AssignmentTrouble::NoRule, Vec::new());
        failed.unwrap_or_else(none)
    }

    /// Those to whom a rule gives cases, in its order.
    pub(super) fn candidates(
        &self,
        rule: &AssignmentRule,
        owner: Option<OperatorId>,
    ) -> Vec<AssignmentCandidate> {
        let owner = owner.filter(|_| rule.way == AssignmentWay::Owner);
        let team = rule.team.into_iter().flat_map(|team| self.of_team(team));
        let mut seen = BTreeSet::new();
        let members = owner.into_iter().chain(rule.operators.iter().copied()).chain(team);
        let members = members.filter(|operator| seen.insert(*operator));
        members.map(|operator| self.candidate(rule, operator)).collect()
    }

    /// The active operators of a team.
    pub(super) fn of_team(&self, team: TeamId) -> impl Iterator<Item = OperatorId> {
        let of_team = self.active.iter().filter(move |(_, it)| **it == Some(team));
        of_team.map(|(operator, _)| *operator)
    }

    fn candidate(&self, rule: &AssignmentRule, operator: OperatorId) -> AssignmentCandidate {
        let weight = |severity: CaseSeverity| {
            let named = rule.weights.iter().find(|weight| weight.severity == severity);
            named.map_or(1, |weight| weight.weight)
        };
        let open = self.open.get(&operator);
        let open = || open.into_iter().flatten();
        let open_cases: i64 = open().map(|(_, count)| *count).sum();
        let load = open().map(|(severity, count)| count.saturating_mul(weight(*severity)));
        let state = if !self.active.contains_key(&operator) {
            CandidateState::Inactive
        } else if self.leaving == Some(operator) {
            CandidateState::Leaving
        } else if !self.capable.contains(&operator) {
            CandidateState::NotPermitted
        } else if self.away.contains(&operator) {
            CandidateState::Away
        } else if rule.open_limit.is_some_and(|limit| open_cases >= limit) {
            CandidateState::Full
        } else {
            CandidateState::Free
        };
        let load = load.fold(0, i64::saturating_add);
        let last_turn = self.turns.get(&(rule.id, operator)).copied();
        AssignmentCandidate { operator, state, open_cases, load, last_turn }
    }
}

/// Whom a way takes of the candidates who are free.
fn pick(way: AssignmentWay, candidates: &[AssignmentCandidate]) -> Option<OperatorId> {
    let mut free = candidates.iter().filter(|it| it.state == CandidateState::Free);
    // Who never had a turn comes first; of several, whom the rule names first.
    let turn = |it: &&AssignmentCandidate| it.last_turn.unwrap_or(0);
    let found = match way {
        AssignmentWay::First | AssignmentWay::Owner => free.next(),
        AssignmentWay::RoundRobin => free.min_by_key(turn),
        AssignmentWay::LeastLoad => free.min_by_key(|it| (it.load, it.open_cases, turn(it))),
    };
    found.map(|it| it.operator)
}

/// Why none of the candidates is free.
fn why(way: AssignmentWay, candidates: &[AssignmentCandidate]) -> AssignmentTrouble {
    let any = |state| candidates.iter().any(|it| it.state == state);
    if candidates.is_empty() && way == AssignmentWay::Owner {
        AssignmentTrouble::NoOwner
    } else if any(CandidateState::Full) {
        AssignmentTrouble::Full
    } else if any(CandidateState::Away) {
        AssignmentTrouble::Away
    } else {
        AssignmentTrouble::Nobody
    }
}

#[cfg(test)]
#[path = "choice_tests.rs"]
mod tests;
