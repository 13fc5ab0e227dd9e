//! Recording, changing and cancelling payments; allocating and taking allocations back.

mod allocate;
mod cancel;
mod record;
mod settle;
mod withdraw;

pub use allocate::{AllocateAutomatically, AllocatePayments};
pub use cancel::CancelPayments;
pub use record::{EditPayment, RecordPayments};
pub use withdraw::WithdrawAllocations;

/// The most payments, allocations or customers of one command.
pub const LIMIT: usize = 100_000;
/// The most documents that one payment names by hand.
pub const SHARES: usize = 10_000;
