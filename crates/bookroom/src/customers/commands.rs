//! Commands on customers. Each takes many and loads, decides and writes them together.

mod add;
mod draft;

pub use add::AddCustomers;
