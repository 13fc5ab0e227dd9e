//! Reads of after-sales service and of its figures, with what they need.

use super::*;
use bookroom::service::assignment::model::{AbsenceFilter, AssignmentFilter};

pub(super) fn of_cases() -> Vec<Read> {
    let days = (day("2026-01-01"), day("2026-12-31"));
    reads! {
        "reports.case_analysis" [CasesView] |s|
            s.reports().case_analysis(days.0, days.1, &[CaseAnalysisBy::Product]);
        "reports.case_pareto" [CasesView] |s|
            s.reports().case_pareto(days.0, days.1, CaseAnalysisBy::RootCause, None);
        "reports.case_trend" [CasesView] |s| s.reports().case_trend(days.0, days.1);
        "reports.repeated_complaints" [CasesView] |s|
            s.reports().repeated_complaints(days.0, days.1, 30);
        "reports.satisfaction" [SurveysView] |s|
            s.reports().satisfaction(days.0, days.1, &[SatisfactionBy::Operator]);
    }
}

pub(super) fn of_charts() -> Vec<Read> {
    let days = (day("2026-01-01"), day("2026-12-31"));
    reads! {
        "charts.case_trend" [CasesView] |s| s.charts().case_trend(days.0, days.1);
        "charts.case_pareto" [CasesView] |s|
            s.charts().case_pareto(days.0, days.1, CaseAnalysisBy::RootCause, None);
        "charts.case_parts" [CasesView] |s|
            s.charts().case_parts(days.0, days.1, CaseAnalysisBy::Kind);
        "charts.attainment" [CasesView] |s|
            s.charts().attainment(days.0, days.1, AttainmentDimension::Month);
        "charts.satisfaction" [SurveysView] |s|
            s.charts().satisfaction(days.0, days.1, SatisfactionBy::Month);
        "charts.ageing" [InvoicesView, PaymentsView] |s|
            s.charts().ageing(&AgeingOptions::receivable(days.1));
    }
}

pub(super) fn of_levels() -> Vec<Read> {
    reads! {
        "service.relations.of" [CasesView] |s| s.service().relations().of(1.into());
        "service.remedies.get" [CasesView] |s| s.service().remedies().get(1.into());
        "service.remedies.list" [CasesView] |s|
            s.service().remedies().list(&RemedyFilter::default(), &page());
        "service.surveys.get" [SurveysView] |s| s.service().surveys().get(1.into());
        "service.surveys.list" [SurveysView] |s|
            s.service().surveys().list(&SurveyFilter::default(), &page());
        "service.transitions.list" [CasesView] |s| s.service().transitions().list();
        "service.levels.get" [ServiceLevelsView] |s| s.service().levels().get(1.into());
        "service.levels.list" [ServiceLevelsView] |s| s.service().levels().list();
        "service.levels.clocks" [CasesView] |s| s.service().levels().clocks(1.into());
        "service.levels.due" [CasesView] |s|
            s.service().levels().due(&DueFilter::default(), &page());
        "service.levels.attainment" [CasesView] |s|
            s.service().levels().attainment(day("2026-01-01"), day("2026-12-31"), &[]);
    }
}

pub(super) fn of_assignment() -> Vec<Read> {
    reads! {
        "service.assignment.get" [AssignmentView] |s| s.service().assignment().get(1.into());
        "service.assignment.list" [AssignmentView] |s| s.service().assignment().list();
        "service.assignment.candidates" [AssignmentView] |s|
            s.service().assignment().candidates(1.into());
        "service.assignment.policy" [AssignmentView] |s| s.service().assignment().policy();
        "service.assignment.said" [CasesView] |s|
            s.service().assignment().said(&AssignmentFilter::default(), &page());
        "service.assignment.absences" [AssignmentView] |s|
            s.service().assignment().absences(&AbsenceFilter::default(), &page());
    }
}
