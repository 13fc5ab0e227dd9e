//! Lists of documents of sale without their lines: number, day, customer and amount. Each document
//! comes in as one line of its amount, and the report says so.

use super::Sheet;
use crate::billing::products::PriceMode;
use crate::exchange::headers::Target;
use crate::exchange::model::NoticeKind;

impl Sheet {
    /// Takes each row for a whole document where no column says anything of lines. What is taken
    /// off or added is not told apart from the amount then, so a file with such columns stays as
    /// it is.
    pub(crate) fn take_whole_documents(&mut self, description: &str) {
        const OF_LINES: [&str; 9] = [
            "description",
            "product_code",
            "spec",
            "quantity",
            "unit",
            "unit_price",
            "discount",
            "invoice_discount",
            "freight",
        ];
        const AMOUNTS: [&str; 3] = ["amount", "net_amount", "gross_amount"];
        let has = |field: &&str| !self.columns.is_open(field);
        let has_head = ["reference", "customer", "issue_on"].iter().all(has);
        if self.target != Target::Sales || !has_head || OF_LINES.iter().any(has) {
            return;
        }
        if !AMOUNTS.iter().any(has) && has(&"document_total") {
            let field = match self.columns.meaning("document_total").tax {
                Some(PriceMode::Gross) => "gross_amount",
                Some(PriceMode::Net) => "net_amount",
                None => "amount",
            };
            self.columns.rename("document_total", field);
        }
        let amount = AMOUNTS.into_iter().find(|field| !self.columns.is_open(field));
        let Some(amount) = amount.filter(|_| self.others().next().is_some()) else { return };
        self.columns.set_constant("description", description.to_owned());
        self.is_whole = true;
        let rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        let line = self.rows.first().map_or(0, |row| row.line);
        self.notice(NoticeKind::DocumentAsLine, amount, description.to_owned(), rows, line);
    }
}
