//! The people whom a row names beside a customer, and how they and the customer are reached.

use crate::customers::model::{Channel, ChannelKind, NewCustomer};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean;
use crate::exchange::headers::people::PEOPLE;
use crate::exchange::model::{ImportedContact, NoticeKind};
use crate::exchange::rules::merge::add_contact;
use crate::values::contact_points::split_phones;

/// The people of a row, and what has no place.
#[derive(Default)]
pub(super) struct People {
    pub(super) contacts: Vec<ImportedContact>,
    /// The fields that gave the customer's own channels.
    pub(super) channel_fields: Vec<String>,
    pub(super) left_out: Vec<(String, u64)>,
}

/// Phones and mails. A company's lines are its own; the mobile and the mail beside a person's name
/// are that person's, and so is all that a heading gives to one.
pub(super) fn read_people(
    cells: &mut Cells<'_>,
    customer: &mut NewCustomer,
    region: &str,
    is_person: bool,
    beside: Option<String>,
) -> People {
    let mut people = People::default();
    let name = cells.line("contact_name").or(beside);
    // 李芳 13700137000: the phone stands in the name.
    if name.as_deref().is_some_and(holds_phone) {
        cells.notice_each(NoticeKind::PhoneUnknown, "contact_name", "");
    }
    // A person beside a row of the same name is the customer itself.
    let name = name.filter(|name| *name != customer.name);
    let own = CHANNELS.map(|(part, kind)| (part, part.to_owned(), kind));
    let fields = own.into_iter().chain([("", "contact_phone".to_owned(), ChannelKind::Phone)]);
    let fields: Vec<_> = fields.collect();
    let is_theirs = |part: &str| match part {
        "" => true,
        part => !is_person && matches!(part, "mobile" | "email"),
    };
    people.read(cells, customer, region, (1, name, "contact_title"), &fields, is_theirs);
    for number in 2..=PEOPLE {
        let field = |part: &str| format!("contact_{number}_{part}");
        let name = cells.line(&field("name"));
        let fields = CHANNELS.map(|(part, kind)| (part, field(part), kind));
        let person = (number, name, field("title"));
        people.read(cells, customer, region, (person.0, person.1, &person.2), &fields, |_| true);
    }
    people
}

/// What a person may be reached by.
const CHANNELS: [(&str, ChannelKind); 4] = [
    ("phone", ChannelKind::Phone),
    ("mobile", ChannelKind::Mobile),
    ("fax", ChannelKind::Fax),
    ("email", ChannelKind::Email),
];

impl People {
    /// Reads one person. What belongs to nobody with a name is the customer's.
    fn read(
        &mut self,
        cells: &mut Cells<'_>,
        customer: &mut NewCustomer,
        region: &str,
        (number, name, title_field): (usize, Option<String>, &str),
        fields: &[(&str, String, ChannelKind)],
        is_theirs: impl Fn(&str) -> bool,
    ) {
        let title = cells.line(title_field);
        if name.is_none() && title.is_some() {
            // A title of nobody has no place.
            self.left_out.push((title_field.to_owned(), cells.line_number()));
        }
        let mut contact = name.map(|name| ImportedContact {
            line: cells.line_number(),
            number: u32::try_from(number).unwrap_or(u32::MAX),
            name,
            title,
            channels: Vec::new(),
        });
        for (part, field, kind) in fields {
            let found = if *kind == ChannelKind::Email {
                mails(cells, field)
            } else {
                phones(cells, field, *kind, region)
            };
            let own = contact.as_mut().filter(|_| is_theirs(part));
            let (all, is_customers) = match own {
                Some(contact) => (&mut contact.channels, false),
                None => (&mut customer.channels, true),
            };
            for channel in found {
                if !all.contains(&channel) {
                    self.channel_fields.extend(is_customers.then(|| field.clone()));
                    all.push(channel);
                }
            }
        }
        for contact in contact.into_iter().flat_map(|contact| apart(cells, contact)) {
            let left = add_contact(&mut self.contacts, contact);
            self.left_out.extend(left);
        }
    }
}

/// Whether a name has as many figures as a phone.
fn holds_phone(name: &str) -> bool {
    name.chars().filter(char::is_ascii_digit).count() >= 7
}

/// 王/李 are two people: of as many phones each has one, in their order. Of fewer it is not said
/// whose they are.
fn apart(cells: &mut Cells<'_>, contact: ImportedContact) -> Vec<ImportedContact> {
    let is_han = |it: char| matches!(it, '\u{2e80}'..='\u{9fff}');
    let is_wide = contact.name.chars().all(|it| is_han(it) || matches!(it, ',' | '，' | ' '));
    let is_cut = |it: char| {
        matches!(it, '/' | '／' | '、' | ';' | '；' | '|' | '&')
            || is_wide && matches!(it, ',' | '，')
    };
    let names = contact.name.split(is_cut).map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<String> = names.map(str::to_owned).collect();
    if names.len() < 2 {
        return vec![contact];
    }
    let mut people: Vec<ImportedContact> = names
        .iter()
        .map(|name| ImportedContact { name: name.clone(), channels: vec![], ..contact.clone() })
        .collect();
    let kinds = [ChannelKind::Phone, ChannelKind::Mobile, ChannelKind::Fax, ChannelKind::Email];
    for kind in kinds {
        let all: Vec<&Channel> = contact.channels.iter().filter(|it| it.kind == kind).collect();
        if !all.is_empty() && all.len() != people.len() {
            cells.fail_once("contact_name", Problem::new(Code::Ambiguous));
        }
        for (person, channel) in people.iter_mut().zip(all) {
            person.channels.push(channel.clone());
        }
    }
    people
}

fn phones(cells: &mut Cells<'_>, field: &str, kind: ChannelKind, region: &str) -> Vec<Channel> {
    let raw = cells.raw(field).unwrap_or_default();
    let mut found: Vec<Channel> = Vec::new();
    for number in split_phones(&raw) {
        let number = match clean::whole_number(number) {
            Ok(number) => cells.count(field, number),
            Err(problem) => {
                cells.fail_once(field, problem);
                continue;
            }
        };
        for phone in clean::phones(&number, region) {
            let phone = cells.count(field, phone);
            let is_new = !found.iter().any(|known| known.value == phone.display);
            if phone.display.is_empty() || !is_new {
                continue;
            }
            if !phone.is_recognised() {
                cells.notice_each(NoticeKind::PhoneUnknown, field, &phone.display);
            }
            found.push(Channel::new(kind, &phone.display));
        }
    }
    found
}

fn mails(cells: &mut Cells<'_>, field: &str) -> Vec<Channel> {
    let raw = cells.raw(field).unwrap_or_default();
    let is_cut = |it: char| matches!(it, ';' | '；' | ',' | '，' | '、' | '|' | '\n' | '\r');
    let mut found: Vec<Channel> = Vec::new();
    for mail in raw.split(is_cut).map(str::trim).filter(|mail| !mail.is_empty()) {
        match clean::email(mail) {
            Ok(mail) => {
                let mail = Channel::new(ChannelKind::Email, &cells.count(field, mail));
                if !found.iter().any(|known| known.value == mail.value) {
                    found.push(mail);
                }
            }
            Err(problem) => cells.fail_once(field, problem),
        }
    }
    found
}
