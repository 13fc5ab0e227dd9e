//! Surveys on every database: asked about cases and days, answered, withdrawn, counted.

use bookroom::Session;
use bookroom::access::model::{NewRole, NewTeam};
use bookroom::access::permission::{Grant, Permission, Reach};
use bookroom::billing::products::NewProduct;
use bookroom::customers::model::NewCustomer;
use bookroom::dictionaries::model::{ItemVersion, NewDictionary, NewDictionaryItem};
use bookroom::error::{Code, Error};
use bookroom::reports::cases::model::{SatisfactionBy, SatisfactionRow};
use bookroom::service::model::{CaseState, NewCase};
use bookroom::service::surveys::model::{
    NewSurvey, Survey, SurveyAnswer, SurveyFilter, SurveyState,
};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::{complaint, open, resolution};
use crate::whole::assert_whole;

fn rooms() -> impl Iterator<Item = TestRoom> {
    Backend::ALL.iter().map(|backend| room::on(*backend))
}

fn answer(session: &Session, survey: &Survey, answer: &str) -> Result<Survey, Error> {
    let (id, version, answer) = (survey.id, survey.version, answer.to_owned());
    let comment = Some("回复很快".to_owned());
    let answers = vec![SurveyAnswer { id, version, answer, comment }];
    session.service().surveys().answer(answers).map(|mut all| all.remove(0))
}

fn said(error: &Error) -> String {
    let problem = &error.problems()[0];
    format!("{} {}", problem.path, problem.code.slug())
}

fn counted(session: &Session, by: &[SatisfactionBy]) -> Vec<SatisfactionRow> {
    session.reports().satisfaction(day("2026-06-01"), day("2026-06-30"), by).unwrap()
}

#[test]
fn an_answer_counts_its_points_and_rates_a_case_that_is_over_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let surveys = owner.service().surveys();
        let case = open(owner, "坏了");
        let early = surveys.ask(NewSurvey::of_case(case.id)).unwrap();
        assert_eq!((early.best, early.operator), (5, case.owner));
        let answered = answer(owner, &early, "满意").unwrap();
        assert_eq!((answered.answer.as_deref(), answered.points), (Some("4"), Some(4)));
        assert_eq!(surveys.get(early.id).unwrap(), answered);
        // The case is not over: what was said is of the survey alone.
        assert_eq!(owner.service().get(case.id).unwrap(), case);
        let solved = owner.service().resolve(resolution(&case, "已换", None)).unwrap().remove(0);
        let survey = surveys.ask(NewSurvey::of_case(case.id)).unwrap();
        answer(owner, &survey, "1").unwrap();
        let rated = owner.service().get(case.id).unwrap();
        assert_eq!((rated.satisfaction.as_deref(), rated.version), (Some("1"), solved.version + 1));
        let twice = answer(owner, &answered, "5").unwrap_err();
        assert_eq!(said(&twice), "answers[0] wrong_state");
        assert_eq!(answer(owner, &survey, "5").unwrap_err().code(), Code::VersionConflict);
        let gone = surveys.ask(NewSurvey::of_case(case.id)).unwrap();
        let unknown = answer(owner, &gone, "飞快").unwrap_err();
        assert_eq!(said(&unknown), "answers[0].answer unknown_reference");
        let gone = surveys.withdraw(vec![gone.seen()]).unwrap().remove(0);
        assert_eq!(gone.state, SurveyState::Withdrawn);
        let rows = counted(owner, &[SatisfactionBy::Scale]);
        assert_eq!((rows[0].asked, rows[0].answered), (2, 2));
        assert_eq!(rows[0].average_points, Some(amount("2.5")));
        let filter = SurveyFilter { case: Some(case.id), ..SurveyFilter::default() };
        assert_eq!(surveys.list(&filter, &PageRequest::default()).unwrap().items.len(), 3);
        assert_whole(owner, "surveys of cases");
    }
}

#[test]
fn a_scale_of_ones_own_counts_places_and_follows_its_list_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let (lists, surveys) = (owner.dictionaries(), owner.service().surveys());
        let list = NewDictionary {
            code: "mood".to_owned(),
            label_zh: "心情".to_owned(),
            label_en: "Mood".to_owned(),
        };
        lists.add_dictionary(list).unwrap();
        let case = open(owner, "坏了");
        let new = NewSurvey { scale: Some("mood".to_owned()), ..NewSurvey::of_case(case.id) };
        assert_eq!(
            said(&surveys.ask(new.clone()).unwrap_err()),
            "surveys[0].scale unknown_reference"
        );
        let items = ["glad", "so_so", "sad"].map(|code| NewDictionaryItem::new(code, "", code));
        lists.add_items("mood", items.to_vec()).unwrap();
        let survey = surveys.ask(new).unwrap();
        assert_eq!(survey.best, 3);
        let survey = answer(owner, &survey, "so_so").unwrap();
        assert_eq!(survey.points, Some(2));
        assert!(owner.service().get(case.id).unwrap().satisfaction.is_none());
        let seen = |code: &str| ItemVersion { code: code.to_owned(), version: 1 };
        let used = lists.remove_items("mood", vec![seen("so_so")]).unwrap_err();
        assert_eq!(used.code(), Code::InUse);
        lists.merge_items("mood", seen("so_so"), "sad").unwrap();
        let moved = surveys.get(survey.id).unwrap();
        assert_eq!((moved.answer.as_deref(), moved.points), (Some("sad"), Some(2)));
        assert_whole(owner, "surveys by a scale of one's own");
    }
}

#[test]
fn satisfaction_is_counted_by_operator_product_and_region_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let (service, surveys) = (owner.service(), owner.service().surveys());
        let ann = test.operator("ann", &["service"]);
        let tea = NewProduct::new("TEA", "龙井", amount("800"), amount("0.13"));
        let tea = owner.billing().products().add(tea).unwrap().id;
        let region = Some("33".to_owned());
        let me = Some(owner.operator_id());
        let customer = NewCustomer { region, owner: me, ..NewCustomer::company("青禾") };
        let customer = owner.customers().add(customer).unwrap().id;
        let new = NewCase { customer: Some(customer), product: Some(tea), ..complaint("受潮") };
        let case = service.open(new).unwrap();
        let given = service.assign(vec![(&case).into()], Some(ann.operator_id())).unwrap();
        service.move_to(vec![(&given[0]).into()], CaseState::InProgress).unwrap();
        let of_case = surveys.ask(NewSurvey::of_case(case.id)).unwrap();
        assert_eq!(of_case.operator, Some(ann.operator_id()));
        answer(owner, &of_case, "5").unwrap();
        let of_days = NewSurvey::of_days(customer, day("2026-05-01"), day("2026-05-31"));
        let of_days = surveys.ask(of_days).unwrap();
        assert_eq!(of_days.operator, me);
        answer(owner, &of_days, "3").unwrap();
        surveys.ask(NewSurvey::of_case(open(owner, "x").id)).unwrap();
        let by = |by: SatisfactionBy| counted(owner, &[by]);
        let operators = by(SatisfactionBy::Operator);
        let of_ann = operators.iter().find(|it| it.group.operator == Some(ann.operator_id()));
        assert_eq!(of_ann.unwrap().average_share, Some(amount("1")));
        let products = by(SatisfactionBy::Product);
        assert_eq!((products[0].group.product, products[0].asked), (None, 2));
        assert_eq!((products[1].group.product, products[1].asked), (Some(tea), 1));
        let regions = by(SatisfactionBy::Region);
        assert_eq!(regions[1].group.region.as_deref(), Some("33"));
        assert_eq!((regions[1].average_points, regions[0].answered), (Some(amount("4")), 0));
        assert_eq!(counted(owner, &[])[0].response_rate, Some(amount("0.6667")));
        let wrong = [
            (
                NewSurvey { customer: Some(customer), ..NewSurvey::of_case(case.id) },
                "customer bad_choice",
            ),
            (NewSurvey::default(), "customer required"),
            (NewSurvey::of_days(customer, day("2026-06-01"), day("2026-06-16")), "to date_order"),
        ];
        for (new, why) in wrong {
            let error = surveys.ask(new).unwrap_err();
            assert_eq!(said(&error), format!("surveys[0].{why}"));
        }
        let gone = owner.customers().get(customer).unwrap();
        assert_eq!(
            owner.customers().remove(gone.id, gone.version).unwrap_err().code(),
            Code::InUse
        );
        assert_whole(owner, "counted surveys");
    }
}

#[test]
fn surveys_are_seen_with_their_case_or_by_whom_they_are_about_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let team = owner.access().add_team(NewTeam { name: "一组".to_owned() }).unwrap();
        let role = |code: &str, reach| NewRole {
            code: code.to_owned(),
            label_zh: code.to_owned(),
            label_en: code.to_owned(),
            grants: [Permission::SurveysView, Permission::CasesView, Permission::CustomersView]
                .map(|permission| Grant { permission, reach })
                .to_vec(),
            fields: Vec::new(),
        };
        for (code, reach) in [("alone", Reach::Own), ("together", Reach::Team)] {
            owner.access().add_role(role(code, reach)).unwrap();
        }
        let ann = test.operator_in("ann", &["alone"], Some(team.id));
        let bob = test.operator_in("bob", &["together"], Some(team.id));
        let new = NewCustomer { owner: Some(ann.operator_id()), ..NewCustomer::company("青禾") };
        let customer = owner.customers().add(new).unwrap().id;
        let surveys = owner.service().surveys();
        let days = NewSurvey::of_days(customer, day("2026-05-01"), day("2026-05-31"));
        surveys.ask(days).unwrap();
        let hidden = surveys.ask(NewSurvey::of_case(open(owner, "boss's").id)).unwrap();
        let count = |session: &Session| {
            let page = PageRequest::default();
            let all = session.service().surveys().list(&SurveyFilter::default(), &page).unwrap();
            let counted = counted(session, &[])[0].asked;
            assert_eq!(i64::try_from(all.items.len()).unwrap(), counted);
            counted
        };
        assert_eq!((count(owner), count(&ann), count(&bob)), (2, 1, 1));
        let missing = ann.service().surveys().get(hidden.id).unwrap_err();
        assert_eq!(missing.code(), Code::NotFound);
        let denied = ann.service().surveys().ask(NewSurvey::default()).unwrap_err();
        assert_eq!(denied.code(), Code::NotPermitted);
    }
}
