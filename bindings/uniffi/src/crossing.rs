//! Values and callbacks there and back, for measuring what crossing costs and for tests that assert
//! it: nothing of the engine runs in between.

use std::sync::Arc;

use crate::{
    AnyCommand, BookroomError, ChangeListener, CustomerSummary, JournalEntry, LocalDate,
    NewCustomer, Timestamp,
};

/// The number after this one: the price of a bare call.
#[uniffi::export]
#[must_use]
pub fn crossing_number(number: i64) -> i64 {
    number.wrapping_add(1)
}

/// The same text.
#[uniffi::export]
#[must_use]
pub fn crossing_text(text: String) -> String {
    text
}

/// The same decimal.
///
/// Fails with:
/// `bad_number` for what no engine number holds.
#[uniffi::export]
pub fn crossing_decimal(number: crate::Decimal) -> Result<crate::Decimal, BookroomError> {
    Ok(number)
}

/// The same date.
///
/// Fails with:
/// `bad_date`.
#[uniffi::export]
pub fn crossing_date(date: LocalDate) -> Result<LocalDate, BookroomError> {
    Ok(date)
}

/// The same instant, to the microsecond.
///
/// Fails with:
/// `bad_date`.
#[uniffi::export]
pub fn crossing_instant(instant: Timestamp) -> Result<Timestamp, BookroomError> {
    Ok(instant)
}

/// The same record.
///
/// Fails with:
/// What its values cannot be.
#[uniffi::export]
pub fn crossing_customer(customer: NewCustomer) -> Result<NewCustomer, BookroomError> {
    Ok(customer)
}

/// The same command.
///
/// Fails with:
/// What its values cannot be.
#[uniffi::export]
pub fn crossing_command(command: AnyCommand) -> Result<AnyCommand, BookroomError> {
    Ok(command)
}

/// The same list of records.
///
/// Fails with:
/// What their values cannot be.
#[uniffi::export]
pub fn crossing_customers(
    customers: Vec<CustomerSummary>,
) -> Result<Vec<CustomerSummary>, BookroomError> {
    Ok(customers)
}

/// How many entries cross.
///
/// Fails with:
/// What their values cannot be.
#[uniffi::export]
pub fn crossing_entries(entries: Vec<JournalEntry>) -> Result<i64, BookroomError> {
    Ok(i64::try_from(entries.len()).unwrap_or(i64::MAX))
}

/// Calls a listener so many times from so many threads of the engine's side, with no changes;
/// returns how many calls threw.
#[uniffi::export]
#[must_use]
pub fn crossing_callbacks(listener: Arc<dyn ChangeListener>, threads: u32, calls: u32) -> i64 {
    let ask = |listener: Arc<dyn ChangeListener>| {
        let failed = |outcome: Result<(), BookroomError>| i64::from(outcome.is_err());
        (0..calls).map(|_| failed(listener.on_changes(Vec::new()))).sum::<i64>()
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads)
            .map(|_| {
                let listener = listener.clone();
                scope.spawn(move || ask(listener))
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(i64::from(calls))).sum()
    })
}
