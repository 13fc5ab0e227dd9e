//! The company: people, customers, pools, products and what is promised.

use bookroom::access::model::NewOperator;
use bookroom::billing::products::NewProduct;
use bookroom::calendars::model::{CalendarDay, NewCalendar, Weekday};
use bookroom::customers::model::{Channel, ChannelKind, NewCustomer};
use bookroom::customers::pools::model::{NewPool, PoolMember, PoolRule, PoolRuleKind};
use bookroom::service::levels::model::{
    EscalationAction, EscalationStep, EscalationWhom, LevelTarget, NewServicePolicy,
};
use bookroom::service::model::CaseSeverity;
use bookroom::values::{BookId, CustomerId, PoolId, ProductId};
use bookroom::{Bookroom, Result, Session};
use chrono::NaiveDate;
use fastrand::Rng;

use crate::PASSWORD;

/// What new colleagues are given.
const FIRST: &str = "Given-First-2026";

/// Who is there and what there is.
pub struct Company {
    /// The owner's session.
    pub chief: Session,
    /// Who sells: the name and the session.
    pub sales: Vec<Session>,
    /// Who answers customers.
    pub desk: Vec<Session>,
    /// The customers.
    pub customers: Vec<CustomerId>,
    /// What was sold.
    pub products: Vec<ProductId>,
    /// The pools of the two regions.
    pub pools: Vec<PoolId>,
}

const PLACES: [(&str, &str); 16] = [
    ("杭州", "浙江"),
    ("宁波", "浙江"),
    ("绍兴", "浙江"),
    ("嘉兴", "浙江"),
    ("苏州", "江苏"),
    ("南京", "江苏"),
    ("无锡", "江苏"),
    ("南通", "江苏"),
    ("合肥", "安徽"),
    ("芜湖", "安徽"),
    ("成都", "四川"),
    ("绵阳", "四川"),
    ("重庆", "重庆"),
    ("西安", "陕西"),
    ("昆明", "云南"),
    ("贵阳", "贵州"),
];
const WORDS: [&str; 20] = [
    "青禾", "远山", "听泉", "明德", "同川", "安澜", "栖云", "长风", "和悦", "澄江", "锦程", "百汇",
    "瑞丰", "启明", "星野", "松石", "海棠", "拾光", "清源", "望岳",
];
const TRADES: [&str; 8] =
    ["餐饮管理", "酒店", "食品", "健身", "教育咨询", "物业服务", "医疗器械", "商贸"];

impl Company {
    /// Makes it all.
    pub fn found(room: &Bookroom, book: BookId, chance: &mut Rng) -> Result<Self> {
        let chief = room.sign_in(book, "chen", PASSWORD)?;
        let enter = |name: &str, shown: &str, role: &str| -> Result<Session> {
            chief.access().add_operator(NewOperator {
                sign_in_name: name.to_owned(),
                display_name: shown.to_owned(),
                password: FIRST.into(),
                team: None,
                roles: vec![role.to_owned()],
            })?;
            // The first password is good for nothing but a better one.
            let first = room.sign_in(book, name, FIRST)?;
            first.access().change_own_password(FIRST, PASSWORD)?;
            room.sign_in(book, name, PASSWORD)
        };
        let sales = vec![
            enter("zhou", "周岚", "sales")?,
            enter("xu", "徐海", "sales")?,
            enter("he", "何苗", "sales")?,
        ];
        let desk = vec![
            enter("tang", "唐悦", "service")?,
            enter("lu", "陆鸣", "service")?,
            enter("fang", "方晴", "service")?,
        ];
        promise(&chief)?;
        let pools = pools(&chief, &sales)?;
        let products = products(&chief)?;
        let customers = customers(&chief, &sales, chance)?;
        Ok(Self { chief, sales, desk, customers, products, pools })
    }

    /// How many work there.
    pub fn people(&self) -> usize {
        self.sales.len() + self.desk.len() + 1
    }
}

/// Hours from nine to six with the holidays of the half year (国办发明电〔2025〕7号), and what is
/// promised within them.
fn promise(chief: &Session) -> Result<()> {
    let hours =
        NewCalendar::weekdays("客服", "Asia/Shanghai", &[("09:00", "12:00"), ("13:00", "18:00")]);
    let calendar = chief.calendars().add(hours)?;
    let calendar = chief.calendars().set_default(calendar.id, calendar.version)?;
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default();
    let mut days = Vec::new();
    let holidays: [(&str, NaiveDate, i64); 5] = [
        ("元旦", day(1, 1), 3),
        ("春节", day(2, 15), 9),
        ("清明节", day(4, 4), 3),
        ("劳动节", day(5, 1), 5),
        ("端午节", day(6, 19), 3),
    ];
    for (name, first, count) in holidays {
        let off = first.iter_days().take(usize::try_from(count).unwrap_or_default());
        days.extend(off.map(|day| CalendarDay::off(day, name)));
    }
    let made_up = [(1, 4), (2, 14), (2, 28), (5, 9)];
    days.extend(made_up.map(|(m, d)| CalendarDay::like(day(m, d), Weekday::Friday)));
    chief.calendars().set_days(calendar.id, calendar.version, days, Vec::new())?;
    let levels = chief.service().levels();
    // Who works on a case hears of it when a quarter of the time is left, the boss when it is up.
    let tell = |percent, whom| EscalationStep {
        target: LevelTarget::Resolution,
        percent: Some(percent),
        seconds: None,
        action: EscalationAction::Notify,
        whom,
        operator: None,
    };
    let steps = vec![tell(75, EscalationWhom::Assignee), tell(100, EscalationWhom::Manager)];
    levels.add(NewServicePolicy {
        steps: steps.clone(),
        severities: vec![CaseSeverity::Urgent, CaseSeverity::High],
        ..NewServicePolicy::of_all("紧急", "Urgent", 2 * 3_600, 16 * 3_600)
    })?;
    let usual = NewServicePolicy::of_all("一般", "Usual", 4 * 3_600, 32 * 3_600);
    levels.add(NewServicePolicy { steps, ..usual })?;
    Ok(())
}

fn pools(chief: &Session, sales: &[Session]) -> Result<Vec<PoolId>> {
    let member =
        |session: &Session| PoolMember { operator: session.operator_id(), is_admin: false };
    let rule = |days| vec![PoolRule { kind: PoolRuleKind::NoDealing, level: None, days }];
    let east = NewPool {
        barred_days: 15,
        daily_claims: Some(3),
        quota: Some(70),
        notice_days: 7,
        rules: rule(60),
        members: sales.iter().take(2).map(member).collect(),
        ..NewPool::named("华东公海", "East")
    };
    let west = NewPool {
        barred_days: 15,
        daily_claims: Some(3),
        notice_days: 7,
        rules: rule(75),
        members: sales.iter().skip(2).map(member).collect(),
        ..NewPool::named("西部公海", "West")
    };
    let pools = chief.customers().pools();
    Ok(vec![pools.add(east)?.id, pools.add(west)?.id])
}

fn products(chief: &Session) -> Result<Vec<ProductId>> {
    let goods = [
        ("RO400", "反渗透净水机 400G", "1680"),
        ("RO800", "反渗透净水机 800G", "2980"),
        ("PRE", "前置过滤器", "460"),
        ("CORE", "复合滤芯", "219"),
        ("SOFT", "软水机", "5200"),
    ];
    let goods = goods.iter().map(|(code, name, price)| {
        let (price, rate) = (price.parse().unwrap_or_default(), "0.13".parse().unwrap_or_default());
        NewProduct::new(code, name, price, rate)
    });
    let added = chief.billing().products().add_many(goods.collect())?;
    Ok(added.into_iter().map(|it| it.id).collect())
}

/// 160 customers, whose sellers are those of their region; six of them once more, as somebody else
/// wrote them down.
fn customers(chief: &Session, sales: &[Session], chance: &mut Rng) -> Result<Vec<CustomerId>> {
    let mut new = Vec::new();
    for at in 0..160_usize {
        let (city, region) = PLACES[at % PLACES.len()];
        let word = WORDS[(at / 8) % WORDS.len()];
        let trade = TRADES[chance.usize(..TRADES.len())];
        let seller = if at % PLACES.len() < 10 { chance.usize(..2) } else { 2 };
        let mobile = format!("13{}{:08}", chance.u32(4..10), chance.u32(10_000_000..99_999_999));
        new.push(NewCustomer {
            code: Some(format!("K{:03}", at + 1)),
            owner: Some(sales[seller].operator_id()),
            channels: vec![Channel::new(ChannelKind::Mobile, &mobile)],
            note: Some(format!("{region}地区")),
            ..NewCustomer::company(&format!("{city}{word}{trade}有限公司"))
        });
    }
    for at in [3, 17, 42, 58, 77, 120] {
        let first: &NewCustomer = &new[at];
        let name = first.name.replace("有限公司", "");
        let again = NewCustomer {
            code: Some(format!("W{at:03}")),
            owner: first.owner,
            channels: first.channels.clone(),
            ..NewCustomer::company(&name)
        };
        new.push(again);
    }
    let added = chief.customers().add_many(new)?;
    Ok(added.into_iter().map(|it| it.id).collect())
}
