//! The half year, in the order in which things happen.

use std::collections::{BTreeMap, HashMap};

use bookroom::customers::model::CustomerFilter;
use bookroom::customers::pools::model::{PoolFilter, PoolSort};
use bookroom::dealings::model::NewDealing;
use bookroom::error::Kind;
use bookroom::service::model::{CaseEdit, CaseKind, CaseResolution, CaseSeverity, NewCase};
use bookroom::service::surveys::model::{NewSurvey, SurveyAnswer};
use bookroom::values::{CaseId, CustomerId, ManualClock, PageRequest, SurveyId};
use bookroom::{Result, Session};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use fastrand::Rng;

use crate::company::Company;
use crate::{FROM, TO};

/// What happened.
#[derive(Default)]
pub struct Told {
    pub cases: usize,
    pub complaints: usize,
    pub dealings: usize,
    pub asked: usize,
    pub answered: usize,
    pub escalations: usize,
    /// Month and how many customers went back to a pool in it.
    pub recycled: BTreeMap<u32, usize>,
    pub claimed: usize,
    /// Why a claim was refused, and how often.
    pub refused: BTreeMap<String, usize>,
}

/// The instant so many minutes after midnight in China.
pub fn at(day: NaiveDate, minutes: i64) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
    midnight - TimeDelta::hours(8) + TimeDelta::minutes(minutes)
}

/// A sort of trouble: its line, category, root cause, and how common it is.
struct Trouble {
    kind: CaseKind,
    subject: &'static str,
    category: &'static str,
    cause: &'static str,
    weight: u32,
}

const fn trouble(
    kind: CaseKind,
    subject: &'static str,
    category: &'static str,
    cause: &'static str,
    weight: u32,
) -> Trouble {
    Trouble { kind, subject, category, cause, weight }
}

const TROUBLES: [Trouble; 13] = [
    trouble(CaseKind::Complaint, "机器到货外壳磕碰", "delivery", "transport", 16),
    trouble(CaseKind::Complaint, "接头渗水", "quality", "production", 13),
    trouble(CaseKind::Complaint, "滤芯箱破损", "delivery", "packing", 10),
    trouble(CaseKind::Complaint, "发票抬头开错", "invoice", "order_entry", 7),
    trouble(CaseKind::Complaint, "承诺的上门时间没到", "service", "service", 6),
    trouble(CaseKind::Complaint, "水质不如宣传", "quality", "promise", 4),
    trouble(CaseKind::Complaint, "滤芯型号发错", "quantity", "order_entry", 4),
    trouble(CaseKind::Complaint, "水龙头锈蚀", "quality", "supplier", 3),
    trouble(CaseKind::Complaint, "噪音大", "quality", "design", 2),
    trouble(CaseKind::Complaint, "漏水告警,实为未拧紧", "technical", "use", 2),
    trouble(CaseKind::Request, "预约更换滤芯", "warranty", "other", 22),
    trouble(CaseKind::Request, "索要检测报告", "technical", "other", 8),
    trouble(CaseKind::Feedback, "希望有更小的机型", "suggestion", "other", 5),
];

enum Event {
    Open,
    Answer(CaseId),
    Resolve(CaseId, bool),
    Close(CaseId),
    Reply(SurveyId, u32),
    Night,
}

struct Desk<'c> {
    company: &'c Company,
    clock: &'c ManualClock,
    chance: &'c mut Rng,
    events: BTreeMap<(DateTime<Utc>, u64), Event>,
    count: u64,
    causes: HashMap<CaseId, &'static str>,
    told: Told,
}

/// Lives through all days.
pub fn live(company: &Company, clock: &ManualClock, chance: &mut Rng) -> Result<Told> {
    let mut desk = Desk {
        company,
        clock,
        chance,
        events: BTreeMap::new(),
        count: 0,
        causes: HashMap::new(),
        told: Told::default(),
    };
    for day in FROM.iter_days().take_while(|day| *day <= TO) {
        desk.plan(day);
    }
    while let Some(((now, _), event)) = desk.events.pop_first() {
        desk.clock.set(now);
        desk.happen(now, event)?;
    }
    Ok(desk.told)
}

impl Desk<'_> {
    fn add(&mut self, at: DateTime<Utc>, event: Event) {
        self.count += 1;
        self.events.insert((at, self.count), event);
    }

    fn plan(&mut self, day: NaiveDate) {
        let is_holiday = day.month() == 2 && (15..24).contains(&day.day());
        let base = match day.weekday().number_from_monday() {
            6 | 7 => 1,
            _ if is_holiday => 1,
            // Spring brings moves, and with them transports.
            _ if day.month() == 3 || day.month() == 4 => 5,
            _ => 3,
        };
        for _ in 0..self.chance.u32(..=base) {
            let minutes = self.chance.i64(8 * 60..20 * 60);
            self.add(at(day, minutes), Event::Open);
        }
        self.add(at(day, 21 * 60), Event::Night);
    }

    fn server(&mut self) -> &Session {
        let desk = &self.company.desk;
        &desk[self.chance.usize(..desk.len())]
    }

    fn happen(&mut self, now: DateTime<Utc>, event: Event) -> Result<()> {
        match event {
            Event::Open => self.open(now),
            Event::Answer(case) => {
                self.server().service().add_note(case, "您好,已收到,正在核实。", true)?;
                Ok(())
            }
            Event::Resolve(case, late) => self.resolve(now, case, late),
            Event::Close(case) => {
                let found = self.company.chief.service().get(case)?;
                self.company.chief.service().close(vec![(&found).into()])?;
                Ok(())
            }
            Event::Reply(survey, points) => {
                let surveys = self.company.chief.service().surveys();
                let version = surveys.get(survey)?.version;
                let answer = points.to_string();
                surveys.answer(vec![SurveyAnswer {
                    id: survey,
                    version,
                    answer,
                    comment: None,
                }])?;
                self.told.answered += 1;
                Ok(())
            }
            Event::Night => self.night(now),
        }
    }

    fn open(&mut self, now: DateTime<Utc>) -> Result<()> {
        let moving = matches!(now.month(), 3 | 4);
        let weigh =
            |it: &Trouble| it.weight * if moving && it.cause == "transport" { 3 } else { 1 };
        let all: u32 = TROUBLES.iter().map(weigh).sum();
        let mut left = self.chance.u32(..all);
        let found = TROUBLES.iter().find(|it| match left.checked_sub(weigh(it)) {
            Some(rest) => {
                left = rest;
                false
            }
            None => true,
        });
        let trouble = found.unwrap_or(&TROUBLES[0]);
        let severity = match self.chance.u32(..10) {
            0 => CaseSeverity::Urgent,
            1 | 2 => CaseSeverity::High,
            3..=7 => CaseSeverity::Normal,
            _ => CaseSeverity::Low,
        };
        let channels = ["phone", "wechat", "wechat", "platform", "chat", "email"];
        let customer = self.customer();
        let products = &self.company.products;
        let product = products[self.chance.usize(..products.len())];
        let assignee = self.server().operator_id();
        let case = self.company.chief.service().open(NewCase {
            category: Some(trouble.category.to_owned()),
            severity,
            channel: Some(channels[self.chance.usize(..channels.len())].to_owned()),
            customer: Some(customer),
            product: Some(product),
            assignee: Some(assignee),
            ..NewCase::new(trouble.kind, trouble.subject)
        })?;
        self.told.cases += 1;
        self.told.complaints += usize::from(trouble.kind == CaseKind::Complaint);
        self.causes.insert(case.id, trouble.cause);
        // Spring was too much for three people.
        let slow = self.chance.u32(..100) < if moving { 38 } else { 16 };
        let urgent = matches!(severity, CaseSeverity::Urgent | CaseSeverity::High);
        let answer = self.chance.i64(5..if slow { 700 } else { 90 });
        let days = match (slow, urgent) {
            (true, _) => self.chance.i64(5 * 1440..12 * 1440),
            (false, true) => self.chance.i64(120..1440),
            (false, false) => self.chance.i64(240..3 * 1440),
        };
        self.add(now + TimeDelta::minutes(answer), Event::Answer(case.id));
        self.add(now + TimeDelta::minutes(answer + days), Event::Resolve(case.id, slow));
        Ok(())
    }

    /// A customer of the first hundred more often than one of the others.
    fn customer(&mut self) -> CustomerId {
        let all = &self.company.customers;
        let most = if self.chance.bool() { 100 } else { all.len() };
        all[self.chance.usize(..most)]
    }

    fn resolve(&mut self, now: DateTime<Utc>, id: CaseId, late: bool) -> Result<()> {
        // What goes on after the last day is for the next half year.
        if now > at(TO, 1439) {
            return Ok(());
        }
        let chief = &self.company.chief;
        let case = chief.service().get(id)?;
        let cause = self.causes.get(&id).copied().unwrap_or("other");
        let edit = CaseEdit { root_cause: cause.into(), ..CaseEdit::default() };
        let case = chief.service().edit(case.id, case.version, edit)?;
        let resolved = CaseResolution {
            id,
            version: case.version,
            resolution: "已处理并回访".to_owned(),
            satisfaction: None,
        };
        chief.service().resolve(vec![resolved])?;
        self.add(now + TimeDelta::days(2), Event::Close(id));
        if self.chance.u32(..10) < 8 {
            let survey = self.company.chief.service().surveys().ask(NewSurvey::of_case(id))?;
            self.told.asked += 1;
            if self.chance.u32(..10) < 6 {
                let points = match late {
                    true => self.chance.u32(1..=4),
                    false => self.chance.u32(3..=5),
                };
                let after = self.chance.i64(60..3 * 1440);
                self.add(now + TimeDelta::minutes(after), Event::Reply(survey.id, points));
            }
        }
        Ok(())
    }

    /// The end of a day: what sellers wrote down, what is due, what goes back to the pools.
    fn night(&mut self, now: DateTime<Utc>) -> Result<()> {
        let day = (now + TimeDelta::hours(8)).date_naive();
        if day.weekday().number_from_monday() < 6 {
            self.dealings()?;
        }
        let chief = &self.company.chief;
        self.told.escalations += chief.service().levels().escalate_due(None)?.len();
        let gone = chief.customers().pools().recycle()?;
        if !gone.is_empty() {
            *self.told.recycled.entry(day.month()).or_default() += gone.len();
        }
        if day.weekday().number_from_monday() == 1 {
            self.claims()?;
        }
        Ok(())
    }

    /// Sellers care for the customers they like.
    fn dealings(&mut self) -> Result<()> {
        let kinds = [("call", "电话回访"), ("visit", "上门拜访"), ("wechat", "微信沟通")];
        for at in 0..self.company.sales.len() {
            let seller = &self.company.sales[at];
            let filter =
                CustomerFilter { owner: Some(seller.operator_id()), ..CustomerFilter::default() };
            let page = PageRequest::first(200);
            let own = seller.customers().list(&filter, Default::default(), false, &page)?.items;
            if own.is_empty() {
                continue;
            }
            // Two thirds of them: the rest is forgotten.
            let liked = (own.len() * 2 / 3).max(1);
            let mut new = Vec::new();
            for _ in 0..self.chance.usize(1..5) {
                let (kind, subject) = kinds[self.chance.usize(..kinds.len())];
                let customer = own[self.chance.usize(..liked)].id;
                new.push(NewDealing::new(customer, kind, subject));
            }
            self.told.dealings += new.len();
            seller.dealings().add_many(new)?;
        }
        Ok(())
    }

    /// On Mondays sellers look into the pool; what is refused says why.
    fn claims(&mut self) -> Result<()> {
        for (at, seller) in self.company.sales.iter().enumerate() {
            let pool = self.company.pools[usize::from(at == 2)];
            let pools = seller.customers().pools();
            let page = PageRequest::first(50);
            let found =
                pools.customers(pool, &PoolFilter::default(), PoolSort::default(), false, &page)?;
            for customer in found.items.iter().take(self.chance.usize(..5)) {
                match pools.claim(pool, vec![customer.id]) {
                    Ok(claimed) => self.told.claimed += claimed.len(),
                    Err(error) if error.kind() != Kind::Storage => {
                        for problem in error.problems() {
                            let why = problem.code.text_zh().to_owned();
                            *self.told.refused.entry(why).or_default() += 1;
                        }
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }
}
