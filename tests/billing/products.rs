//! Products and services.

use bookroom::billing::products::{
    NewProduct, PriceMode, Product, ProductFilter, ProductKind, ProductSort,
};
use bookroom::error::Code;
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount};

fn paper(code: &str, name: &str) -> NewProduct {
    NewProduct {
        unit: Some("箱".to_owned()),
        ..NewProduct::new(code, name, amount("12.50"), amount("0.13"))
    }
}

fn codes(products: &[Product]) -> Vec<&str> {
    products.iter().map(|product| product.code.as_str()).collect()
}

/// Adds, edits, retires, finds and removes; returns everything the calls said.
pub fn conformance_products(test: &TestRoom) -> String {
    let products = test.owner.billing().products();
    let service = NewProduct {
        kind: ProductKind::Service,
        price_mode: PriceMode::Gross,
        unit_price: None,
        note: Some("按小时 🕐 مرحبا".to_owned()),
        ..paper("s-01", "咨询 Consulting")
    };
    let mut told = vec![
        products
            .add_many(vec![paper("P-02", "ＡＢＣ 打印纸"), paper("P-01", "墨盒"), service])
            .unwrap(),
    ];
    let first = told[0][0].clone();
    assert_eq!((first.unit_price, first.tax_rate), (Some(amount("12.5")), amount("0.13")));
    let edited = products.edit(first.id, first.version, paper("P-03", "纸 50%_!").into()).unwrap();
    assert_eq!((edited.version, edited.code.as_str()), (2, "P-03"));
    let stale = products.edit(first.id, 1, paper("P-03", "纸").into()).unwrap_err();
    assert_eq!(stale.code(), Code::VersionConflict);
    let taken = products.edit(first.id, 2, paper("P-01", "纸").into()).unwrap_err();
    assert_eq!(
        (taken.code(), taken.problems()[0].path.as_str()),
        (Code::AlreadyExists, "edits[0].edit.code")
    );
    told.push(vec![edited]);
    let retired = products.set_active_many(vec![told[0][1].seen()], false).unwrap();
    assert!(!retired[0].active);
    let back = products.set_active(retired[0].id, retired[0].version, true).unwrap();
    let retired = products.set_active_many(vec![back.seen()], false).unwrap();
    let wanted = ["P-03".to_owned(), "nothing".to_owned(), " s-01 ".to_owned()];
    let found = products.find_by_codes(&wanted).unwrap();
    assert_eq!(codes(&found), ["P-03", "s-01"]);
    assert_eq!(products.get_by_code("P-01").unwrap(), retired[0]);
    assert_eq!(products.get_by_code("P-00").unwrap_err().code(), Code::NotFound);
    let search = |text: &str, active| {
        let filter =
            ProductFilter { text: Some(text.to_owned()), active, ..ProductFilter::default() };
        let page =
            products.list(&filter, ProductSort::Name, false, &PageRequest::default()).unwrap();
        page.items
    };
    assert_eq!(codes(&search("ｃｏｎｓ", None)), ["s-01"], "part of the name, folded");
    assert_eq!(codes(&search("P0", None)), ["P-01", "P-03"], "part of the code");
    assert_eq!(codes(&search("P0", Some(true))), ["P-03"]);
    assert_eq!(codes(&search("%_", None)), ["P-03"], "signs as they stand");
    assert_eq!(codes(&search("。", None)), [""; 0]);
    assert_eq!(search(" ", None).len(), 3);
    let removed = products.remove(first.id, 2).unwrap();
    assert_eq!((removed.id, removed.code.as_str()), (first.id, "P-03"));
    assert_eq!(products.get(first.id).unwrap_err().code(), Code::NotFound);
    told.push(retired);
    serde_json::to_string(&told).unwrap()
}

#[test]
fn products_live_and_are_found() {
    conformance_products(&room::memory());
}

#[test]
fn products_are_alike_on_every_database() {
    let told = Backend::ALL.map(|backend| conformance_products(&room::on(backend)));
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
}

#[test]
fn every_violation_of_every_product_is_told() {
    let test = room::memory();
    let bad = NewProduct { tax_rate: amount("1.3"), ..paper("A", "") };
    let worse = NewProduct { unit_price: Some(amount("0.123456789")), ..paper("A", "b\0") };
    let error = test.owner.billing().products().add_many(vec![bad, worse]).unwrap_err();
    let found: Vec<(&str, &str)> =
        error.problems().iter().map(|it| (it.path.as_str(), it.code.slug())).collect();
    let expected = [
        ("products[0].name", "required"),
        ("products[0].tax_rate", "not_a_fraction"),
        ("products[1].name", "bad_character"),
        ("products[1].unit_price", "too_many_decimals"),
        ("products[1].code", "repeated"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn pages_never_overlap() {
    let test = room::memory();
    let products = test.owner.billing().products();
    let many = (0..23).map(|index| paper(&format!("P-{index:02}"), "同名")).collect();
    products.add_many(many).unwrap();
    for sort in [ProductSort::Code, ProductSort::Name] {
        let mut seen = Vec::new();
        let mut page = PageRequest::first(5);
        loop {
            let found = products.list(&ProductFilter::default(), sort, false, &page).unwrap();
            seen.extend(found.items.into_iter().map(|product| product.code));
            let Some(next) = found.next else { break };
            page = PageRequest::after(5, next);
        }
        let expected: Vec<String> = (0..23).map(|index| format!("P-{index:02}")).collect();
        assert_eq!(seen, expected);
    }
    assert!(products.add_many(Vec::new()).unwrap().is_empty());
}
