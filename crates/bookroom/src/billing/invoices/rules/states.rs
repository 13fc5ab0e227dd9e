//! Where a posted document stands, from what is settled.

use crate::billing::invoices::model::InvoiceState;

/// The state of a posted document of `gross` of which `settled` is settled. Cancelled invoices keep
/// their state; that is decided elsewhere.
pub(crate) fn state_after(gross: i64, settled: i64) -> InvoiceState {
    if settled >= gross {
        InvoiceState::Paid
    } else if settled > 0 {
        InvoiceState::PartPaid
    } else {
        InvoiceState::Posted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_follows_what_is_settled() {
        assert_eq!(state_after(100, 0), InvoiceState::Posted);
        assert_eq!(state_after(100, 1), InvoiceState::PartPaid);
        assert_eq!(state_after(100, 100), InvoiceState::Paid);
        assert_eq!(state_after(0, 0), InvoiceState::Paid, "nothing is left to pay");
    }
}
