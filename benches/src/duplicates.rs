//! The search for duplicates in a book of companies and persons with duplicates that were put there
//! and others that are nearly the same but are not: how many of the pairs are found, how many of
//! those that are found are right, and how long that takes.

use std::collections::BTreeSet;
use std::time::Instant;

use bookroom::customers::duplicates::model::DuplicateSearch;
use bookroom::customers::model::{Address, Channel, ChannelKind, NewCustomer};
use bookroom::values::PageRequest;
use bookroom::{Bookroom, Session, book::NewBook};

use crate::stage::PASSWORD;
use crate::{Figure, Outcome, Size};

/// How many customers are added in one call.
const BATCH: usize = 5_000;
/// Of so many originals one has a duplicate; as many have somebody who is nearly the same.
const EVERY: usize = 10;
/// The lowest scores that are measured: from which a book warns, and a strict one.
const LOWEST: [i64; 2] = [50, 90];

const PLACES: [&str; 16] = [
    "武汉市",
    "上海市",
    "成都市",
    "广州市",
    "西安市",
    "杭州市",
    "长沙市",
    "哈尔滨市",
    "苏州市",
    "宁波市",
    "青岛市",
    "厦门市",
    "昆明市",
    "南京市",
    "重庆市",
    "郑州市",
];
const CHARACTERS: &str = "青禾明远蓝湖启航云岭金穗长风星河海棠松涛丹霞碧波朝阳玉泉锦程恒瑞达丰华\
    盛泰兴隆昌顺德福祥嘉宏伟业广源润泽方圆同创博雅智慧天成信义和谐万通百川凯旋卓越鼎晟麒麟腾飞";
const TRADES: [&str; 16] = [
    "贸易", "科技", "机电", "纸业", "食品", "物流", "医药", "建材", "电子", "服装", "化工", "广告",
    "餐饮", "装饰", "环保", "软件",
];
const FORMS: [&str; 3] = ["有限公司", "有限责任公司", "股份有限公司"];
const ROADS: [&str; 12] = [
    "人民路",
    "解放路",
    "中山路",
    "建设路",
    "文三路",
    "和平街",
    "新华路",
    "长江路",
    "黄河路",
    "北京路",
    "南京路",
    "迎宾大道",
];
const SURNAMES: &str =
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
const GIVEN: &str =
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国晓东海燕志强文博子涵欣怡";
const HOMOPHONES: [(char, char); 14] = [
    ('明', '铭'),
    ('远', '苑'),
    ('达', '答'),
    ('华', '骅'),
    ('丰', '峰'),
    ('盛', '圣'),
    ('福', '富'),
    ('伟', '玮'),
    ('芳', '方'),
    ('静', '竞'),
    ('杰', '洁'),
    ('晓', '小'),
    ('红', '虹'),
    ('兰', '岚'),
];
const TRADITIONAL: [(char, char); 12] = [
    ('远', '遠'),
    ('蓝', '藍'),
    ('启', '啟'),
    ('云', '雲'),
    ('长', '長'),
    ('风', '風'),
    ('阳', '陽'),
    ('达', '達'),
    ('华', '華'),
    ('贸', '貿'),
    ('医', '醫'),
    ('电', '電'),
];

/// Numbers that look random and are the same in each run (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or(0)
    }

    fn of<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }

    fn character(&mut self, from: &str) -> char {
        let characters: Vec<char> = from.chars().collect();
        characters[self.below(characters.len())]
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }
}

/// Who is known of: a company by the parts of its name, or a person.
#[derive(Clone)]
struct One {
    is_person: bool,
    place: &'static str,
    name: String,
    trade: &'static str,
    form: &'static str,
    branch: String,
    phone: Option<String>,
    mail: Option<String>,
    street: Option<String>,
    written: Option<String>,
}

impl One {
    fn new(random: &mut Random) -> Self {
        let is_person = random.below(4) == 0;
        let name: String = if is_person {
            let count = 2 + random.below(2);
            let given: String = (1..count).map(|_| random.character(GIVEN)).collect();
            format!("{}{given}", random.character(SURNAMES))
        } else {
            let count = 2 + random.below(3);
            (0..count).map(|_| random.character(CHARACTERS)).collect()
        };
        let number = 1 + random.below(400);
        let street = format!("{}{number}号{}室", random.of(&ROADS), 101 + random.below(900));
        Self {
            is_person,
            place: random.of(&PLACES),
            name,
            trade: random.of(&TRADES),
            form: random.of(&FORMS),
            branch: String::new(),
            phone: (random.below(10) > 0).then(|| format!("13{}", random.digits(9))),
            mail: (random.below(2) == 0).then(|| format!("k{}@example.cn", random.digits(8))),
            street: (random.below(3) > 0).then_some(street),
            written: None,
        }
    }

    fn written(&self) -> String {
        if let Some(written) = &self.written {
            return written.clone();
        }
        if self.is_person {
            return self.name.clone();
        }
        let Self { place, name, trade, form, branch, .. } = self;
        format!("{}{name}{trade}{form}{branch}", place.trim_end_matches('市'))
    }

    fn customer(&self) -> NewCustomer {
        let phone = self.phone.iter().map(|it| Channel::new(ChannelKind::Mobile, it));
        let mail = self.mail.iter().map(|it| Channel::new(ChannelKind::Email, it));
        let address = self.street.iter().map(|street| Address {
            city: Some(self.place.to_owned()),
            street: Some(street.clone()),
            ..Address::default()
        });
        let (name, addresses) = (self.written(), address.collect());
        let new =
            if self.is_person { NewCustomer::person(&name) } else { NewCustomer::company(&name) };
        NewCustomer { channels: phone.chain(mail).collect(), addresses, ..new }
    }

    /// The same, as somebody else enters it.
    fn again(&self, random: &mut Random) -> Self {
        let mut other = self.clone();
        other.written = Some(self.rewritten(random));
        match random.below(5) {
            0 => other.phone = Some(format!("15{}", random.digits(9))),
            1 => other.phone = other.phone.map(|phone| swapped(&phone, random)),
            2 => other.phone = None,
            _ => {}
        }
        if random.below(3) == 0 {
            other.mail = None;
        }
        match random.below(4) {
            0 => other.street = None,
            1 => other.street = other.street.map(|it| format!("{}{it}", self.place)),
            _ => {}
        }
        other
    }

    fn rewritten(&self, random: &mut Random) -> String {
        let Self { place, name, trade, form, .. } = self;
        let bare = place.trim_end_matches('市');
        let replace = |text: String, pairs: &[(char, char)]| -> String {
            let to = |from: char| pairs.iter().find(|it| it.0 == from).map_or(from, |it| it.1);
            text.chars().map(to).collect()
        };
        let whole = self.written();
        match random.below(if self.is_person { 3 } else { 10 }) {
            0 => replace(whole, &HOMOPHONES),
            1 => replace(whole, &TRADITIONAL),
            2 if self.is_person => format!("{whole}先生"),
            2 => typing_error(&whole, name, random),
            3 => format!("{name}{trade}{form}"),
            4 => format!("{name}({bare}){trade}有限公司"),
            5 => format!("{name}{trade}（{bare}）有限公司"),
            6 => format!("{place}{name}{trade}"),
            7 => format!("{bare}{name}{trade}有限责任公司"),
            8 => format!("{name}{trade}"),
            _ => format!(" {bare} {name}{trade} {form} "),
        }
    }

    /// Another one that looks much the same.
    fn nearly(&self, random: &mut Random) -> Self {
        let mut other = self.clone();
        other.mail = None;
        if self.is_person {
            // Of the same family, at the same address.
            let surname: String = self.name.chars().take(1).collect();
            let given = [random.character("雪鹏琳浩"), random.character("宁昊雯轩")];
            other.name = surname + &String::from_iter(given);
            other.phone = Some(format!("18{}", random.digits(9)));
            return other;
        }
        match random.below(4) {
            0 => other.branch = format!("{}分公司", random.of(&["北京", "深圳", "第二", "天津"])),
            1 => {
                let far: Vec<&'static str> =
                    PLACES.iter().copied().filter(|it| *it != self.place).collect();
                other.place = far[random.below(far.len())];
                other.phone = Some(format!("18{}", random.digits(9)));
                other.street = None;
            }
            2 => {
                other.written = Some(format!("{}{}店", self.written(), 2 + random.below(8)));
            }
            _ => {
                let trades: Vec<&'static str> =
                    TRADES.iter().copied().filter(|it| *it != self.trade).collect();
                other.trade = trades[random.below(trades.len())];
                other.phone = Some(format!("18{}", random.digits(9)));
                other.street = None;
            }
        }
        other
    }
}

/// A text with two neighbours changed about.
fn swapped(text: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let at = 3 + random.below(characters.len().saturating_sub(4));
    characters.swap(at, at + 1);
    characters.into_iter().collect()
}

/// A character of a name left out, doubled, or another one; names of two stay as they are.
fn typing_error(whole: &str, name: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = name.chars().collect();
    if characters.len() > 2 {
        let at = random.below(characters.len());
        match random.below(3) {
            0 => characters[at] = random.character(CHARACTERS),
            1 => characters.insert(at, characters[at]),
            _ => {
                characters.remove(at);
            }
        }
    }
    whole.replace(name, &characters.into_iter().collect::<String>())
}

/// See [`crate::BENCHES`].
pub fn run(size: Size) -> Outcome<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("duplicates.db");
    let room = Bookroom::open(path.to_str().ok_or("the path is no text")?)?;
    let mut figures = on(&room, "sqlite", size.customers)?;
    let tenth = on(&room, "sqlite_tenth", size.customers / 10)?;
    let seconds = |figures: &[Figure]| figures.first().map_or(1.0, |it| it.value);
    let ratio = seconds(&figures) / seconds(&tenth);
    let note = "time for all customers against time for a tenth of them; squares would be 100";
    figures.push(Figure::new("duplicates_growth", ratio, "ratio", note));
    #[cfg(feature = "servers")]
    for (name, server) in crate::servers::all() {
        let database = crate::servers::Database::create(server)?;
        let room = Bookroom::open(&database.url)?;
        figures.extend(on(&room, name, size.customers)?);
        drop(room);
        database.remove()?;
    }
    Ok(figures)
}

fn on(room: &Bookroom, database: &str, count: usize) -> Outcome<Vec<Figure>> {
    let book = room.create_book(&NewBook::chinese("测试公司", "boss", PASSWORD))?;
    let owner = room.sign_in(book, "boss", PASSWORD)?;
    let planted = fill(&owner, count)?;
    let mut figures = Vec::new();
    for lowest in LOWEST {
        figures.extend(measured(&owner, database, lowest, &planted)?);
    }
    Ok(figures)
}

/// Fills a book; returns the pairs of ids that are the same.
fn fill(owner: &Session, count: usize) -> Outcome<BTreeSet<(i64, i64)>> {
    let mut random = Random(88_172_645_463_325_252);
    let (mut all, mut same): (Vec<One>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
    while all.len() < count {
        let at = all.len();
        let one = One::new(&mut random);
        match at % EVERY {
            3 => {
                same.push((at, at + 1));
                all.push(one.again(&mut random));
                all.push(one);
            }
            7 => {
                all.push(one.nearly(&mut random));
                all.push(one);
            }
            _ => all.push(one),
        }
    }
    // In an order that tells nothing.
    let mut order: Vec<usize> = (0..all.len()).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, random.below(at + 1));
    }
    let mut ids = vec![0_i64; all.len()];
    for some in order.chunks(BATCH) {
        let new = some.iter().map(|at| all[*at].customer()).collect();
        for (at, customer) in some.iter().zip(owner.customers().add_many(new)?) {
            ids[*at] = customer.id.0;
        }
    }
    let pair = |(one, other): (usize, usize)| (ids[one].min(ids[other]), ids[one].max(ids[other]));
    Ok(same.into_iter().map(pair).collect())
}

fn measured(
    owner: &Session,
    database: &str,
    lowest: i64,
    planted: &BTreeSet<(i64, i64)>,
) -> Outcome<Vec<Figure>> {
    let search = DuplicateSearch { min_score: Some(lowest), ..DuplicateSearch::default() };
    let start = Instant::now();
    let first = owner.customers().find_duplicates(&search, &PageRequest::first(1_000))?;
    let seconds = start.elapsed().as_secs_f64();
    let (looked_at, compared, narrowed) = (first.looked_at, first.compared, first.narrowed);
    let mut found = BTreeSet::new();
    let mut next = Some(first);
    while let Some(page) = next {
        let pairs = page.groups.iter().flat_map(|it| &it.pairs).filter(|it| it.score >= lowest);
        found.extend(pairs.map(|it| (it.first.0, it.second.0)));
        next = match page.next {
            Some(after) => {
                let page = PageRequest::after(1_000, after);
                Some(owner.customers().find_duplicates(&search, &page)?)
            }
            None => None,
        };
    }
    if std::env::var_os("BOOKROOM_SHOW").is_some() {
        show(owner, &found, planted)?;
    }
    let right = found.intersection(planted).count() as f64;
    let share = |of: usize| if of == 0 { 1.0 } else { right / of as f64 };
    let name = |what: &str| format!("duplicates_{database}_{what}_{lowest}");
    let pairs = format!(
        "{} pairs found, {} put there, {right} of them; score from {lowest}",
        found.len(),
        planted.len()
    );
    let all = looked_at as f64 * (looked_at as f64 - 1.0) / 2.0;
    let work = format!(
        "pairs compared of {looked_at} customers, {:.4} % of all; {narrowed} sets narrowed",
        compared as f64 / all * 100.0
    );
    Ok(vec![
        Figure::new(&name("seconds"), seconds, "s", "the first page, with all that it takes"),
        Figure::new(&name("precision"), share(found.len()), "ratio", &pairs),
        Figure::new(&name("recall"), share(planted.len()), "ratio", pairs.as_str()),
        Figure::new(&name("compared"), compared as f64, "pairs", work),
    ])
}

/// Prints some of the pairs that were missed, and of those that were found and are wrong.
fn show(
    owner: &Session,
    found: &BTreeSet<(i64, i64)>,
    planted: &BTreeSet<(i64, i64)>,
) -> Outcome<()> {
    for (what, pairs) in [("missed", planted - found), ("wrong", found - planted)] {
        let step = (pairs.len() / 25).max(1);
        for (one, other) in pairs.iter().step_by(step) {
            let told = |id: i64| -> Outcome<String> {
                let it = owner.customers().get(id.into())?;
                let channels: Vec<&str> = it.channels.iter().map(|it| it.value.as_str()).collect();
                let street = it.addresses.first().and_then(|it| it.street.as_deref());
                Ok(format!("{} {channels:?} {street:?}", it.name))
            };
            println!("{what}: {} | {}", told(*one)?, told(*other)?);
        }
    }
    Ok(())
}
