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
