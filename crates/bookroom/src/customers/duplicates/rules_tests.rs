//! Pairs that are the same and pairs that are not; what holds of every score.

use proptest::prelude::*;

use super::names::Name;
use super::*;
use crate::customers::duplicates::model::{Agreement, ComparedField};
use crate::customers::model::Address;

fn company(name: &str) -> Compared {
    Compared { names: vec![name.to_owned()], ..Compared::default() }
}

fn person(name: &str) -> Compared {
    Compared { is_person: true, ..company(name) }
}

/// A record with what is told of it: `phone 139…`, `mail …`, `tax …`, `account …`, `street …`,
/// `city …`, `postal …`.
fn with(mut record: Compared, told: &[&str]) -> Compared {
    let mut address = Address::default();
    for fact in told {
        let (kind, value) = fact.split_once(' ').unwrap();
        let value = value.to_owned();
        match kind {
            "phone" => record.phones.push(value),
            "mail" => record.mails.push(value),
            "tax" => record.tax_number = Some(value),
            "account" => record.accounts.push(value),
            "street" => address.street = Some(value),
            "city" => address.city = Some(value),
            "postal" => address.postal_code = Some(value),
            _ => panic!("{kind}"),
        }
    }
    if address != Address::default() {
        record.addresses.push(address);
    }
    record
}

fn score(one: &Compared, other: &Compared) -> i64 {
    compare(&Keys::of(one), &Keys::of(other), &Alone).score
}

fn judged(pairs: &[(Compared, Compared)], same: bool) {
    for (one, other) in pairs {
        let scored = compare(&Keys::of(one), &Keys::of(other), &Alone);
        let names = (&one.names, &other.names);
        assert_eq!(
            scored.score >= 50,
            same,
            "{names:?} {scored:?}\n{:?}\n{:?}",
            Keys::of(one),
            Keys::of(other)
        );
        assert_eq!(score(other, one), scored.score, "{names:?}");
    }
}

fn names(pairs: &[(&str, &str)]) -> Vec<(Compared, Compared)> {
    pairs.iter().map(|(one, other)| (company(one), company(other))).collect()
}

#[test]
fn names_of_one_company_are_the_same() {
    judged(
        &names(&[
            ("上海明远贸易有限公司", "上海明远贸易有限责任公司"),
            ("上海明远贸易有限公司", "上海明远贸易"),
            ("上海明远贸易有限公司", "明远贸易（上海）有限公司"),
            ("上海明远贸易有限公司", "明远(上海)贸易有限公司"),
            ("上海市明远贸易有限公司", "上海明远贸易有限公司"),
            ("浙江省杭州市青禾科技有限公司", "杭州青禾科技有限公司"),
            ("杭州青禾科技有限公司", "浙江青禾科技有限公司"),
            ("杭州青禾科技有限公司", "青禾科技"),
            ("杭州青禾科技有限公司", "青禾"),
            ("杭州青禾贸易(有限)公司", "杭州青禾贸易有限公司"),
            ("臺灣藍湖商行", "台湾蓝湖商行"),
            ("ＡＢＣ電子有限公司", "abc电子有限公司"),
            ("上海明远贸易有限公司", "上海明元贸易有限公司"),
            ("广州恒瑞达物流有限公司", "广州恒瑞大物流有限公司"),
            ("深圳市华强北电子有限公司", "深圳市华强此电子有限公司"),
            ("深圳华强北方电子有限公司", "深圳华强北电子有限公司"),
            ("成都金穗食品", "成都金穗 食品 有限公司"),
            ("中国石油天然气股份有限公司", "中国石油天燃气股份有限公司"),
            ("青禾国际贸易有限公司", "青禾贸易有限公司"),
            ("上海明远贸易（集团）股份有限公司", "上海明远贸易集团"),
            ("第一便利店有限公司", "第1便利店有限公司"),
            ("三一重工股份有限公司", "三一重工"),
            ("上海蓝湖商行北京分公司", "上海蓝湖商行(北京分公司)"),
            ("城市便利店第一分店", "城市便利店第1分店"),
            ("Acme Trading Co., Ltd.", "ACME Trading"),
            ("Acme Trading Co., Ltd.", "acme-trading GmbH & Co. KG"),
            ("Acme Trading S.A.", "The Acme Trading Inc"),
            ("Guangzhou Mingda Trading", "Guangzhou Minda Trading Ltd"),
            ("Müller Maschinenbau GmbH", "Muller Maschinenbau"),
            ("Müller Maschinenbau GmbH", "Maschinenbau Müller GmbH"),
            ("Société Générale", "Societe Generale SA"),
            ("Northwind Intl Ltd", "Northwind International"),
            ("Straßenbau Weber AG", "Strassenbau Weber"),
            ("Brightwater Logistics LLC", "Brigthwater Logistics"),
            ("Qinghe Trading", "青禾贸易有限公司"),
        ]),
        true,
    );
}

#[test]
fn names_of_other_companies_are_not_the_same() {
    judged(
        &names(&[
            ("上海明远贸易有限公司", "北京明远贸易有限公司"),
            ("明远贸易(上海)有限公司", "明远贸易(广州)有限公司"),
            ("青禾贸易有限公司北京分公司", "青禾贸易有限公司上海分公司"),
            ("青禾贸易有限公司", "青禾贸易有限公司上海分公司"),
            ("青禾贸易有限公司一分公司", "青禾贸易有限公司二分公司"),
            ("城市便利店第一分店", "城市便利店第二分店"),
            ("蓝湖超市人民路店", "蓝湖超市解放路店"),
            ("中国银行杭州分行", "中国银行宁波分行"),
            ("7-11便利店", "711便利店"),
            ("一汽贸易有限公司", "二汽贸易有限公司"),
            ("第一机床厂", "第二机床厂"),
            ("360科技有限公司", "361科技有限公司"),
            ("华美贸易有限公司", "华丰贸易有限公司"),
            ("青禾贸易有限公司", "青禾餐饮有限公司"),
            ("上海贸易有限公司", "北京贸易有限公司"),
            ("长沙银行股份有限公司", "杭州银行股份有限公司"),
            ("明远集团有限公司", "恒达集团有限公司"),
            ("金穗食品有限公司", "银穗食品有限公司"),
            ("东方航空有限公司", "南方航空有限公司"),
            ("Branch Store 1", "Branch Store 2"),
            ("C++ Services", "C# Services"),
            ("Smith Trading Ltd", "Jones Trading Ltd"),
            ("Acme Foods Inc", "Acme Logistics Inc"),
            ("North Star Ltd", "South Star Ltd"),
            ("Delta Air", "Gamma Air"),
            ("Baker Brothers", "Becker Sisters"),
        ]),
        false,
    );
}

#[test]
fn other_facts_tell_for_and_against() {
    let a = || company("上海明远贸易有限公司");
    let b = || company("上海恒达实业有限公司");
    judged(
        &[
            (with(a(), &["tax 91350100M000100Y43"]), with(b(), &["tax 91350100m000100y43"])),
            (with(a(), &["tax 91350100M000100Y43"]), with(b(), &["tax 350100M000100Y4"])),
            (with(a(), &["phone 13800138001"]), with(b(), &["phone 13800138001"])),
            (with(a(), &["mail a@mingyuan.cn"]), with(b(), &["mail a@mingyuan.cn"])),
            (with(a(), &["account 6222020200112233"]), with(b(), &["account 6222 0202 0011 2233"])),
            (with(a(), &["phone 13800138001"]), with(a(), &["phone 13800138002"])),
            (with(a(), &["phone 057188001234"]), with(company("明远"), &["phone 88001234"])),
            (
                with(company("青禾"), &["street 文三路90号东软大厦3楼", "city 杭州市"]),
                with(company("青禾餐饮"), &["street 西湖区文三路90号东软大厦3楼", "city 杭州"]),
            ),
        ],
        true,
    );
    judged(
        &[
            (with(a(), &["tax 91350100M000100Y43"]), with(a(), &["tax 91330106MA27XYK58L"])),
            (with(a(), &["phone 0000000"]), with(b(), &["phone 0000000"])),
            (with(a(), &["mail a@qq.com"]), with(b(), &["mail b@qq.com"])),
            (with(a(), &["city 上海"]), with(b(), &["city 上海"])),
            (
                with(company("青禾贸易有限公司一分公司"), &["phone 02088001234"]),
                with(company("青禾贸易有限公司二分公司"), &["phone 02088001234"]),
            ),
        ],
        false,
    );
}

#[test]
fn people_are_told_apart_by_more_than_their_names() {
    let known = ["phone 13800138001"];
    judged(
        &[
            (person("王伟"), person("王伟")),
            (person("王伟先生"), person("王伟")),
            (person("欧阳小明"), person("歐陽小明")),
            (person("Smith, John"), person("John Smith")),
            (with(person("王伟"), &known), with(person("王玮"), &known)),
            (with(person("李晓红"), &known), with(person("李小红"), &known)),
            (with(person("Jon Smith"), &known), with(person("John Smith"), &known)),
            (with(person("J. Smith"), &known), with(person("John Smith"), &known)),
            (
                with(person("imogen parks"), &["street 12 mitchell street", "postal 2611"]),
                with(person("imogen park"), &["street 12 mitchell street", "postal 2611"]),
            ),
            (
                with(person("karin hoff"), &["tax 7412653", "street 4 hill road"]),
                with(person("karin hoff"), &["tax 7412635", "street 4 hill road"]),
            ),
        ],
        true,
    );
    judged(
        &[
            (person("王伟"), person("王芳")),
            (person("张三"), person("李四")),
            (person("李晓红"), person("李晓明")),
            (person("John Smith"), person("Mary Smith")),
            (
                with(person("王伟"), &["phone 13800138001"]),
                with(person("李娜"), &["phone 13900139002"]),
            ),
            (
                with(person("anna reid"), &["street 12 mitchell street", "tax 7412653"]),
                with(person("paul reid"), &["street 12 mitchell street", "tax 1188223"]),
            ),
        ],
        false,
    );
}

#[test]
fn names_are_parted() {
    let parts = |name: &str| {
        let name = Name::of_company(name);
        [name.place, name.stem, name.trade, name.branch, name.form.to_owned()]
    };
    assert_eq!(parts("上海明远贸易有限公司"), ["31", "明远", "贸易", "", "limited"]);
    assert_eq!(parts("明远(上海)贸易股份有限公司"), ["31", "明远", "贸易", "", "shares"]);
    assert_eq!(
        parts("杭州青禾贸易有限公司北京分公司"),
        ["3301", "青禾", "贸易", "北京分公司", "limited"]
    );
    assert_eq!(parts("青禾超市人民路店"), ["", "青禾", "超市", "人民路店", ""]);
    assert_eq!(parts("有限公司"), ["", "有限公司", "", "", ""]);
    assert_eq!(parts("北京银行"), ["", "北京", "银行", "", ""]);
    assert_eq!(parts("Acme Trading Co., Ltd."), ["", "acme", "trading", "", "limited"]);
    assert_eq!(parts("AB"), ["", "ab", "", "", ""]);
    assert_eq!(parts("。"), ["", "", "", "", ""]);
    assert_eq!(names::numbers("第二十三店7-11与十"), ["23", "7-11", "10"]);
}

#[test]
fn reasons_say_what_was_found() {
    let one = with(company("上海明远贸易有限公司"), &["phone 13800138001"]);
    let other = with(company("上海明远贸易有限公司"), &["phone 13900139002"]);
    let scored = compare(&Keys::of(&one), &Keys::of(&other), &Alone);
    assert_eq!(scored.score, 100);
    let told: Vec<_> = scored.reasons.iter().map(|it| (it.field, it.agreement)).collect();
    assert_eq!(
        told,
        [(ComparedField::Name, Agreement::Same), (ComparedField::Phone, Agreement::Differs)]
    );
}

#[test]
fn what_many_share_says_little() {
    let record = |at: usize| {
        let surname = ["赵", "钱", "孙", "李", "周", "吴", "郑", "王"][at % 8];
        let given = ["一鸣", "二宝", "思远", "若水", "海燕", "建国"][at / 8 % 6];
        with(person(&format!("{surname}{given}")), &["phone 02088001234"])
    };
    let keys: Vec<Keys> = (0..48).map(record).map(|it| Keys::of(&it)).collect();
    let mut search = Search::new(&keys, 50);
    search.run(|_| true).unwrap();
    assert!(search.pairs().found.is_empty(), "{:?}", search.pairs().found);
    let keys: Vec<Keys> = (0..2).map(record).map(|it| Keys::of(&it)).collect();
    let mut search = Search::new(&keys, 1);
    search.run(|_| true).unwrap();
    assert_eq!(search.pairs().found.len(), 1);
}

#[test]
fn the_work_grows_with_the_records() {
    let parts = ["明", "远", "宏", "达", "华", "美", "丰", "泰", "瑞", "祥", "金", "石"];
    let name = |number: usize| {
        let part = |shift: u32| parts[(number / 12_usize.pow(shift)) % 12];
        format!("上海{}{}{}{}贸易有限公司", part(0), part(1), part(2), part(3))
    };
    let record = |number| with(company(&name(number)), &["phone 02088001234"]);
    let keys: Vec<Keys> = (0..10_000).map(record).map(|it| Keys::of(&it)).collect();
    let mut search = Search::new(&keys, 50);
    search.run(|_| true).unwrap();
    let pairs = search.pairs();
    assert!(pairs.compared < 150 * keys.len(), "{}", pairs.compared);
    assert!(pairs.narrowed > 0);
}

#[test]
fn groups_hold_only_what_is_alike() {
    let records = [
        company("上海明远贸易有限公司"),
        company("明远贸易有限公司"),
        company("明远贸易"),
        company("北京明远贸易有限公司"),
        company("恒达实业"),
    ];
    let keys: Vec<Keys> = records.iter().map(Keys::of).collect();
    let mut search = Search::new(&keys, 50);
    search.run(|_| true).unwrap();
    let groups = |apart: &[Pair]| {
        let apart = apart.iter().copied().collect();
        groups(&search, 50, &apart).into_iter().map(|it| it.members).collect::<Vec<_>>()
    };
    // Whether 明远 is that of 上海 or that of 北京 nobody knows; the two are never together.
    let all = groups(&[]);
    assert!(all.iter().all(|it| !(it.contains(&0) && it.contains(&3))), "{all:?}");
    assert!(all.iter().flatten().all(|it| *it != 4));
    assert!(all.iter().any(|it| it.len() == 3));
    let less = groups(&[(0, 1), (0, 2), (1, 3), (2, 3)]);
    assert_eq!(less, [[1, 2]]);
}

fn any_record() -> impl Strategy<Value = Compared> {
    let name = "[上海北京明远宏达]{0,4}(贸易|科技)?(有限公司)?(北京|第一|二)?(分公司)?\
        |[a-c]{1,4}( [a-d]{1,5}){0,3}|\\PC{0,9}";
    let lists = (
        prop::collection::vec(name, 0..3),
        prop::collection::vec("1[38]0000000[0-3]|[0-9]{0,9}", 0..3),
        prop::collection::vec("[ab]{1,3}@(qq.com|a.cn)|\\PC{0,5}", 0..2),
        prop::option::of("[0-9]{6,8}|91350100M000100Y43|\\PC{0,6}"),
        prop::option::of("(上海市)?[东西]路[0-9]号|\\PC{0,9}"),
    );
    (any::<bool>(), lists).prop_map(|(is_person, (names, phones, mails, tax_number, street))| {
        let address = |street| Address { street: Some(street), ..Address::default() };
        let addresses = street.map(address).into_iter().collect();
        Compared { is_person, names, tax_number, phones, mails, addresses, ..Compared::default() }
    })
}

proptest! {
    #[test]
    fn scores_are_symmetric_and_within_bounds(one in any_record(), other in any_record()) {
        let (one, other) = (Keys::of(&one), Keys::of(&other));
        let scored = compare(&one, &other, &Alone);
        prop_assert!((0..=100).contains(&scored.score));
        prop_assert_eq!(&scored, &compare(&other, &one, &Alone));
    }

    #[test]
    fn identical_companies_are_the_same(mut record in any_record(), name in "[明远宏达a-z]{2,9}") {
        record.is_person = false;
        record.names.insert(0, name);
        prop_assert_eq!(score(&record, &record), 100);
    }

    #[test]
    fn identical_people_of_one_phone_are_the_same(
        mut record in any_record(), name in "[明远宏达a-z]{2,9}",
    ) {
        record.is_person = true;
        record.names.insert(0, name);
        record.phones.insert(0, "13812345678".to_owned());
        prop_assert_eq!(score(&record, &record), 100);
    }

    #[test]
    fn one_other_character_is_found(name in "[明远宏达华美丰泰]{5,9}", place in 0_usize..9) {
        let mut other: Vec<char> = name.chars().collect();
        let place = place % other.len();
        other[place] = '瑞';
        let other: String = other.into_iter().collect();
        let keys = [&name, &other].map(|it| Keys::of(&company(it)));
        let mut search = Search::new(&keys, 50);
        search.run(|_| true).unwrap();
        prop_assert_eq!(search.pairs().found.len(), 1);
    }
}
