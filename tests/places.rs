//! Places of China through the public API.

use bookroom::error::Code;
use bookroom::places::model::PlaceLevel;
use bookroom_tests::room;

#[test]
fn area_codes_and_postal_codes_lead_both_ways() {
    let test = room::memory();
    let places = test.owner.places();
    let hangzhou = &places.search("hangzhou", 1).unwrap()[0];
    assert_eq!((hangzhou.name(), hangzhou.level), ("杭州市", PlaceLevel::City));
    assert_eq!(hangzhou.area_code.as_deref(), Some("0571"));
    assert_eq!(hangzhou.postal_code.as_deref(), Some("310000"));
    assert_eq!(&places.find_by_area_code("0571").unwrap()[0], hangzhou);
    assert!(places.find_by_postal_code("310000").unwrap().places.contains(hangzhou));
    assert_eq!(&places.get(&hangzhou.code).unwrap(), hangzhou);
    assert!(places.below(Some("330000")).unwrap().contains(hangzhou));
    assert_eq!(places.below(None).unwrap().len(), 34);
    assert_eq!(places.edition().unwrap().places, 3_216);
}

#[test]
fn phones_are_located_as_the_book_writes_them() {
    let test = room::memory();
    let location = test.owner.places().locate("0571-88881234").unwrap();
    assert_eq!(location.places[0].name(), "杭州市");
    assert_eq!(location.country.as_deref(), Some("CN"));
    let abroad = test.owner.places().locate("+49 30 901820").unwrap();
    assert_eq!((abroad.country.as_deref(), abroad.places.len()), (Some("DE"), 0));
}

#[test]
fn what_is_asked_wrongly_is_told() {
    let test = room::memory();
    let places = test.owner.places();
    assert_eq!(places.search("", 10).unwrap_err().code(), Code::Required);
    assert_eq!(places.search("杭州", 0).unwrap_err().code(), Code::OutOfRange);
    assert_eq!(places.find_by_area_code("x").unwrap_err().code(), Code::BadFormat);
    assert_eq!(places.find_by_postal_code("31").unwrap_err().code(), Code::BadFormat);
    assert_eq!(places.get("000000").unwrap_err().code(), Code::NotFound);
}
