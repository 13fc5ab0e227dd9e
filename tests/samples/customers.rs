//! Examples of the commands on customers and contacts.

use bookroom::AnyCommand;
use bookroom::customers::commands::AddCustomers;
use bookroom::customers::model::NewCustomer;
use bookroom_tests::room::TestRoom;

/// See [`super::sample`].
pub fn sample(name: &str, _test: &TestRoom) -> Option<AnyCommand> {
    Some(match name {
        "customers.add" => {
            AddCustomers { customers: vec![NewCustomer::company("杭州青禾贸易有限公司")] }.into()
        }
        _ => return None,
    })
}
