//! Examples of the commands on products and invoices.

use bookroom::AnyCommand;
use bookroom::billing::products::commands::{
    AddProducts, EditProducts, RemoveProducts, SetProductsActive,
};
use bookroom::billing::products::{NewProduct, Product, ProductEdit};
use bookroom_tests::room::{TestRoom, amount};

fn new_product(code: &str) -> NewProduct {
    NewProduct::new(code, "打印纸", amount("12.5"), amount("0.13"))
}

fn product(test: &TestRoom) -> Product {
    test.owner.billing().products().add(new_product("P-1")).unwrap()
}

/// See [`super::sample`].
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    Some(match name {
        "products.add" => AddProducts { products: vec![new_product("P-9")] }.into(),
        "products.edit" => {
            let Product { id, version, .. } = product(test);
            let values = NewProduct { unit: Some("箱".to_owned()), ..new_product("P-1") };
            EditProducts { edits: vec![ProductEdit { id, version, values }] }.into()
        }
        "products.set_active" => {
            SetProductsActive { products: vec![(&product(test)).into()], active: false }.into()
        }
        "products.remove" => RemoveProducts { products: vec![(&product(test)).into()] }.into(),
        _ => return None,
    })
}
