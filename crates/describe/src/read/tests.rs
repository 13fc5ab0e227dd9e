//! The reader on a small engine that has each shape once, and on what it must refuse.

use std::collections::BTreeMap;

use super::{Beside, Sources, describe};
use crate::Outcome;
use crate::exceptions::Exceptions;
use crate::model::*;

const ENGINE: &str = include_str!("tests/engine.rs.txt");
const EXCEPTIONS: &str = include_str!("tests/exceptions.toml");
/// What the small engine's build script makes.
const PERMISSIONS: &str =
    "slugs! { Permission { /** Change invoices. */ Edit \"invoices.edit\", } }";

fn read(engine: &str, exceptions: &str) -> Outcome<Description> {
    let exceptions = Exceptions::read(exceptions)?;
    let made = [
        ("schema.rs".to_owned(), None),
        ("permissions.rs".to_owned(), Some(PERMISSIONS.to_owned())),
    ];
    let beside = Beside { foreign: &exceptions.foreign_macros, made: made.into() };
    let sources = Sources::of_text("bookroom", engine, &beside)?;
    describe(&sources, &exceptions)
}

fn sample() -> Description {
    read(ENGINE, EXCEPTIONS).unwrap()
}

fn declared(name: &str) -> Declared {
    sample().types.into_iter().find(|one| one.name == name).unwrap()
}

fn method(key: &str) -> Method {
    let (area, name) = key.rsplit_once('.').unwrap();
    let areas = sample().areas;
    let area = areas.into_iter().find(|one| one.name == area).unwrap();
    area.methods.into_iter().find(|one| one.name == name).unwrap()
}

/// The default of each field, as JSON.
fn defaults(name: &str) -> BTreeMap<String, String> {
    let fields = declared(name).fields.into_iter();
    let each = fields.filter_map(|field| {
        let default = field.default?;
        let value = serde_json::to_string(&default.value).unwrap();
        Some((field.name, format!("{value} {:?}", default.by)))
    });
    each.collect()
}

fn pairs(each: &[(&str, &str)]) -> BTreeMap<String, String> {
    each.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn handles_are_found_from_the_session_down_wherever_they_stand() {
    let areas = sample().areas;
    let found: Vec<_> = areas.iter().map(|area| (area.name.as_str(), area.path.as_str())).collect();
    let billing = ("billing", "bookroom::billing::Billing");
    let invoices = ("billing.invoices", "bookroom::billing::invoices::Invoices");
    assert_eq!(found, [billing, invoices]);
    assert_eq!(areas[1].docs, "The invoices of a book.");
    assert_eq!(areas[1].accessor_docs, "Invoices.");
}

#[test]
fn methods_tell_what_they_take_give_and_run() {
    let add = method("billing.invoices.add");
    assert_eq!(add.kind, Kind::Command);
    assert_eq!(add.runs, ["invoices.add"], "by way of add_many");
    assert!(add.fails);
    assert_eq!(add.docs, "Adds one.\n\n# Errors\n`required` with the fact `limit`.");
    assert_eq!(add.errors, ["required"]);
    assert_eq!(method("billing.invoices.add_many").errors_as, ["billing.invoices.add"]);
    let list = method("billing.invoices.list");
    assert_eq!((list.kind, list.runs.len()), (Kind::Query, 0));
    let text = serde_json::to_string(&(&list.parameters, &list.output)).unwrap();
    let expected = r#"[[{"name":"text","type":{"option":"text"},"by":"option_of_reference"},
        {"name":"ids","type":{"list":{"id":"InvoiceId"}},"by":"reference"},
        {"name":"from","type":"date"}],{"page":{"record":"Invoice"}}]"#;
    assert_eq!(text, expected.replace("\n        ", ""));
    let export = method("billing.invoices.export");
    assert_eq!(export.parameters[0].by, Passing::MutableReference);
    assert_eq!(export.parameters[0].ty, Type::Opaque("dyn Write".to_owned()));
    assert_eq!(export.written["python"], Written::ByHand);
}

#[test]
fn commands_come_from_the_catalogue() {
    let commands = sample().commands;
    let [close, add] = commands.as_slice() else { panic!("{commands:?}") };
    assert_eq!((add.name.as_str(), add.ty.as_str()), ("invoices.add", "AddInvoices"));
    assert_eq!(add.path, "bookroom::billing::invoices::AddInvoices");
    assert_eq!(add.permission, "invoices.edit");
    assert_eq!(add.methods, ["billing.invoices.add", "billing.invoices.add_many"]);
    assert_eq!(add.output, Type::List(Box::new(Type::Record("Invoice".to_owned()))));
    assert_eq!(add.fields[0].bounds.as_ref().and_then(|bounds| bounds.items), Some(100_000));
    assert_eq!(
        (close.methods.len(), close.session_methods.as_slice()),
        (0, &["close_book".into()][..])
    );
    assert_eq!(sample().permissions[0].commands, ["book.close", "invoices.add"]);
}

#[test]
fn codes_have_kind_and_sentences() {
    let codes = sample().codes;
    let required = &codes[0];
    assert_eq!((required.slug.as_str(), required.kind.as_str()), ("required", "invalid"));
    assert_eq!((required.english.as_str(), required.chinese.as_str()), ("Needed.", "必填。"));
    assert_eq!(codes[1].kind, "not_found");
}

#[test]
fn declarations_made_by_macros_are_read_like_others() {
    let id = declared("InvoiceId");
    assert_eq!((id.kind, id.docs.as_str()), (Shape::Id, "An invoice."));
    let state = declared("State");
    assert_eq!(state.kind, Shape::Enum);
    assert_eq!(state.default, Some(DefaultBy::Derive));
    let variants =
        state.variants.iter().map(|one| (one.slug.as_str(), one.docs.as_str(), one.default));
    assert_eq!(
        variants.collect::<Vec<_>>(),
        [("draft", "Not yet.", true), ("done", "Done.", false)]
    );
}

#[test]
fn types_are_named_by_the_path_that_is_open() {
    assert_eq!(declared("Hidden").path, "bookroom::billing::Hidden", "handed up by `pub use`");
    assert_eq!(declared("Hidden").area, "billing");
    assert_eq!(declared("OtherState").path, "bookroom::billing::State", "renamed by exception");
    assert_eq!(
        declared("Sums").fields[0].ty,
        Type::Map(Box::new(Type::List(Box::new(Type::Decimal))))
    );
    assert!(declared("Sums").transparent);
}

#[test]
fn unions_hold_payloads_and_fields() {
    let discount = declared("Discount");
    assert_eq!(discount.kind, Shape::Union);
    assert_eq!(discount.variants[1].payload, Some(Type::Decimal));
    assert_eq!(discount.variants[2].slug, "per_piece");
    assert_eq!(discount.variants[2].fields[0].name, "amount");
    assert_eq!(discount.default, Some(DefaultBy::Impl));
    assert!(discount.variants[0].default);
}

#[test]
fn defaults_are_values() {
    let derived = [
        ("text", r#"{"text":""} Derive"#),
        ("states", r#""empty" Derive"#),
        ("state", r#"{"variant":"Draft"} Derive"#),
        ("most", r#"{"int":0} Derive"#),
        ("since", r#""none" Derive"#),
    ];
    assert_eq!(defaults("InvoiceFilter"), pairs(&derived));
    let written = [
        ("name", r#"{"text":"运费"} Impl"#),
        ("rate", r#"{"decimal":"0"} Impl"#),
        ("kind", r#"{"variant":"Done"} Impl"#),
        ("filter", r#""record" Impl"#),
        ("sign", r#"{"text":","} Impl"#),
        ("whole", r#"{"bool":true} Impl"#),
    ];
    assert_eq!(defaults("Options"), pairs(&written));
    let constructed = [("state", r#"{"variant":"Draft"} Constructor"#)];
    assert_eq!(defaults("NewInvoice"), pairs(&constructed), "on what both constructors agree");
    let fields = declared("NewInvoice").fields;
    let number = fields.iter().find(|field| field.name == "number").unwrap();
    assert_eq!(number.default_for["python"], None, "must be given there");
}

#[test]
fn types_know_their_directions_and_bindings() {
    let new = declared("NewInvoice");
    assert!(new.input && !new.output && new.unused_by.is_empty());
    let invoice = declared("Invoice");
    assert!(!invoice.input && invoice.output);
    assert_eq!(declared("Options").unused_by, ["python"], "the method is written by hand there");
    assert_eq!(declared("Discount").unused_by, ["uniffi"], "touched by hand, in Python only");
}

/// What an engine comes to that differs in one place.
fn refusal(from: &str, to: &str) -> String {
    assert!(ENGINE.contains(from), "{from}");
    read(&ENGINE.replacen(from, to, 1), EXCEPTIONS).expect_err(to)
}

#[test]
fn what_is_not_understood_is_refused() {
    let cases = [
        ("pub number: i64,", "pub number: f64,", "Invoice.number: lib.rs: `f64` is no type"),
        ("pub number: i64,", "pub number: Missing,", "`Missing` is no type that a caller can"),
        ("pub number: i64,", "number: i64,", "Invoice keeps its inside to itself"),
        ("pub number: i64,", "#[serde(flatten)] pub number: i64,", "`flatten` is not understood"),
        ("pub struct Hidden", "struct Hidden", "Hidden is used by a public call and cannot be"),
        ("rate: Decimal::ZERO", "rate: Decimal::from(3)", "default of Options.rate is not under"),
        ("-> Billing<'_>", "-> Self", "no method of the session leads to"),
        ("AddInvoices { invoices }", "made", "add_many runs a command that is not written out"),
        ("AddInvoices { invoices }", "Invoice { invoices }", "add_many runs what is no command"),
        ("As [`Invoices::add`]", "As [`Invoices::gone`]", "errors are those of Invoices::gone"),
        ("&mut dyn Write", "&mut dyn Read", "`dyn Read` is no type that a caller can have"),
        ("slugs! {", "sluggish! {", "sluggish! is no macro of the engine"),
        ("Done \"done\",", "Done,", "slugs! is called in another form"),
        (
            "const NAME: &'static str = \"invoices.add\"",
            "const NAME: &'static str = ADD",
            "AddInvoices: its name is not written out",
        ),
        ("Permission::Edit;", "Permission::Gone;", "its permission is not written out"),
        ("Code::Required => \"Needed.\",", "", "the code Required is not told whole"),
        ("pub fn list(", "pub fn list<T>(", "billing.invoices.list: takes no `&self`, or any type"),
        ("/schema.rs", "/more.rs", "includes more.rs, of which nothing is known"),
        ("mod hidden {", "#[path = \"x.rs\"] mod hidden; mod other {", "stands elsewhere by"),
    ];
    for (from, to, sentence) in cases {
        let why = refusal(from, to);
        assert!(why.contains(sentence), "{to}: {why}");
    }
}

#[test]
fn exceptions_must_be_needed_and_names_unique() {
    let with = |more: &str| read(ENGINE, &format!("{EXCEPTIONS}\n{more}")).expect_err(more);
    let stale = with("[[method]]\nmethod = \"billing.gone\"\nnames = { python = \"x\" }");
    assert!(stale.contains("the method billing.gone is not in the engine"), "{stale}");
    let unknown = with("[[root]]\npath = \"bookroom::Gone\"\nbindings = [\"python\"]");
    assert!(unknown.contains("bookroom::Gone is not in the engine"), "{unknown}");
    let nobody = with("[[root]]\npath = \"bookroom::billing::Sums\"\nbindings = [\"perl\"]");
    assert!(nobody.contains("there is no binding perl"), "{nobody}");
    let clash = read(ENGINE, &EXCEPTIONS.replace("name = \"OtherState\"", "")).expect_err("clash");
    assert!(clash.contains("are both called State: give one another name"), "{clash}");
    let lost = EXCEPTIONS.replace("session_methods = [\"close_book\"]", "session_methods = []");
    let lost = read(ENGINE, &lost).expect_err("lost");
    assert!(lost.contains("no method runs the command book.close"), "{lost}");
}
