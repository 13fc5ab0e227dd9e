//! Recording, changing and cancelling payments; allocating and taking allocations back.

mod allocate;
mod by_hand;
mod cancel;
mod purposes;
mod record;
mod settle;
mod withdraw;

use super::model::{Allocation, Payment};
use crate::work::{Outcome, Review};

pub use allocate::{AllocateAutomatically, AllocatePayments};
pub(crate) use by_hand::follow;
pub use cancel::CancelPayments;
pub use record::{EditPayment, RecordPayments};
pub use withdraw::WithdrawAllocations;

impl Outcome for Payment {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("payment", self.id);
    }
}

impl Outcome for Allocation {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("allocation", self.id);
    }
}
