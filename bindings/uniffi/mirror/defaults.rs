//! Which fields hosts may leave out: what the engine's own `Default` and constructors say.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;

use super::Outcome;
use super::engine::{Engine, Shape};
use super::reach::Reached;
use super::types::Ty;

/// What stands for a field that is left out.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, for an optional field.
    Nothing,
    /// The natural value of the type: an empty list, a record of defaults.
    Natural,
    /// A literal.
    Literal(String),
    /// A variant of an enum, or a decimal. uniffi's macros have no word for it: it stands in the
    /// documentation, and `uniffi-bindgen` of this workspace takes it from there.
    Variant(String),
}

impl Value {
    /// The attribute, or the line of documentation, that says it.
    pub fn attribute(&self) -> String {
        match self {
            Self::Nothing => "    #[uniffi(default = None)]\n".to_owned(),
            Self::Natural => "    #[uniffi(default)]\n".to_owned(),
            Self::Literal(literal) => format!("    #[uniffi(default = {literal})]\n"),
            Self::Variant(variant) => format!("    /// By default `{variant}`.\n"),
        }
    }
}

/// All defaults of the records reached.
pub struct Defaults {
    fields: BTreeMap<(usize, String), Value>,
    /// Records all of whose fields have a default.
    complete: BTreeSet<usize>,
}

impl Defaults {
    pub fn of(engine: &Engine, reached: &Reached) -> Outcome<Self> {
        let written = written(engine);
        let mut this = Self { fields: BTreeMap::new(), complete: BTreeSet::new() };
        // A record of defaults may hold another one: look until nothing new is found.
        loop {
            let before = (this.fields.len(), this.complete.len());
            for &at in &reached.named {
                this.look_at(engine, at, &written)?;
            }
            if before == (this.fields.len(), this.complete.len()) {
                return Ok(this);
            }
        }
    }

    pub fn field(&self, at: usize, name: &str) -> Option<&Value> {
        self.fields.get(&(at, name.to_owned()))
    }

    /// Whether a call may leave out a record of this type: the engine has a `Default` for it.
    pub fn can_be_left_out(&self, engine: &Engine, at: usize) -> bool {
        let declared = &engine.types[at];
        let has_default = |item: &syn::Item| match item {
            syn::Item::Impl(item) => is_default_of(item, &declared.name),
            _ => false,
        };
        let mut modules = engine.modules.iter().filter(|module| module.path == declared.module);
        let has = declared.derives_default || modules.any(|one| one.items.iter().any(has_default));
        has && self.complete.contains(&at)
    }

    fn look_at(&mut self, engine: &Engine, at: usize, written: &Written) -> Outcome<()> {
        let declared = &engine.types[at];
        let Shape::Record(fields) = &declared.shape else { return Ok(()) };
        if engine.is_by_hand(at) {
            return Ok(());
        }
        let mut complete = true;
        for field in fields {
            let name = field.name.clone().unwrap_or_default();
            let ty = engine.ty(&field.ty, &declared.module)?;
            let said = written.get(&(declared.module.clone(), declared.name.clone()));
            let said = said.and_then(|fields| fields.get(&name));
            let value = match (&ty, said) {
                (Ty::Maybe(_), _) => Some(Value::Nothing),
                _ if declared.derives_default => self.natural(engine, &ty, &declared.name),
                (_, Some(expression)) => self.value_of(engine, &ty, expression),
                _ => None,
            };
            match value {
                Some(value) => drop(self.fields.insert((at, name), value)),
                None => complete = false,
            }
        }
        if complete && !fields.is_empty() {
            self.complete.insert(at);
        }
        Ok(())
    }

    /// What a derived `Default` gives.
    fn natural(&self, engine: &Engine, ty: &Ty, record: &str) -> Option<Value> {
        match ty {
            Ty::List(_) | Ty::Map(_) => Some(Value::Natural),
            Ty::Plain("bool") => Some(Value::Literal("false".to_owned())),
            Ty::Plain("i64" | "i32" | "u32" | "u64") => Some(Value::Literal("0".to_owned())),
            // A new thing has a name; a filter may be empty.
            Ty::Plain("String") if !record.starts_with("New") => {
                Some(Value::Literal("\"\"".to_owned()))
            }
            Ty::Named(at) if self.complete.contains(at) => Some(Value::Natural),
            Ty::Named(at) => first_variant(engine, *at),
            _ => None,
        }
    }

    /// What an expression of the engine gives.
    fn value_of(&self, engine: &Engine, ty: &Ty, expression: &str) -> Option<Value> {
        let parsed = syn::parse_str::<syn::Expr>(expression).ok()?;
        match &parsed {
            syn::Expr::Lit(literal) => match (&literal.lit, ty) {
                (syn::Lit::Bool(_) | syn::Lit::Int(_), Ty::Plain(name)) if *name != "Decimal" => {
                    Some(Value::Literal(expression.to_owned()))
                }
                _ => None,
            },
            syn::Expr::MethodCall(call) if call.method == "to_owned" => {
                match call.receiver.as_ref() {
                    syn::Expr::Lit(literal) => Some(Value::Literal(text(literal))),
                    _ => None,
                }
            }
            syn::Expr::Call(_) if matches!(ty, Ty::List(_) | Ty::Map(_)) => Some(Value::Natural),
            syn::Expr::Call(_) => match ty {
                Ty::Named(at) if expression.ends_with("default ()") => {
                    let complete = self.complete.contains(at).then_some(Value::Natural);
                    complete.or_else(|| first_variant(engine, *at))
                }
                _ => None,
            },
            syn::Expr::Path(_) if expression == "Decimal :: ZERO" => {
                Some(Value::Variant("0".to_owned()))
            }
            syn::Expr::Path(path) => match ty {
                Ty::Named(at) => {
                    let Shape::Enum(variants) = &engine.types[*at].shape else { return None };
                    let name = path.path.segments.last()?.ident.to_string();
                    let known =
                        variants.iter().any(|one| one.name == name && one.fields.is_empty());
                    known.then_some(Value::Variant(name))
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// The variant that `Default` of an enum gives.
fn first_variant(engine: &Engine, at: usize) -> Option<Value> {
    let declared = &engine.types[at];
    if let Shape::Enum(variants) = &declared.shape
        && let Some(marked) = variants.iter().find(|variant| variant.is_default)
    {
        return Some(Value::Variant(marked.name.clone()));
    }
    let named = engine.modules.iter().filter(|module| module.path == declared.module);
    let name = named.flat_map(|module| &module.items).find_map(|item| match item {
        syn::Item::Impl(item) if is_default_of(item, &declared.name) => {
            let body = item.to_token_stream().to_string();
            let (_, after) = body.split_once("-> Self {")?;
            let path = after.split('}').next()?.trim().to_owned();
            path.strip_prefix("Self :: ").map(ToOwned::to_owned)
        }
        _ => None,
    });
    name.map(Value::Variant)
}

fn is_default_of(item: &syn::ItemImpl, name: &str) -> bool {
    let of = item.trait_.as_ref().and_then(|(_, path, _)| path.segments.last());
    of.is_some_and(|of| of.ident == "Default") && item.self_ty.to_token_stream().to_string() == name
}

fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

/// The expressions by which the engine fills fields: module and record, then field.
type Written = BTreeMap<(Vec<String>, String), BTreeMap<String, String>>;

/// Every `Self { .. }` that gives all fields: in `impl Default`, or else in `new` or `of`.
fn written(engine: &Engine) -> Written {
    let mut found = Written::new();
    let mut by_default = BTreeSet::new();
    for module in &engine.modules {
        for item in &module.items {
            let syn::Item::Impl(item) = item else { continue };
            let name = item.self_ty.to_token_stream().to_string();
            for part in &item.items {
                let syn::ImplItem::Fn(function) = part else { continue };
                let last = function.block.stmts.last();
                let Some(syn::Stmt::Expr(syn::Expr::Struct(literal), None)) = last else {
                    continue;
                };
                let of_self = literal.path.is_ident("Self") && literal.rest.is_none();
                let takes_self = function.sig.receiver().is_some();
                let is_trait = item.trait_.is_some() && !is_default_of(item, &name);
                // A constructor with a name of its own, such as `sale`, decides for its callers.
                let called = function.sig.ident.to_string();
                let is_plain = item.trait_.is_some() || called == "new" || called == "of";
                if !of_self || takes_self || is_trait || !is_plain {
                    continue;
                }
                let key = (module.path.clone(), name.clone());
                let fields: BTreeMap<String, String> =
                    literal.fields.iter().map(|it| (text(&it.member), text(&it.expr))).collect();
                if is_default_of(item, &name) {
                    by_default.insert(key.clone());
                    found.insert(key, fields);
                } else if !by_default.contains(&key) {
                    let known = found.entry(key).or_insert_with(|| fields.clone());
                    known.retain(|field, value| fields.get(field) == Some(value));
                }
            }
        }
    }
    found
}
