//! Lookups over the real data pack.

use super::*;
use crate::places::edition::places;

fn names(found: &[Place]) -> Vec<&str> {
    found.iter().map(Place::name).collect()
}

fn search_names(wanted: &str, limit: u32) -> Vec<String> {
    let found = search(places().unwrap(), wanted, limit).unwrap();
    found.iter().map(|place| place.name().to_owned()).collect()
}

#[test]
fn what_is_typed_is_completed() {
    for wanted in ["杭州", "杭州市", "hangzhou", "HangZhou", "0571", "571", "330100"] {
        assert_eq!(search_names(wanted, 1), ["杭州市"], "{wanted}");
    }
    // A code of one kind may be one of another kind elsewhere.
    assert_eq!(search_names("310000", 2), ["上海市", "杭州市"]);
    // The whole name comes before names that begin with it, the usual reading before rare ones.
    for (wanted, first) in [
        ("xian", "西安市"),
        ("xi'an", "西安市"),
        ("dali", "大理"),
        ("jian", "吉安市"),
        ("chongqing", "重庆市"),
        ("xiamen", "厦门市"),
        ("changsha", "长沙市"),
        ("lueyang", "略阳县"),
    ] {
        assert!(
            search_names(wanted, 1)[0].starts_with(first),
            "{wanted}: {:?}",
            search_names(wanted, 3)
        );
    }
    for (wanted, name) in [("gz", "广州市"), ("sz", "深圳市"), ("sz", "苏州市")] {
        assert!(search_names(wanted, 10).contains(&name.to_owned()), "{wanted} {name}");
    }
    for nothing in ["'", "——", "!!!", "。", "😀", "\u{301}"] {
        assert_eq!(search_names(nothing, 5), Vec::<String>::new(), "{nothing}");
    }
    assert_eq!(get(places().unwrap(), " ３３０１００ ").unwrap().name(), "杭州市");
    assert!(search_names("hz", 20).iter().any(|name| name == "杭州市"));
    assert!(search_names("西湖", 5).contains(&"西湖区".to_owned()));
    assert_eq!(search_names("杭州西湖", 5), ["西湖区"]);
    assert_eq!(search_names("浙江省杭州市西湖区", 5), ["西湖区"]);
    assert_eq!(search_names("浙江", 5), ["浙江省"]);
    assert_eq!(search_names("没有这个地方", 5), Vec::<String>::new());
    assert_eq!(search_names("市", 100).len(), 100);
}

#[test]
fn what_is_asked_wrongly_is_told_at_once() {
    let error = search(places().unwrap(), " ", 0).unwrap_err();
    let paths: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["text", "limit"]);
    assert_eq!(search(places().unwrap(), &"杭".repeat(41), 1).unwrap_err().code(), Code::TooLong);
    for code in ["", "1", "12345", "02a1", "abc"] {
        assert_eq!(
            find_by_area_code(places().unwrap(), code).unwrap_err().code(),
            Code::BadFormat,
            "{code}"
        );
    }
    for code in ["", "31000", "3100000", "31000x"] {
        assert_eq!(
            find_by_postal_code(places().unwrap(), code).unwrap_err().code(),
            Code::BadFormat,
            "{code}"
        );
    }
    assert_eq!(get(places().unwrap(), "999999").unwrap_err().code(), Code::NotFound);
    assert_eq!(below(places().unwrap(), Some("x")).unwrap_err().code(), Code::NotFound);
}

#[test]
fn codes_lead_both_ways() {
    let all = places().unwrap();
    for (city, area, postal) in [
        ("北京市", "010", "100000"),
        ("上海市", "021", "200000"),
        ("广州市", "020", "510000"),
        ("深圳市", "0755", "518000"),
        ("成都市", "028", "610000"),
        ("石家庄市", "0311", "050000"),
    ] {
        assert_eq!(find_by_area_code(all, area).unwrap()[0].name(), city);
        let found = find_by_postal_code(all, postal).unwrap();
        assert_eq!(found.digits, 6);
        assert!(names(&found.places).contains(&city), "{city}");
    }
    let near = find_by_postal_code(all, "310999").unwrap();
    assert!(near.digits >= 3 && near.digits < 6);
    assert!(near.places.iter().all(|place| place.city.as_deref() == Some("杭州市")));
    assert_eq!(
        find_by_postal_code(all, "999999").unwrap(),
        PostalMatch { digits: 0, places: vec![] }
    );
    assert_eq!(find_by_area_code(all, "099").unwrap(), Vec::new());
}

#[test]
fn places_lie_in_each_other() {
    let all = places().unwrap();
    assert_eq!(below(all, None).unwrap().len(), 34);
    let zhejiang = below(all, Some("330000")).unwrap();
    assert!(names(&zhejiang).contains(&"杭州市"));
    assert!(names(&below(all, Some("330100")).unwrap()).contains(&"西湖区"));
    assert!(below(all, Some("330106")).unwrap().is_empty());
    // Every place but the provinces lies in exactly one other.
    let mut children = 34;
    for place in all {
        children += below(all, Some(&place.code)).unwrap().len();
    }
    assert_eq!(children, all.len());
}

#[test]
fn phones_are_located() {
    let locate = |phone| locate(places().unwrap(), phone, "CN").unwrap();
    let hangzhou = locate("0571-8888 1234");
    assert_eq!(
        (hangzhou.area_code.as_deref(), hangzhou.country.as_deref()),
        (Some("0571"), Some("CN"))
    );
    assert_eq!(names(&hangzhou.places), ["杭州市"]);
    let mobile = locate("13800138000");
    assert_eq!((mobile.kind, mobile.places.len()), (PhoneKind::Mobile, 0));
    assert_eq!(mobile.country.as_deref(), Some("CN"));
    let berlin = locate("+49 30 901820");
    assert_eq!((berlin.country.as_deref(), berlin.area_code), (Some("DE"), None));
    assert_eq!(locate("12").country, None);
}
