//! The running balance of a statement as evidence: which rows it contradicts, and which of them
//! move money in or out where nothing else says so.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::ends::Ends;
use super::flows::{self, Flows, figure, flow};
use crate::billing::payments::PaymentDirection::{self, In, Out};
use crate::exchange::clean;
use crate::exchange::model::NoticeKind;
use crate::exchange::sheet::Sheet;
use crate::exchange::table::Row;

/// What the running balance shows of rows, by their lines.
#[derive(Debug, Default)]
pub(crate) struct Balances {
    wrong: BTreeSet<u64>,
    directions: BTreeMap<u64, PaymentDirection>,
    unclear: BTreeSet<u64>,
}

impl Balances {
    /// Whether the balance before and after a row is not apart by its amount.
    pub(crate) fn contradicts(&self, line: u64) -> bool {
        self.wrong.contains(&line)
    }

    /// Whether nothing says which of two ends of a row is the other side.
    pub(crate) fn is_unclear(&self, line: u64) -> bool {
        self.unclear.contains(&line)
    }

    /// The direction of a row by its two ends, or by the balance.
    pub(crate) fn direction(&self, line: u64) -> Option<PaymentDirection> {
        self.directions.get(&line).copied()
    }
}

/// A row's balance and what it moves, as far as they can be read.
struct Step {
    line: u64,
    balance: Option<Decimal>,
    flow: Option<Decimal>,
}

/// The steps of a file in the order in which they were taken: the oldest first.
struct Trail {
    steps: Vec<Step>,
    /// Whether the figures say nothing of directions.
    unsigned: bool,
}

impl Trail {
    /// How far the balance moved with the step, and what the row says.
    fn at(&self, index: usize) -> Option<(Decimal, Decimal)> {
        let before = self.steps.get(index.checked_sub(1)?)?.balance?;
        let step = self.steps.get(index)?;
        Some((step.balance?.checked_sub(before)?, step.flow?))
    }

    fn fits(&self, index: usize) -> Option<bool> {
        let (moved, flow) = self.at(index)?;
        Some(if self.unsigned { moved.abs() == flow.abs() } else { moved == flow })
    }

    fn count(&self, fits: bool) -> usize {
        (0..self.steps.len()).filter(|index| self.fits(*index) == Some(fits)).count()
    }

    fn reversed(mut self) -> Self {
        self.steps.reverse();
        self
    }

    /// Whether the balance of a step is wrong, and not its amount: two steps together fit.
    fn is_misprint(&self, index: usize) -> bool {
        let next = self.fits(index + 1) == Some(false) && !self.unsigned;
        let both = || {
            let before = self.steps.get(index.checked_sub(1)?)?.balance?;
            let (own, after) = (self.steps.get(index)?, self.steps.get(index + 1)?);
            let moved = after.balance?.checked_sub(before)?;
            Some(moved == own.flow?.checked_add(after.flow?)?)
        };
        next && both().unwrap_or(false)
    }
}

/// Looks at the running balance of a file and at the two ends of its rows; what is not certain is
/// noted.
pub(crate) fn look(sheet: &mut Sheet, flows: Flows, ends: Ends) -> Balances {
    let mut found = by_balance(sheet, flows);
    for (line, direction) in ends.directions {
        let other = found.directions.insert(line, direction).is_some_and(|it| it != direction);
        if other {
            found.wrong.insert(line);
        }
    }
    found.unclear = ends.unclear;
    if !found.directions.is_empty() {
        let open = sheet.rows.iter().filter(|row| !found.directions.contains_key(&row.line));
        let open: Vec<u64> = open.map(|row| row.line).collect();
        sheet.narrow(NoticeKind::DirectionAssumed, &open);
    }
    found
}

fn by_balance(sheet: &mut Sheet, flows: Flows) -> Balances {
    if !sheet.columns.has("balance") {
        return Balances::default();
    }
    let unsigned = matches!(flows, Flows::Signed(_)) && !flows::has_negative(sheet);
    let swapped = match flows {
        Flows::Columns { swapped, .. }
        | Flows::Said { swapped, .. }
        | Flows::Marked { swapped } => swapped,
        Flows::Signed(_) => false,
    };
    let steps = || {
        let step = |row: &Row| Step {
            line: row.line,
            balance: figure(sheet, row, "balance"),
            flow: flow(sheet, row, flows).map(|flow| if swapped { -flow } else { flow }),
        };
        Trail { steps: sheet.rows.iter().map(step).collect(), unsigned }
    };
    let (up, down) = (steps(), steps().reversed());
    let (ups, downs) = (up.count(true), down.count(true));
    // Amounts without a sign may fit both ways: the days say which was first.
    let is_even = ups == downs && unsigned && !goes_up(sheet);
    let trail = if ups > downs || (ups == downs && !is_even) { up } else { down };
    let (agree, oppose) = (trail.count(true), trail.count(false));
    if agree == 0 || oppose > agree {
        let first = (0..trail.steps.len()).find(|index| trail.fits(*index) == Some(false));
        if let Some(line) = first.and_then(|at| trail.steps.get(at)).map(|step| step.line) {
            let rows = u64::try_from(oppose).unwrap_or(u64::MAX);
            sheet.notice(NoticeKind::BalanceNotFollowed, "balance", String::new(), rows, line);
        }
        return Balances::default();
    }
    weigh(sheet, &trail)
}

/// Whether the days of a file go up.
fn goes_up(sheet: &Sheet) -> bool {
    let ends = (sheet.rows.first(), sheet.rows.last());
    let (Some(first), Some(last)) = ends else { return true };
    let day = |row: &Row| {
        let decision = sheet.dates("paid_on");
        let offset = Some(sheet.setting.offset_minutes);
        clean::date(&sheet.cell(row, "paid_on"), decision, offset).ok()
    };
    match (day(first), day(last)) {
        (Some(first), Some(last)) => first.value <= last.value,
        _ => true,
    }
}

/// Takes each step of a balance that most rows follow.
fn weigh(sheet: &mut Sheet, trail: &Trail) -> Balances {
    let mut found = Balances::default();
    let mut misprints = Vec::new();
    let mut index = 0;
    while index < trail.steps.len() {
        let line = trail.steps.get(index).map_or(0, |step| step.line);
        match (trail.fits(index), trail.at(index)) {
            (Some(true), Some((moved, flow))) if trail.unsigned && !flow.is_zero() => {
                found.directions.insert(line, if moved > Decimal::ZERO { In } else { Out });
            }
            (Some(false), _) if trail.is_misprint(index) => {
                misprints.push(line);
                index += 1;
            }
            (Some(false), _) => {
                found.wrong.insert(line);
            }
            _ => {}
        }
        index += 1;
    }
    if let Some(line) = misprints.iter().min().copied() {
        let rows = u64::try_from(misprints.len()).unwrap_or(u64::MAX);
        sheet.notice(NoticeKind::BalanceNotFollowed, "balance", String::new(), rows, line);
    }
    let is_bank = ["customer", "amount", "balance"].iter().any(|it| flows::is_of_bank(sheet, it));
    if !is_bank {
        // 余额 beside a customer may be what that one still owes: it falls with each receipt.
        found.directions.clear();
    }
    found
}
