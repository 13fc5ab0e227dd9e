//! Charts through the public API: what they show is what the reports say, and what is drawn has
//! every character; what cannot be drawn says why.

use bookroom::access::permission::{Permission, Reach};
use bookroom::billing::products::NewProduct;
use bookroom::charts::model::{Chart, ChartKind, ChartOptions, ChartSeries, ChartTheme};
use bookroom::error::{Code, Error};
use bookroom::reports::ageing::AgeingOptions;
use bookroom::reports::cases::model::{CaseAnalysisBy, SatisfactionBy};
use bookroom::rust_decimal::Decimal;
use bookroom::service::levels::model::{AttainmentDimension, NewServicePolicy};
use bookroom::service::model::{CaseKind, CaseResolution, NewCase};
use bookroom::service::surveys::model::{NewSurvey, SurveyAnswer};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use crate::rights::role;
use crate::samples::fixtures::{customer, sale};

fn values(chart: &Chart, series: usize) -> Vec<Option<Decimal>> {
    chart.series[series].values.clone()
}

fn whole(values: &[i64]) -> Vec<Option<Decimal>> {
    values.iter().map(|value| Some(Decimal::from(*value))).collect()
}

fn told(error: &Error) -> Vec<(&str, &str)> {
    error.problems().iter().map(|it| (it.path.as_str(), it.code.slug())).collect()
}

/// Two complaints about tea, one of them resolved and rated, and a request.
fn made() -> TestRoom {
    fill(room::memory())
}

fn fill(test: TestRoom) -> TestRoom {
    let (owner, service) = (&test.owner, test.owner.service());
    let tea = NewProduct::new("TEA", "明前龙井", amount("800"), amount("0.13"));
    let tea = owner.billing().products().add(tea).unwrap().id;
    let of = customer(&test, "甲");
    service.levels().add(NewServicePolicy::of_all("全部", "All", 3_600, 86_400)).unwrap();
    let about = |kind, subject: &str| NewCase {
        customer: Some(of),
        product: Some(tea),
        ..NewCase::new(kind, subject)
    };
    let complaint = about(CaseKind::Complaint, "受潮");
    let cases = vec![complaint.clone(), complaint, about(CaseKind::Request, "检测报告")];
    let cases = service.open_many(cases).unwrap();
    let (id, version) = (cases[0].id, cases[0].version);
    let resolution = "已换".to_owned();
    let resolved = CaseResolution { id, version, resolution, satisfaction: None };
    service.resolve(vec![resolved]).unwrap();
    let asked = service.surveys().ask(NewSurvey::of_case(id)).unwrap();
    let (id, version) = (asked.id, asked.version);
    let answer = SurveyAnswer { id, version, answer: "4".to_owned(), comment: None };
    service.surveys().answer(vec![answer]).unwrap();
    owner.billing().invoices().draft_and_post(vec![sale(of, "2026-06-01")]).unwrap();
    test
}

#[test]
fn charts_show_what_reports_say_on_every_database() {
    for backend in Backend::ALL {
        let test = fill(room::on(backend));
        let (charts, reports) = (test.owner.charts(), test.owner.reports());
        let (from, to) = (day("2026-05-01"), day("2026-12-31"));
        let trend = charts.case_trend(from, to).unwrap();
        let rows = reports.case_trend(from, to).unwrap();
        assert_eq!(trend.categories.len(), rows.len(), "{backend:?}");
        let backlog: Vec<i64> = rows.iter().map(|row| row.backlog).collect();
        assert_eq!(values(&trend, 2), whole(&backlog));
        let pareto = charts.case_pareto(from, to, CaseAnalysisBy::Kind, None).unwrap();
        assert_eq!(pareto.categories, ["投诉", "服务请求"]);
        assert_eq!(values(&pareto, 0), whole(&[2, 1]));
        assert_eq!(values(&pareto, 1), [Some(amount("66.7")), Some(amount("100"))]);
        let products = charts.case_parts(from, to, CaseAnalysisBy::Product).unwrap();
        assert_eq!(products.categories, ["明前龙井"]);
        let customers = charts.case_parts(from, to, CaseAnalysisBy::Customer).unwrap();
        assert_eq!((customers.kind, customers.categories.len()), (ChartKind::Pie, 1));
        let kept = charts.attainment(from, to, AttainmentDimension::Policy).unwrap();
        assert_eq!((kept.categories[0].as_str(), values(&kept, 0)), ("全部", whole(&[2])));
        let content = charts.satisfaction(from, to, SatisfactionBy::Product).unwrap();
        assert_eq!(values(&content, 1), whole(&[80]));
        let options = AgeingOptions::receivable(day("2026-12-31"));
        let ageing = charts.ageing(&options).unwrap();
        let totals = reports.ageing(&options).unwrap().totals.unwrap();
        let bands: Vec<_> = totals.bands.into_iter().map(Some).collect();
        assert_eq!((values(&ageing, 0), ageing.unit.as_deref()), (bands, Some("元")));
        for chart in [trend, pareto, products, customers, kept, content, ageing] {
            let drawn = charts.draw_svg(&chart, &ChartOptions::default()).unwrap();
            assert!(drawn.contains(&chart.title) && drawn.contains(&chart.categories[0]));
        }
    }
}

#[test]
fn sorts_beyond_the_eleventh_stand_together() {
    let test = room::memory();
    for number in 0..15 {
        let of = customer(&test, &format!("客户{number}"));
        let cases = vec![
            NewCase { customer: Some(of), ..NewCase::new(CaseKind::Request, "问") };
            15 - number
        ];
        test.owner.service().open_many(cases).unwrap();
    }
    let (from, to) = (day("2026-01-01"), day("2026-12-31"));
    let chart = test.owner.charts().case_pareto(from, to, CaseAnalysisBy::Customer, None).unwrap();
    assert_eq!((chart.categories.len(), chart.categories[11].as_str()), (12, "其他"));
    assert_eq!(values(&chart, 0), whole(&[15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 10]));
    assert_eq!(values(&chart, 1)[11], Some(amount("100")));
}

#[test]
fn names_are_shown_to_who_may_see_them() {
    let test = made();
    let grants = [(Permission::CasesView, Reach::All), (Permission::SurveysView, Reach::All)];
    test.owner.access().add_role(role("counting", &grants, Vec::new())).unwrap();
    let session = test.operator("counting", &["counting"]);
    let (from, to) = (day("2026-01-01"), day("2026-12-31"));
    for by in CaseAnalysisBy::ALL {
        let Ok(chart) = session.charts().case_parts(from, to, *by) else { continue };
        let shown = format!("{chart:?}");
        assert!(!shown.contains("龙井") && !shown.contains("甲"), "{by:?}: {shown}");
    }
    for by in AttainmentDimension::ALL {
        let chart = session.charts().attainment(from, to, *by).unwrap();
        assert!(!format!("{chart:?}").contains("全部"), "{by:?}");
    }
    let error = session.charts().ageing(&AgeingOptions::receivable(to)).unwrap_err();
    assert_eq!(error.code(), Code::NotPermitted);
}

fn one(title: &str, names: &[&str]) -> Chart {
    let values = names.iter().map(|_| Decimal::ONE).collect();
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    Chart::new(ChartKind::Bar, title, names, vec![ChartSeries::of("s", values)])
}

#[test]
fn every_kind_is_drawn_in_both_themes_and_forms() {
    let test = room::memory();
    let charts = test.owner.charts();
    let folder = tempfile::tempdir().unwrap();
    for (kind, theme) in ChartKind::ALL
        .iter()
        .flat_map(|kind| ChartTheme::ALL.iter().map(move |theme| (*kind, *theme)))
    {
        for names in [&["一月", "二月"][..], &[]] {
            let chart = Chart { kind, unit: Some("元".to_owned()), ..one("标题", names) };
            let options = ChartOptions { theme, ..ChartOptions::default() };
            let svg = charts.draw_svg(&chart, &options).unwrap();
            assert!(svg.contains("标题") && !svg.contains("NaN"), "{kind:?} {names:?}");
            let file = folder.path().join("a.PNG").display().to_string();
            let bytes = charts.draw_to(&chart, &file, &options).unwrap();
            let png = std::fs::read(&file).unwrap();
            assert_eq!(png.len() as i64, bytes);
            assert!(png.starts_with(b"\x89PNG\r\n"));
            // Width and height stand in its first chunk.
            assert_eq!((&png[16..20], &png[20..24]), (&[0, 0, 3, 32][..], &[0, 0, 1, 224][..]));
        }
    }
}

#[test]
fn texts_stay_texts() {
    let test = room::memory();
    let chart = one("<script>alert(1)</script> & \"x\"", &["<b>", "a&b"]);
    let svg = test.owner.charts().draw_svg(&chart, &ChartOptions::default()).unwrap();
    assert!(!svg.contains("<script>") && !svg.contains("<b>"), "{svg}");
    assert!(svg.contains("&lt;script&gt;") && svg.contains("a&amp;b"), "{svg}");
}

#[test]
fn large_amounts_are_shown_in_larger_units() {
    let test = room::memory();
    let mut chart = one("收入", &["一月", "二月"]);
    chart.unit = Some("元".to_owned());
    chart.series[0].values = vec![Some(amount("123456789.01")), Some(amount("98765432.1"))];
    chart.series[0].figures = true;
    let svg = test.owner.charts().draw_svg(&chart, &ChartOptions::default()).unwrap();
    assert!(svg.contains("单位:万元"), "{svg}");
    assert!(svg.contains("12345.68") && svg.contains("9876.54"), "{svg}");
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let test = room::memory();
    let charts = test.owner.charts();
    let plain = ChartOptions::default();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let none = Chart { series: Vec::new(), ..one("x", &["a"]) };
    let error = charts.draw_svg(&none, &plain).unwrap_err();
    assert_eq!(told(&error), [("chart.series", "required")]);
    let error = charts.draw_to(&one("x", &["a"]), &path("x.jpg"), &plain).unwrap_err();
    assert_eq!(told(&error), [("path", "bad_choice")]);
    let error = charts.draw_to(&one("x", &["a"]), &path("no/x.svg"), &plain).unwrap_err();
    assert_eq!(error.code(), Code::NoFolder);
    let font = |font: &str, text: &str| {
        let options = ChartOptions { font: Some(font.to_owned()), ..ChartOptions::default() };
        charts.draw_svg(&one(text, &["a"]), &options)
    };
    assert_eq!(told(&font(&path("no.ttf"), "x").unwrap_err()), [("options.font", "no_file")]);
    std::fs::write(path("text.ttf"), "no font").unwrap();
    assert_eq!(told(&font(&path("text.ttf"), "x").unwrap_err()), [("options.font", "not_a_font")]);
    assert_eq!(told(&font("No Such Family", "x").unwrap_err()), [("options.font", "no_font")]);
    // Nobody has a glyph for what is private to a program.
    let error = charts.draw_svg(&one("\u{10fffd}", &["a"]), &plain).unwrap_err();
    assert_eq!(told(&error), [("options.font", "no_font")]);
    assert!(charts.draw_svg(&one("x", &["a"]), &plain).is_ok());
}
