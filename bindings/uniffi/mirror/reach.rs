//! Which types calls touch, directly and through one another.

use std::collections::BTreeSet;

use super::Outcome;
use super::engine::{Engine, Field, Shape};
use super::types::Ty;

/// Types that only code written by hand touches.
pub const ROOTS: &[&str] = &[
    "bookroom::access::model::PasswordPolicy",
    "bookroom::book::model::Book",
    "bookroom::book::model::NewBook",
    "bookroom::codes::Code",
    "bookroom::codes::Kind",
    "bookroom::error::Fact",
    "bookroom::exchange::export::ExportList",
    "bookroom::exchange::export::ExportOptions",
    "bookroom::exchange::headers::Target",
    "bookroom::exchange::model::CustomerImport",
    "bookroom::exchange::model::FileOptions",
    "bookroom::exchange::model::ImportPreview",
    "bookroom::exchange::model::ImportReport",
    "bookroom::exchange::model::PaymentImport",
    "bookroom::exchange::model::ProductImport",
    "bookroom::exchange::model::Progress",
    "bookroom::exchange::model::SalesImport",
    "bookroom::service::model::CaseStep",
    "bookroom::values::contact_points::Phone",
    "bookroom::CommandView",
    "bookroom::Verification",
];

/// What was reached: declared types, pages, maps and pairs.
#[derive(Default)]
pub struct Reached {
    pub named: BTreeSet<usize>,
    pub others: Vec<Ty>,
}

impl Reached {
    pub fn add_root(&mut self, engine: &Engine, path: &str) -> Outcome<()> {
        let found = (0..engine.types.len()).find(|&at| declared_at(engine, at) == path);
        let at = found.ok_or(format!("{path} is not in the engine"))?;
        self.add(engine, &Ty::Named(at))
    }

    /// Adds a type and all that it holds.
    pub fn add(&mut self, engine: &Engine, ty: &Ty) -> Outcome<()> {
        match ty {
            Ty::Plain(_) => Ok(()),
            Ty::List(of) | Ty::Maybe(of) => self.add(engine, of),
            Ty::Map(of) | Ty::Column(of) | Ty::Page(of) => {
                self.add(engine, of)?;
                if !self.others.contains(ty) {
                    self.others.push(ty.clone());
                }
                match ty {
                    Ty::Page(_) => self.add_root(engine, "bookroom::values::page::Cursor"),
                    _ => Ok(()),
                }
            }
            Ty::Named(at) => self.add_named(engine, *at),
        }
    }

    fn add_named(&mut self, engine: &Engine, at: usize) -> Outcome<()> {
        if !self.named.insert(at) {
            return Ok(());
        }
        let declared = &engine.types[at];
        let mut add = |fields: &[Field]| -> Outcome<()> {
            for field in fields {
                if !(engine.is_by_hand(at) && engine.ty(&field.ty, &declared.module).is_err()) {
                    let ty = engine.ty(&field.ty, &declared.module)?;
                    if !is_opaque_inside(engine, at, &ty) {
                        self.add(engine, &ty)?;
                    }
                }
            }
            Ok(())
        };
        match &declared.shape {
            Shape::Record(fields) => add(fields),
            Shape::Enum(variants) => variants.iter().try_for_each(|variant| add(&variant.fields)),
            Shape::Id => Ok(()),
            Shape::Opaque if engine.is_by_hand(at) => Ok(()),
            Shape::Opaque => Err(format!(
                "{} cannot cross: say how in src/values.rs and mirror/types.rs",
                engine.public_path(at)
            )),
        }
    }
}

/// A field that the conversion by hand of its record leaves out.
fn is_opaque_inside(engine: &Engine, record: usize, ty: &Ty) -> bool {
    match ty {
        Ty::Named(at) => {
            engine.is_by_hand(record) && matches!(engine.types[*at].shape, Shape::Opaque)
        }
        _ => false,
    }
}

/// Where a type is declared or, through private modules, handed up.
fn declared_at(engine: &Engine, at: usize) -> String {
    engine.public_path(at)
}
