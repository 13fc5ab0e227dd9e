//! Forms of cells, column-wide decisions, and round trips.

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::error::{Code, Problem};
use crate::values::contact_points::PhoneKind;
use crate::values::identifiers::IdentifierKind;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn exact(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn texts_lose_what_nobody_sees() {
    let clean = line("\u{feff} 上海\u{a0}明远\u{3000}贸易（中国）\u{200b}１２号Ａ座\r\n ");
    assert_eq!(clean.value, "上海 明远 贸易（中国）12号A座");
    assert_eq!(clean.notes, [Cleaned::Spaces, Cleaned::Width]);
    assert_eq!(line("明远贸易").notes, []);
    assert_eq!(line("'=1+1").value, "=1+1");
    assert_eq!(line("O'Hara 'n' Sons").value, "O'Hara 'n' Sons");
    assert_eq!(lines(" a \r\n\u{a0}b\u{0} \n").value, "a\nb");
    assert_eq!(code("Ｃ－００１，（ａ）").value, "C-001,(a)");
    assert_eq!(line("👨\u{200d}👩\u{200d}👧 مرحبا").notes, []);
    for blank in ["无", " - ", "N/A", "ｎｕｌｌ", "——", "#REF!"] {
        assert!(is_placeholder(blank), "{blank}");
    }
    assert!(!is_placeholder("无锡"));
}

#[test]
fn texts_with_a_form_of_their_own() {
    let found = phone("138-0013-8000", "CN");
    assert_eq!(
        (found.value.key.as_str(), found.notes.as_slice()),
        ("13800138000", [Cleaned::Phone].as_slice())
    );
    assert_eq!(phone("13800138000", "CN").notes, []);
    let kept = phone("5555 1234", "CN");
    assert_eq!((kept.value.kind, kept.notes), (PhoneKind::Unknown, vec![Cleaned::PhoneUnknown]));
    assert_eq!(phone("", "CN").notes, []);
    assert_eq!(email("a＠B.cn").unwrap().notes, [Cleaned::Email]);
    let found = identifier("９１350100m000100y43", None).unwrap();
    assert_eq!(found.value, (IdentifierKind::UnifiedSocialCredit, "91350100M000100Y43".to_owned()));
    assert_eq!(found.notes, [Cleaned::Identifier]);
    let wrong = identifier("91350100M000100Y44", None).unwrap_err();
    assert_eq!(wrong.code, Code::BadCheckDigit);
    for (text, value) in [("是", true), ("Ｎ", false), ("√", true), ("0", false), ("有", true)]
    {
        assert_eq!(yes_no(text).unwrap().value, value);
    }
    assert_eq!(yes_no("也许").unwrap_err().code, Code::BadChoice);
}

#[test]
fn dates_in_many_forms() {
    let expected = day(2026, 1, 5);
    for text in [
        "2026-01-05",
        "2026/1/5",
        "2026.1.5",
        "2026年1月5日",
        "2026年01月05号",
        "20260105",
        "２０２６－０１－０５",
        "2026-01-05 00:00:00",
        "2026-01-05T10:20:30.5+08:00",
        "2026/1/5 8:05",
        "2026年1月5日 星期一",
        "2026/1/5 上午 10:00",
        "2026年1月5日 10时20分",
        "46027",
        "46027.75",
        "5 Jan 2026",
        "05-Jan-2026",
        "Jan 5, 2026",
        "January 5th, 2026",
        "JAN 5, 2026 10:20 AM",
        "5/1/2026",
        "05.01.2026",
        "05/01/2026",
        " 2026 - 1 - 5 ",
        "'20260105",
        "2026\u{2013}1\u{2013}5",
        "Mon Jan 05 2026 10:00:00 GMT+0800 (CST)",
        "Monday, January 5, 2026",
        "20260105093000",
        "202601050930",
        "民国115年1月5日",
        "中華民國 115/1/5",
        "115年1月5日",
        "5-Jan-26",
    ] {
        assert_eq!(on(text, DateOrder::DayFirst).map(|found| found.value), Ok(expected), "{text}");
    }
    assert_eq!(on("1/5/2026", DateOrder::MonthFirst).unwrap().value, expected);
    assert_eq!(on("1/13/2026", DateOrder::DayFirst).unwrap().value, day(2026, 1, 13));
    assert_eq!(on("1996-07-04 00:00:00", DateOrder::DayFirst).unwrap().notes, [Cleaned::TimeOfDay]);
    assert_eq!(on("46027", DateOrder::DayFirst).unwrap().notes, [Cleaned::DateSerial]);
    assert_eq!(on("2026-01-05", DateOrder::DayFirst).unwrap().notes, []);
    assert_eq!(on("18264", DateOrder::DayFirst).unwrap().value, day(1950, 1, 1));
    assert_eq!(on("73050", DateOrder::DayFirst).unwrap().value, day(2099, 12, 31));
    for text in [
        "2026-02-30",
        "2026-13-01",
        "31/31/2026",
        "01/02/03",
        "26-1-5",
        "2026-1",
        "20261301",
        "昨天",
        "12345",
        "99999",
        "0001-01-01",
        "2026-1-5-6",
        "2026年1月",
        "1.5",
        "2026",
        "5 Ja 2026",
        "(",
    ] {
        let problem = on(text, DateOrder::DayFirst).unwrap_err();
        assert_eq!(problem.code, Code::BadDate, "{text}");
    }
    assert_eq!(on("  ", DateOrder::DayFirst).unwrap_err().code, Code::Required);
}

fn on(text: &str, order: DateOrder) -> Result<Value<NaiveDate>, Problem> {
    date(text, DateDecision::plain(order), None)
}

fn known(decimal_comma: bool) -> NumberRules {
    NumberRules::known(decimal_comma)
}

fn order_of(cells: &[&str]) -> DateDecision {
    let mut column = DateColumn::default();
    cells.iter().for_each(|cell| column.observe(cell));
    column.decide(DateOrder::DayFirst)
}

#[test]
fn a_column_decides_the_order_of_its_dates() {
    use DateOrder::{DayFirst, MonthFirst};
    let decision =
        |order, open, certain| DateDecision { open, certain, ..DateDecision::plain(order) };
    assert_eq!(order_of(&["05/01/2026", "12/25/2026"]), decision(MonthFirst, 1, true));
    assert_eq!(order_of(&["05/01/2026", "25/12/2026"]), decision(DayFirst, 1, true));
    assert_eq!(order_of(&["05/01/2026", "3/4/2026"]), decision(DayFirst, 2, false));
    assert_eq!(order_of(&["05/05/2026", "2026-01-02", "x", ""]), decision(DayFirst, 0, true));
    let mixed = order_of(&["1/13/2026", "2/14/2026", "13/1/2026", "1/2/2026"]);
    assert_eq!(mixed, decision(MonthFirst, 1, false));
}

#[test]
fn numbers_in_many_forms() {
    for (text, value) in [
        ("1234.5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("１，２３４．５", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1'234.50", "1234.50"),
        ("￥1,200", "1200"),
        ("¥ 1200.00元", "1200.00"),
        ("-¥5", "-5"),
        ("¥-5", "-5"),
        ("(1,200.00)", "-1200.00"),
        ("（５）", "-5"),
        ("5-", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
        ("$5", "5"),
        ("5 EUR", "5"),
        ("CNY 5", "5"),
        ("人民币5元整", "5"),
        ("3.5万", "35000.0"),
        ("3万元", "30000"),
        ("1.2亿", "120000000.0"),
        (".5", "0.5"),
        ("0", "0"),
        ("-0", "0"),
        ("1.234.567", "1234567"),
        ("1.234,56", "1234.56"),
        ("'123", "123"),
        ("0.00000001", "0.00000001"),
        ("1\u{a0}000", "1000"),
        ("HK$ 7", "7"),
        ("12,345,678", "12345678"),
        ("12.", "12"),
        ("1 000.", "1000"),
        ("1'000.", "1000"),
        ("1_000.", "1000"),
        ("1'000.-", "1000"),
        ("1_234_567.5", "1234567.5"),
        ("NT$1,200", "1200"),
        ("CHF 1'200.50", "1200.50"),
        ("₹1,200", "1200"),
        ("Rs. 500", "500"),
        ("500 kr", "500"),
        ("1,200.00-", "-1200.00"),
        ("100.00 CR", "100.00"),
        ("100.00DR", "-100.00"),
        ("AUD 5", "5"),
        ("5 zł", "5"),
        ("=\"12.5\"", "12.5"),
    ] {
        let decimal_comma = text == "1 234,5";
        assert_eq!(
            number(text, known(decimal_comma)).map(|found| found.value),
            Ok(exact(value)),
            "{text}"
        );
    }
    for (text, value) in
        [("1.234", "1234"), ("1.5", "1.5"), ("0,125", "0.125"), ("1,234.56", "1234.56")]
    {
        assert_eq!(number(text, known(true)).unwrap().value, exact(value), "{text}");
    }
    for text in [
        "1,5",
        "0,125",
        "12,34",
        "1,2345",
        "1,234,5",
        "a",
        "五",
        "1.2E+11",
        "--5",
        "(-5)",
        "-",
        "1.2.3",
        "1,234.567,8",
        "5 6",
        "1,234 567",
        "¥",
        "万",
        "1/2",
        "0x10",
        "٣",
    ] {
        assert_eq!(
            number(text, known(false)).map_err(|problem| problem.code),
            Err(Code::BadNumber),
            "{text}"
        );
    }
    let long = "9".repeat(30);
    assert_eq!(number(&long, known(false)).unwrap_err().code, Code::OutOfRange);
    assert_eq!(
        number(&format!("{}亿", "9".repeat(28)), known(false)).unwrap_err().code,
        Code::OutOfRange
    );
    assert_eq!(number(" ", known(false)).unwrap_err().code, Code::Required);
    assert_eq!(number("1234.50", known(false)).unwrap().notes, []);
    assert_eq!(number("-5", known(false)).unwrap().notes, []);
    assert_eq!(
        number("￥1,200", known(false)).unwrap().notes,
        [Cleaned::Width, Cleaned::NumberForm]
    );
    assert_eq!(number("3万", known(false)).unwrap().notes, [Cleaned::TenThousands]);
}

fn form_of(cells: &[&str]) -> (RateForm, bool) {
    let mut column = RateColumn::default();
    cells.iter().for_each(|cell| column.observe(cell, known(false)));
    let decision = column.decide();
    (decision.form, decision.certain)
}

#[test]
fn a_column_decides_whether_rates_are_fractions() {
    assert_eq!(form_of(&["13", "6", "0"]), (RateForm::Percent, true));
    assert_eq!(form_of(&["０.13", "0.06", "0", "1"]), (RateForm::Fraction, true));
    assert_eq!(form_of(&["13%", "6%"]), (RateForm::Percent, true));
    assert_eq!(form_of(&["13", "0.06"]), (RateForm::Percent, false));
    assert_eq!(form_of(&["1", "0"]), (RateForm::Percent, false));
    assert_eq!(form_of(&["13%", "0.06", "免税"]), (RateForm::Fraction, true));
    let of = |text, form| rate(text, form, known(false)).map(|found| found.value);
    assert_eq!(of("13%", RateForm::Fraction), Ok(exact("0.13")));
    assert_eq!(of("０.13", RateForm::Fraction), Ok(exact("0.13")));
    assert_eq!(of("13", RateForm::Percent), Ok(exact("0.13")));
    assert_eq!(of("5‰", RateForm::Percent), Ok(exact("0.005")));
    for nothing in ["免税", "不征税", "零税率", "免稅", "Exempt", "zero-rated", "0%"] {
        assert_eq!(of(nothing, RateForm::Percent), Ok(exact("0")), "{nothing}");
    }
    assert_eq!(of("简易", RateForm::Percent).map_err(|it| it.code), Err(Code::BadNumber));
    let off = |text| discount(text, RateForm::Percent, known(false)).map(|found| found.value);
    assert_eq!(off("9折"), Ok(exact("0.1")));
    assert_eq!(off("95 折"), Ok(exact("0.05")));
    assert_eq!(off("9.5折"), Ok(exact("0.05")));
    assert_eq!(off("10折"), Ok(exact("0")));
    assert_eq!(off("15%"), Ok(exact("0.15")));
    assert_eq!(off("101折").map_err(|problem| problem.code), Err(Code::OutOfRange));
}

#[test]
fn changes_are_counted_by_field() {
    let mut tally = Tally::default();
    for text in ["138 0013 8000", "13800138001", "x"] {
        phone(text, "CN").counted("phone", &mut tally);
    }
    line(" a").counted("name", &mut tally);
    let counts: Vec<_> = tally.counts().collect();
    assert_eq!(
        counts,
        [
            ("name", Cleaned::Spaces, 1),
            ("phone", Cleaned::Phone, 1),
            ("phone", Cleaned::PhoneUnknown, 1)
        ]
    );
    assert_eq!(tally.total(Cleaned::Phone), 1);
    assert_eq!(Cleaned::Phone.text(Language::English), "phones normalised");
}

proptest! {
    #[test]
    fn no_cell_panics(text in any::<String>(), plain in "[0-9年月日/.:, T万%折()¥'-]{0,14}") {
        for text in [text, plain] {
            let _ = line(&text);
            let _ = lines(&text);
            let _ = code(&text);
            let _ = is_placeholder(&text);
            let _ = phone(&text, "CN");
            let _ = email(&text);
            let _ = identifier(&text, None);
            let _ = yes_no(&text);
            let _ = on(&text, DateOrder::MonthFirst);
            DateColumn::default().observe(&text);
            let _ = whole_number(&text);
            NumberColumn::default().observe(&text);
            for comma in [false, true] {
                let rules = NumberRules { certain: false, ..known(comma) };
                let _ = number(&text, rules);
                let _ = rate(&text, RateForm::Fraction, rules);
                let _ = discount(&text, RateForm::Percent, rules);
                RateColumn::default().observe(&text, rules);
            }
        }
    }

    #[test]
    fn dates_come_back(days in 0..3_200_000_u64) {
        let date_in = day(1000, 1, 1).checked_add_days(chrono::Days::new(days)).unwrap();
        for form in [
            "%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y年%-m月%-d日", "%Y%m%d", "%d/%m/%Y", "%-d.%-m.%Y",
            "%d %b %Y", "%B %-d, %Y", "%Y-%m-%d 00:00:00", "%Y-%m-%dT12:30:00Z",
        ] {
            let text = date_in.format(form).to_string();
            let found = on(&text, DateOrder::DayFirst).map(|found| found.value);
            prop_assert_eq!(found, Ok(date_in), "{}", text);
        }
        let american = date_in.format("%-m/%-d/%Y").to_string();
        prop_assert_eq!(on(&american, DateOrder::MonthFirst).unwrap().value, date_in);
    }

    #[test]
    fn numbers_come_back(minor in -10_000_000_000_i64..10_000_000_000, places in 0..6_u32) {
        let value = Decimal::new(minor, places);
        let plain = value.to_string();
        prop_assert_eq!(number(&plain, known(false)).map(|found| found.value), Ok(value));
        let unsigned = plain.strip_prefix('-');
        let (sign, digits) = unsigned.map_or(("", plain.as_str()), |rest| ("-", rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let mut grouped = String::new();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let american =
            if decimals.is_empty() { grouped.clone() } else { format!("{grouped}.{decimals}") };
        let written = format!("{sign}￥{american}元");
        let found = number(&written, known(false)).map(|found| found.value);
        prop_assert_eq!(found, Ok(value), "{}", written);
        let swapped = american.replace(',', ";").replace('.', ",").replace(';', ".");
        let found = number(&format!("{sign}{swapped}"), known(true)).map(|found| found.value);
        prop_assert_eq!(found, Ok(value));
    }

    #[test]
    fn cleaning_is_done_once(text in any::<String>()) {
        let once = line(&text).value;
        if !once.starts_with('\'') {
            prop_assert_eq!(&line(&once).value, &once);
        }
    }
}
