//! The end of the story: what everything looks like afterwards.

use super::*;

impl Story<'_> {
    pub(super) fn looks(&mut self, customers: &[CustomerId]) {
        let owner = self.owner();
        let (invoices, payments) = (owner.billing().invoices(), owner.billing().payments());
        let all = InvoiceFilter::default();
        for (sort, down) in both_ways(InvoiceSort::ALL) {
            self.pages(sort.slug(), |page| invoices.list(&all, sort, down, page));
        }
        let overdue = InvoiceFilter { overdue_on: Some(day("2026-06-15")), ..all.clone() };
        self.pages("overdue", |page| invoices.list(&overdue, InvoiceSort::DueOn, false, page));
        let text = InvoiceFilter { text: Some("№7".to_owned()), ..all.clone() };
        self.pages("text", |page| invoices.list(&text, InvoiceSort::IssueOn, false, page));
        self.did("totals", invoices.totals(&all));
        for (sort, down) in both_ways(PaymentSort::ALL) {
            let all = PaymentFilter::default();
            self.pages(sort.slug(), |page| payments.list(&all, sort, down, page));
        }
        self.did("totals", payments.totals(&PaymentFilter::default()));
        let reports = owner.reports();
        for customer in &customers[..5] {
            let (from, to) = (day("2026-05-01"), day("2026-06-30"));
            self.did("statement", reports.statement(*customer, from, to));
        }
        for on in ["2026-05-31", "2026-06-10", "2026-06-30", "2027-06-30"] {
            self.did("receivable", reports.ageing(&AgeingOptions::receivable(day(on))));
            let request =
                AgeingOptions { side: Side::Payable, ..AgeingOptions::receivable(day(on)) };
            self.did("payable", reports.ageing(&request));
            self.did("trial balance", reports.trial_balance(None, day(on)));
        }
        self.did("income", reports.income_summary(day("2026-01-01"), day("2026-12-31")));
        self.registers(customers[0]);
    }

    pub(super) fn registers(&mut self, party: CustomerId) {
        let owner = self.owner();
        let ledger = owner.ledger();
        for (sort, down) in both_ways(EntrySort::ALL) {
            let all = EntryFilter::default();
            self.pages(sort.slug(), |page| ledger.entries(&all, sort, down, page));
        }
        let (from, to) = (day("2026-05-01"), day("2026-06-30"));
        for account in ["1001", "1002", "1122", "2221"] {
            self.say(account, ledger.balance(account, to));
            let account = Some(account.to_owned());
            let query = RegisterOptions { account, party: None, from, to };
            let page = PageRequest::first(3);
            self.did("register", ledger.register(&query, &page));
        }
        let query = RegisterOptions { account: None, party: Some(party), from, to };
        self.did("party", ledger.register(&query, &PageRequest::first(50)));
        self.did("parties", ledger.party_balances(None, to, &PageRequest::first(50)));
        self.did("chart", ledger.accounts());
        let verified = self.did("verified", ledger.verify());
        assert_eq!(verified.findings, []);
    }

    /// Documents stay where they were posted when other accounts take over.
    pub(super) fn other_accounts(&mut self, customer: CustomerId) {
        let owner = self.owner();
        let ledger = owner.ledger();
        self.did("role", ledger.set_account_role(AccountRole::Receivable, "1221"));
        self.say("no party", ledger.set_account_role(AccountRole::Receivable, "1001"));
        let invoices = owner.billing().invoices();
        self.did("sale", invoices.draft_and_post(vec![sale(customer, "2026-06-14")]));
        let paid = NewPayment::received(customer, day("2026-06-15"), amount("33.33"));
        self.did("paid", owner.billing().payments().record(paid));
        let (from, to) = (day("2026-05-01"), day("2026-06-30"));
        self.did("statement", owner.reports().statement(customer, from, to));
        self.did("party", ledger.party_balance(None, customer, to));
    }

    /// The log, without its hashes: personal values are salted.
    pub(super) fn log(&mut self) {
        let owner = self.owner();
        let mut seq = 0;
        loop {
            let changes = owner.changes().after(seq, 200).unwrap();
            let Some(last) = changes.last() else { break };
            seq = last.seq;
            for change in changes {
                let mut told = serde_json::to_value(&change).unwrap();
                told["hash"] = Value::Null;
                self.lines.push(told.to_string());
            }
        }
        let book = Subject::new("customer", 1);
        let history = owner.changes().history(&book, &PageRequest::first(5)).unwrap();
        self.lines.push(history.items.len().to_string());
    }
}
