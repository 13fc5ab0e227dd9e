//! Analysis of cases on every database: figures by what they have in common, shares, months,
//! what comes again; and that nobody counts what they do not see.

use bookroom::access::model::NewRole;
use bookroom::access::permission::{Grant, Permission, Reach};
use bookroom::billing::products::NewProduct;
use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::reports::cases::model::{CaseAnalysisBy, CaseAnalysisRow};
use bookroom::service::model::{Case, CaseEdit, CaseKind, NewCase};
use bookroom::service::relations::model::{CaseLinkKind, NewCaseLink};
use bookroom::values::{CustomerId, ProductId};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};
use chrono::{NaiveDate, TimeDelta};

use super::{complaint, open, resolution};

fn rooms() -> impl Iterator<Item = TestRoom> {
    Backend::ALL.iter().map(|backend| room::on(*backend))
}

const DAYS: (&str, &str) = ("2026-04-01", "2026-06-30");

fn days() -> (NaiveDate, NaiveDate) {
    (day(DAYS.0), day(DAYS.1))
}

struct Made {
    customer: CustomerId,
    tea: ProductId,
    cases: Vec<Case>,
}

/// Three complaints of a customer about tea, two of them within a week; a request of nobody; and a
/// complaint that was merged into another.
fn make(test: &TestRoom) -> Made {
    let (owner, service) = (&test.owner, test.owner.service());
    let tea = NewProduct::new("TEA", "龙井", amount("800"), amount("0.13"));
    let tea = owner.billing().products().add(tea).unwrap().id;
    let customer = NewCustomer { region: Some("33".to_owned()), ..NewCustomer::company("青禾") };
    let customer = owner.customers().add(customer).unwrap().id;
    let about = |on: &str| NewCase {
        customer: Some(customer),
        product: Some(tea),
        opened_on: Some(day(on)),
        ..complaint("受潮")
    };
    let mut cases = service
        .open_many(vec![about("2026-04-10"), about("2026-05-01"), about("2026-05-06")])
        .unwrap();
    cases.push(service.open(NewCase::new(CaseKind::Request, "检测报告")).unwrap());
    let again = service.open(about("2026-05-07")).unwrap();
    service.relations().merge(vec![(&again).into()], (&cases[2]).into()).unwrap();
    let solved = service.resolve(resolution(&cases[1], "已换", Some("4"))).unwrap().remove(0);
    let cause = CaseEdit { root_cause: "运输配送".into(), ..CaseEdit::default() };
    service.edit(solved.id, solved.version, cause).unwrap();
    Made { customer, tea, cases }
}

fn analysis(test: &TestRoom, by: &[CaseAnalysisBy]) -> Vec<CaseAnalysisRow> {
    let (from, to) = days();
    test.owner.reports().case_analysis(from, to, by).unwrap()
}

#[test]
fn figures_are_of_what_cases_have_in_common_on_every_database() {
    for test in rooms() {
        let Made { customer, tea, cases } = make(&test);
        let all = analysis(&test, &[]).remove(0);
        assert_eq!((all.cases, all.complaints, all.open, all.resolved), (4, 3, 3, 1));
        assert_eq!((all.rated, all.average_points), (1, Some(amount("4"))));
        let took = room::start() - cases[1].opened_at;
        assert_eq!(all.median_seconds_to_resolution, Some(took.num_seconds()));
        let by = |by: CaseAnalysisBy| analysis(&test, &[by]);
        let products: Vec<_> =
            by(CaseAnalysisBy::Product).iter().map(|row| (row.group.product, row.cases)).collect();
        assert_eq!(products, [(None, 1), (Some(tea), 3)]);
        let regions = by(CaseAnalysisBy::Region);
        assert_eq!(regions[1].group.region.as_deref(), Some("33"));
        let causes = by(CaseAnalysisBy::RootCause);
        assert_eq!(
            (causes[1].group.root_cause.as_deref(), causes[1].cases),
            (Some("transport"), 1)
        );
        let months = by(CaseAnalysisBy::Month);
        let months: Vec<_> = months.iter().map(|row| row.cases).collect();
        assert_eq!(months, [1, 2, 1]);
        let customers = by(CaseAnalysisBy::Customer);
        assert_eq!(customers[1].group.customer, Some(customer));
        let both = analysis(&test, &[CaseAnalysisBy::Kind, CaseAnalysisBy::Month]);
        assert_eq!(both.len(), 3);
        let (from, to) = days();
        let pareto = test.owner.reports().case_pareto(from, to, CaseAnalysisBy::Product, None);
        let pareto = pareto.unwrap();
        assert_eq!((pareto[0].group.product, pareto[0].share), (Some(tea), amount("0.75")));
        assert_eq!(pareto[1].cumulative_share, amount("1"));
        let kind = Some(CaseKind::Complaint);
        let pareto = test.owner.reports().case_pareto(from, to, CaseAnalysisBy::Product, kind);
        assert_eq!(pareto.unwrap().len(), 1);
        let trend = test.owner.reports().case_trend(from, to).unwrap();
        let trend: Vec<_> = trend.iter().map(|row| (row.came, row.ended, row.backlog)).collect();
        assert_eq!(trend, [(1, 0, 1), (2, 0, 3), (1, 1, 3)]);
        let since = test.owner.reports().case_trend(day("2026-06-01"), to).unwrap();
        assert_eq!((since[0].backlog, since[0].average_points), (3, Some(amount("4"))));
        let wrong = test.owner.reports().case_trend(to, from).unwrap_err();
        assert_eq!(wrong.code(), Code::DateOrder);
    }
}

#[test]
fn complaints_that_come_again_are_told_on_every_database() {
    for test in rooms() {
        let Made { customer, tea, cases } = make(&test);
        let (from, to) = days();
        let repeated = |days| test.owner.reports().repeated_complaints(from, to, days).unwrap();
        let week = repeated(7);
        assert_eq!((week[0].customer, week[0].product), (customer, Some(tea)));
        assert_eq!((week[0].complaints, week[0].repeats), (3, 1));
        assert_eq!((week[0].first_on, week[0].last_on), (day("2026-04-10"), day("2026-05-06")));
        assert!(repeated(4).is_empty());
        let link =
            NewCaseLink { kind: CaseLinkKind::Recurs, case: cases[1].id, other: cases[0].id };
        test.owner.service().relations().link(link).unwrap();
        assert_eq!(repeated(4)[0].repeats, 1);
        assert_eq!(analysis(&test, &[])[0].recurring, 1);
        let far = test.owner.reports().repeated_complaints(from, to, 5_000).unwrap_err();
        assert_eq!(far.code(), Code::OutOfRange);
    }
}

#[test]
fn nobody_counts_what_they_do_not_see_on_every_database() {
    for test in rooms() {
        make(&test);
        let role = |code: &str, permissions: &[Permission]| NewRole {
            code: code.to_owned(),
            label_zh: code.to_owned(),
            label_en: code.to_owned(),
            grants: permissions
                .iter()
                .map(|permission| Grant { permission: *permission, reach: Reach::Own })
                .collect(),
            fields: Vec::new(),
        };
        let of_cases = [Permission::CasesView, Permission::CasesAdd];
        let with_customers = [&of_cases[..], &[Permission::CustomersView]].concat();
        test.owner.access().add_role(role("bare", &of_cases)).unwrap();
        test.owner.access().add_role(role("own", &with_customers)).unwrap();
        let (bare, ann) = (test.operator("bare", &["bare"]), test.operator("ann", &["own"]));
        test.clock.advance(TimeDelta::minutes(1));
        open(&ann, "ann's");
        // A case of somebody else's customer comes to her: she sees the case, not its customer.
        let list = test.owner.service().list(
            &Default::default(),
            bookroom::service::model::CaseSort::Number,
            false,
            &bookroom::values::PageRequest::first(1),
        );
        let given = list.unwrap().items.remove(0);
        let given = vec![(&given).into()];
        test.owner.service().assign(given, Some(ann.operator_id())).unwrap();
        let (from, to) = days();
        let reports = ann.reports();
        let rows = reports.case_analysis(from, to, &[CaseAnalysisBy::Region]).unwrap();
        assert_eq!((rows.len(), rows[0].cases, rows[0].group.region.as_deref()), (1, 2, None));
        let pareto = reports.case_pareto(from, to, CaseAnalysisBy::Region, None).unwrap();
        assert_eq!((pareto.len(), pareto[0].cases), (1, 2));
        assert_eq!(reports.case_trend(from, to).unwrap().last().unwrap().backlog, 2);
        assert!(reports.repeated_complaints(from, to, 100).unwrap().is_empty());
        let none = bare.reports().case_analysis(from, to, &[]).unwrap();
        assert_eq!(none[0].cases, 0);
        let by_region = [CaseAnalysisBy::Region];
        let denied = bare.reports().case_analysis(from, to, &by_region).unwrap_err();
        assert_eq!(denied.code(), Code::NotPermitted);
    }
}
