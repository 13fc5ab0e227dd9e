//! Recording, changing and cancelling payments; allocating and taking allocations back.

mod allocate;
mod by_hand;
mod cancel;
mod record;
mod settle;
mod withdraw;

pub use allocate::{AllocateAutomatically, AllocatePayments};
pub(crate) use by_hand::follow;
pub use cancel::CancelPayments;
pub use record::{EditPayment, RecordPayments};
pub use withdraw::WithdrawAllocations;
