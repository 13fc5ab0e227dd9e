//! What happens while targets are not met. Hosts run it every few minutes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::calendars;
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::service::commands::give_escalated;
use crate::service::levels::clock;
use crate::service::levels::follow::{Paces, write};
use crate::service::levels::model::{
    CaseClock, Escalation, EscalationAction, EscalationStep, EscalationWhom, LevelTarget,
};
use crate::service::levels::store::cases::{self, Staff};
use crate::service::levels::store::{self, clocks};
use crate::service::store::CaseRow;
use crate::tasks::{self, NewTask, TaskLink, TaskPriority};
use crate::values::{CaseId, Check, Language, OperatorId};
use crate::work::{Command, Outcome, Review, Tx};

/// Does every step of escalation that comes no later than an instant and is not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalateDue {
    /// The instant; none: now. One to come does steps before their time.
    pub at: Option<DateTime<Utc>>,
}

/// A step that is to be done.
struct Due {
    case: CaseId,
    clock: usize,
    step: usize,
    due_at: DateTime<Utc>,
}

impl Command for EscalateDue {
    const NAME: &'static str = "service_levels.escalate_due";
    const PERMISSION: Permission = Permission::ServiceLevelsManage;
    type Output = Vec<Escalation>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Escalation>> {
        let book = tx.book_id();
        let at = self.at.unwrap_or_else(|| tx.now());
        let mut check = Check::new();
        check.date("at", at.date_naive());
        check.finish()?;
        let found = clocks::cases_with_steps(tx.conn, book, at.timestamp_micros())?;
        let found: BTreeSet<i64> = found.into_iter().collect();
        let rows = cases::lock(tx.conn, book, &found)?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        store::keep_all(tx.conn, book)?;
        let paces = Paces::of(&calendars::load_all(tx.conn, book)?)?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        // What somebody else did before the cases were locked is not done again.
        let before = clocks::load_of(tx.conn, book, &ids)?;
        let due = find(&before, &paces, at);
        let staff = cases::staff(tx.conn, book)?;
        let mut rows: BTreeMap<i64, CaseRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        let mut after = before.clone();
        let mut done = Vec::with_capacity(due.len());
        for due in due {
            let clock = after.get_mut(&due.case.0).and_then(|clocks| clocks.get_mut(due.clock));
            let row = rows.get_mut(&due.case.0);
            let (Some(clock), Some(row)) = (clock, row) else { continue };
            let Some(step) = clock.steps.get_mut(due.step) else { continue };
            step.done_at = Some(tx.now());
            let step = step.step.clone();
            let whom = whom(&step, row, &staff);
            let mut escalation = Escalation {
                case: due.case,
                clock: clock.id,
                step,
                due_at: due.due_at,
                tasks: Vec::new(),
                assignee: None,
            };
            act(permit, tx, row, clock, &whom, &mut escalation)?;
            done.push(escalation);
        }
        let settled = after.into_iter().map(|(case, mut clocks)| {
            for clock in clocks.iter_mut().filter(|clock| clock.ended_at.is_none()) {
                clock::settle(clock, paces.of_calendar(clock.calendar));
            }
            (before.get(&case).cloned().unwrap_or_default(), clocks)
        });
        write(permit, tx, settled.collect())?;
        Ok(done)
    }
}

/// The steps that come no later than an instant, in the order in which they come.
fn find(clocks: &BTreeMap<i64, Vec<CaseClock>>, paces: &Paces, at: DateTime<Utc>) -> Vec<Due> {
    let mut found = Vec::new();
    for (place, clock) in clocks.values().flat_map(|clocks| clocks.iter().enumerate()) {
        if clock.ended_at.is_some() {
            continue;
        }
        let pace = paces.of_calendar(clock.calendar);
        for (index, step) in clock.steps.iter().enumerate() {
            let comes =
                step.done_at.is_none().then(|| clock::reach(clock, pace, step.after_seconds));
            if let Some(due_at) = comes.flatten().filter(|comes| *comes <= at) {
                found.push(Due { case: clock.case, clock: place, step: index, due_at });
            }
        }
    }
    found.sort_by_key(|due| (due.due_at, due.case, due.clock, due.step));
    found
}

/// The active operators whom a step is about; the first is given the case.
fn whom(step: &EscalationStep, case: &CaseRow, staff: &Staff) -> Vec<OperatorId> {
    let of_team = |id: &&i64| case.team_id.is_some() && staff.teams.get(id) == Some(&case.team_id);
    let one = |id: Option<i64>| id.into_iter().collect::<Vec<i64>>();
    let found: Vec<i64> = match step.whom {
        EscalationWhom::Owner => one(case.owner_id),
        EscalationWhom::Assignee => one(case.assignee_id),
        EscalationWhom::Operator => one(step.operator.map(i64::from)),
        EscalationWhom::Team => staff.teams.keys().filter(of_team).copied().collect(),
        EscalationWhom::Manager => staff.managers.iter().filter(of_team).copied().collect(),
    };
    let mut active: Vec<i64> =
        found.into_iter().filter(|id| staff.teams.contains_key(id)).collect();
    for others in [&staff.managers, &staff.owners] {
        if active.is_empty() {
            active.clone_from(others);
        }
    }
    active.into_iter().map(OperatorId).collect()
}

/// What a task says: the case, the target, and the step by which it came.
fn title(language: Language, case: &str, target: LevelTarget, step: &EscalationStep) -> String {
    let target = match target {
        LevelTarget::FirstResponse => language.pick("首次响应", "first response"),
        LevelTarget::NextResponse => language.pick("再次响应", "next response"),
        LevelTarget::Resolution => language.pick("解决", "resolution"),
    };
    let step = match (step.percent, step.seconds.unwrap_or(0)) {
        (Some(percent), _) => match language {
            Language::Chinese => format!("已用 {percent}%"),
            Language::English => format!("{percent}% used"),
        },
        (None, 0) => language.pick("到期", "due").to_owned(),
        (None, seconds) => {
            let minutes = seconds.unsigned_abs().div_ceil(60);
            match (language, seconds < 0) {
                (Language::Chinese, true) => format!("到期前 {minutes} 分钟"),
                (Language::Chinese, false) => format!("逾期 {minutes} 分钟"),
                (Language::English, true) => format!("{minutes} min before it is due"),
                (Language::English, false) => format!("{minutes} min overdue"),
            }
        }
    };
    match language {
        Language::Chinese => format!("服务时限 {case}：{target}，{step}"),
        Language::English => format!("Service level {case}: {target}, {step}"),
    }
}

/// Does what a step says.
fn act(
    permit: &Permit,
    tx: &mut Tx<'_>,
    case: &mut CaseRow,
    clock: &CaseClock,
    whom: &[OperatorId],
    escalation: &mut Escalation,
) -> Result<()> {
    match escalation.step.action {
        EscalationAction::Notify => {
            // No text of the case: a task is seen by others than a case is.
            let title = title(tx.book.language, &case.number, clock.target, &escalation.step);
            let task = |operator: &OperatorId| NewTask {
                priority: TaskPriority::High,
                due_at: clock.due_at,
                link: Some(TaskLink::Case(escalation.case)),
                assignee: Some(*operator),
                ..NewTask::new(&title)
            };
            let made = tasks::make(permit, tx, &whom.iter().map(task).collect::<Vec<_>>())?;
            escalation.tasks = made.iter().map(|task| task.id).collect();
        }
        EscalationAction::Reassign => {
            let to = whom.first().filter(|to| case.assignee_id != Some(to.0));
            if let Some(to) = to {
                *case = give_escalated(permit, tx, case.clone(), *to)?;
                escalation.assignee = Some(*to);
            }
        }
    }
    Ok(())
}

impl Outcome for Escalation {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("case_clock", self.clock);
    }
}
