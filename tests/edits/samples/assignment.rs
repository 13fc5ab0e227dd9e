//! New values of rules by which cases are assigned, and of absences.

use std::collections::BTreeMap;

use bookroom::access::model::NewTeam;
use bookroom::billing::products::model::NewProduct;
use bookroom::service::assignment::model::NewAbsence;
use bookroom_tests::room::{TestRoom, amount};
use serde_json::json;

use super::Sample;
use crate::samples::assignment::rule;

pub(super) fn samples(test: &TestRoom) -> BTreeMap<&'static str, Sample> {
    let (assignment, me) = (test.owner.service().assignment(), test.owner.operator_id());
    let operators = test.owner.access().operators().unwrap();
    let other = operators.iter().map(|operator| operator.id).find(|id| *id != me);
    let rule = rule(test);
    let team = test.owner.access().add_team(NewTeam { name: "售后".to_owned() }).unwrap();
    let product = NewProduct::new("P-9", "茶罐", amount("5"), amount("0.13"));
    let product = test.owner.billing().products().add(product).unwrap();
    let edit = json!({
        "label_zh": "投诉",
        "label_en": "Complaints",
        "active": false,
        "kinds": ["complaint"],
        "severities": ["low"],
        "categories": ["quality"],
        "channels": ["phone"],
        "classes": [{ "dictionary": "customer_level", "items": ["B"] }],
        "products": [product.id],
        "owner_teams": [team.id],
        "way": "round_robin",
        "operators": [other],
        "team": team.id,
        "open_limit": 5,
        "weights": [{ "severity": "low", "weight": 0 }],
        "otherwise": "stay",
    });
    let rule = Sample::one(json!({ "id": rule.id, "version": rule.version }), edit);
    let absence = NewAbsence { operator: me, from: None, to: None };
    let absence = assignment.add_absence(absence).unwrap();
    let edit = json!({ "from": "2026-06-01T00:00:00Z", "to": "2026-07-08T00:00:00Z" });
    let absence = Sample::one(json!({ "id": absence.id, "version": absence.version }), edit);
    BTreeMap::from([("assignment.edit_rule", rule), ("assignment.edit_absence", absence)])
}
