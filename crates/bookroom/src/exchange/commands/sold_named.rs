//! The products that lines of sales mean by their names. Several may be called alike: what the line
//! counts in, or what it says that the thing is like, tells which; else nothing does.

use std::collections::{BTreeSet, HashMap};

use crate::error::{Code, Problem, Result};
use crate::exchange::headers::words::is_one_unit;
use crate::exchange::meanings::folded;
use crate::exchange::model::ImportedLine;
use crate::exchange::rules::products::code_of;
use crate::exchange::store::{self, NamedProduct};
use crate::work::Tx;

/// So many products are named in an error.
const NAMED: usize = 5;

/// The products that are called as lines are.
pub(super) struct Named(HashMap<String, Vec<NamedProduct>>);

/// The description of a line without what the thing is like.
fn bare(line: &ImportedLine) -> Option<&str> {
    let name = line.item.description.as_deref()?;
    let bare = name.strip_suffix(line.spec.as_deref()?)?.trim_end();
    (!bare.is_empty()).then_some(bare)
}

impl Named {
    pub(super) fn load<'l>(
        tx: &mut Tx<'_>,
        lines: impl Iterator<Item = &'l ImportedLine>,
    ) -> Result<Self> {
        let lines = lines.filter(|line| line.item.product.is_none());
        let names: BTreeSet<&str> = lines
            .flat_map(|line| [line.item.description.as_deref(), bare(line)])
            .flatten()
            .collect();
        let names: Vec<&str> = names.into_iter().collect();
        let book = tx.book_id();
        Ok(Self(store::load_named_products(tx.conn, book, &names)?))
    }

    /// The code of the product that a line means by its name: a new one's is that name.
    ///
    /// # Errors
    /// `ambiguous` with the fact `products` where several are called so.
    pub(super) fn code_of(&self, line: &ImportedLine) -> Result<Option<String>, Problem> {
        let Some(name) = line.item.description.as_deref() else { return Ok(None) };
        let of = |name: &str| self.0.get(name.trim()).map_or(&[][..], Vec::as_slice);
        let own = of(name);
        if own.is_empty() {
            let alike: Vec<&NamedProduct> = bare(line).map_or(&[][..], of).iter().collect();
            let alike = by_spec(line, &alike);
            let found = if alike.is_empty() { Ok(None) } else { chosen(line, alike).map(Some) };
            return found.map(|code| Some(code.unwrap_or_else(|| code_of(name))));
        }
        let all: Vec<&NamedProduct> = own.iter().collect();
        let alike = by_spec(line, &all);
        chosen(line, if alike.is_empty() { all } else { alike }).map(Some)
    }
}

/// Those whose notes say what the line says that its thing is like.
fn by_spec<'p>(line: &ImportedLine, products: &[&'p NamedProduct]) -> Vec<&'p NamedProduct> {
    let Some(spec) = line.spec.as_deref().map(folded).filter(|spec| !spec.is_empty()) else {
        return Vec::new();
    };
    let says = |product: &&&NamedProduct| {
        let note = product.note.as_deref().unwrap_or_default();
        note.lines().chain([note]).any(|text| folded(text) == spec)
    };
    products.iter().filter(says).copied().collect()
}

/// The one of several that is counted in the unit of the line.
fn chosen(line: &ImportedLine, products: Vec<&NamedProduct>) -> Result<String, Problem> {
    if let [only] = products.as_slice() {
        return Ok(only.code.clone());
    }
    let unit = line.item.unit.as_deref();
    let is_counted = |product: &&&NamedProduct| {
        let both = unit.zip(product.unit.as_deref());
        both.is_some_and(|(one, other)| one == other || is_one_unit(one, other))
    };
    let counted: Vec<&&NamedProduct> = products.iter().filter(is_counted).collect();
    if let [only] = counted.as_slice() {
        return Ok(only.code.clone());
    }
    let codes: Vec<&str> = products.iter().take(NAMED).map(|it| it.code.as_str()).collect();
    Err(Problem::new(Code::Ambiguous).fact("products", codes.join(", ")))
}
