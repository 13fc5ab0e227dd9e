//! Examples of the commands on imports.

use bookroom::AnyCommand;
use bookroom::billing::invoices::NewInvoiceLine;
use bookroom::billing::payments::PaymentDirection;
use bookroom::billing::products::{NewProduct, PriceMode};
use bookroom::customers::model::NewCustomer;
use bookroom::exchange::commands::{
    ImportCustomers, ImportHead, ImportPayments, ImportProducts, ImportSales, UndoImport,
};
use bookroom::exchange::model::{
    AllocateBy, ImportedContact, ImportedCustomer, ImportedDocument, ImportedLine, ImportedPayment,
    ImportedProduct, Matching, ProgressCallback, Unknown,
};
use bookroom_tests::room::{TestRoom, amount, day};

fn head() -> ImportHead {
    ImportHead {
        file_name: "样本.csv".to_owned(),
        rows_read: 2,
        rows_rejected: 1,
        all_or_nothing: false,
        progress: ProgressCallback::none(),
    }
}

fn import_customers() -> ImportCustomers {
    let row = ImportedCustomer {
        line: 2,
        customer: NewCustomer { code: Some("C9".to_owned()), ..NewCustomer::company("青鹭岛") },
        given: vec!["code".to_owned()],
        channel_fields: Vec::new(),
        contact: Some(ImportedContact {
            name: "钱立夏".to_owned(),
            title: Some("经理".to_owned()),
            channels: Vec::new(),
        }),
        owner: None,
    };
    ImportCustomers {
        head: head(),
        rows: vec![row],
        matching: Matching::CreateAndUpdate,
        unknown_labels: Unknown::LeaveOut,
    }
}

fn import_products() -> ImportProducts {
    let product = NewProduct::new("P9", "打印纸", amount("128"), amount("0.13"));
    let given = vec!["unit_price".to_owned()];
    let rows = vec![ImportedProduct { line: 2, product, given }];
    ImportProducts { head: head(), rows, matching: Matching::CreateAndUpdate }
}

fn import_sales() -> ImportSales {
    let item = NewInvoiceLine {
        description: Some("打印纸".to_owned()),
        quantity: amount("2"),
        unit_price: Some(amount("128")),
        tax_rate: Some(amount("0.13")),
        ..NewInvoiceLine::default()
    };
    let document = ImportedDocument {
        line: 2,
        reference: "XS-1".to_owned(),
        customer: "青鹭岛".to_owned(),
        issue_on: day("2026-06-01"),
        due_on: None,
        price_mode: PriceMode::Net,
        discount: None,
        note: None,
        lines: vec![ImportedLine { line: 2, freight: false, item }],
    };
    ImportSales {
        head: head(),
        documents: vec![document],
        has_lines_file: false,
        tax_rate: amount("0.13"),
        unknown_customers: Unknown::Create,
        unknown_products: Unknown::Create,
        allow_repeated_references: false,
    }
}

fn import_payments() -> ImportPayments {
    let row = ImportedPayment {
        line: 2,
        customer: "青鹭岛".to_owned(),
        direction: PaymentDirection::In,
        paid_on: day("2026-06-02"),
        amount: amount("100"),
        method: None,
        invoice: Some("XS-1".to_owned()),
        reference: Some("SK-1".to_owned()),
        note: None,
    };
    ImportPayments {
        head: head(),
        rows: vec![row],
        allocate: AllocateBy::Reference,
        unknown_customers: Unknown::Create,
        unknown_methods: Unknown::Reject,
        allow_repeated_references: false,
    }
}

/// See [`super::sample`].
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    Some(match name {
        "exchange.import_customers" => import_customers().into(),
        "exchange.import_products" => import_products().into(),
        "exchange.import_sales" => import_sales().into(),
        "exchange.import_payments" => {
            test.owner.run(import_sales()).unwrap();
            import_payments().into()
        }
        "exchange.undo_import" => {
            let import = test.owner.run(import_customers()).unwrap().import.unwrap();
            UndoImport { import }.into()
        }
        _ => return None,
    })
}
