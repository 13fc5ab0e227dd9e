//! Descriptions of what crosses: they say which Python type each value of the engine is.
//!
//! The engine speaks through serde, which knows texts and numbers but not dates, decimals or ids.
//! A description goes along with every value and tells the two converters what it means. The
//! Python classes are looked up when they are first needed.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyType};

/// What a value is on both sides.
pub(crate) enum Type {
    Bool,
    Int,
    /// An id, with the records that it is the id of: the record itself will do.
    Id(&'static [&'static str]),
    Text,
    /// What a file holds.
    Bytes,
    Decimal,
    Date,
    Instant,
    Nothing,
    Enum(&'static EnumInfo),
    Record(&'static RecordInfo),
    Union(&'static UnionInfo),
    Option(&'static Type),
    /// What an edit does to a field: `UNSET` keeps it, `None` clears it.
    Edit(&'static Type),
    /// The same for one that is never empty: `None` is refused.
    Given(&'static Type),
    List(&'static Type),
    Map(&'static Type),
    Tuple(&'static [Type]),
    Page(&'static Type),
}

/// A record: a frozen dataclass.
pub(crate) struct RecordInfo {
    pub(crate) name: &'static str,
    /// In the engine's order, in which they are sent.
    pub(crate) fields: &'static [FieldInfo],
    /// The records that can stand for it, when it only names a state of one.
    pub(crate) stand_ins: &'static [&'static str],
    module: &'static str,
    loaded: PyOnceLock<Loaded>,
}

/// A field under both its names.
pub(crate) struct FieldInfo {
    pub(crate) name: &'static str,
    pub(crate) python: &'static str,
    pub(crate) kind: Type,
}

/// A record's class.
pub(crate) struct Loaded {
    pub(crate) class: Py<PyType>,
    /// The names of its attributes, in the order of the fields.
    pub(crate) names: Vec<Py<PyString>>,
    /// Which field it takes first, which next: what has a default comes last.
    pub(crate) order: Vec<usize>,
}

impl Type {
    /// How it is written, for who gave something else.
    fn shown(&self) -> String {
        match self {
            Self::Record(info) => info.shown(),
            Self::Enum(info) => info.name.to_owned(),
            Self::Union(info) => info.name.to_owned(),
            Self::Id(records) => format!("{} id", records.first().copied().unwrap_or_default()),
            Self::List(inner) => format!("[{}]", inner.shown()),
            Self::Option(inner) | Self::Edit(inner) | Self::Given(inner) => inner.shown(),
            _ => "…".to_owned(),
        }
    }
}

/// A record of more fields is shown by its name alone.
const SHOWN: usize = 4;

impl RecordInfo {
    pub(crate) const fn model(name: &'static str, fields: &'static [FieldInfo]) -> Self {
        let module = "bookroom._generated.models";
        Self { name, fields, stand_ins: &[], module, loaded: PyOnceLock::new() }
    }

    pub(crate) const fn command(name: &'static str, fields: &'static [FieldInfo]) -> Self {
        let module = "bookroom._generated.commands";
        Self { name, fields, stand_ins: &[], module, loaded: PyOnceLock::new() }
    }

    /// The same with the records that can stand for it.
    pub(crate) const fn seen_as(mut self, stand_ins: &'static [&'static str]) -> Self {
        self.stand_ins = stand_ins;
        self
    }

    pub(crate) fn loaded(&'static self, py: Python<'_>) -> PyResult<&'static Loaded> {
        self.loaded.get_or_try_init(py, || {
            let class = py.import(self.module)?.getattr(self.name)?.cast_into::<PyType>()?;
            let names = self.fields.iter().map(|field| PyString::intern(py, field.python).unbind());
            let order = self.order(&class)?;
            Ok(Loaded { class: class.unbind(), names: names.collect(), order })
        })
    }

    /// Where each field that the class takes stands among the described ones.
    fn order(&self, class: &Bound<'_, PyType>) -> PyResult<Vec<usize>> {
        let taken: Vec<String> = class.getattr("__match_args__")?.extract()?;
        let place = |name: &String| self.fields.iter().position(|field| field.python == name);
        match taken.iter().map(place).collect::<Option<Vec<_>>>() {
            Some(order) if order.len() == self.fields.len() => Ok(order),
            _ => Err(PyTypeError::new_err(format!("{} is not as it is described", self.name))),
        }
    }

    /// How it is made, for who gave something else: of a small one with its fields.
    pub(crate) fn shown(&self) -> String {
        if self.fields.len() > SHOWN {
            return self.name.to_owned();
        }
        let fields: Vec<&str> = self.fields.iter().map(|field| field.python).collect();
        format!("{}({})", self.name, fields.join(", "))
    }

    /// Whether it only names a state of a record, so that the record itself will do.
    pub(crate) fn only_names(&self) -> bool {
        self.fields.iter().all(|field| matches!(field.name, "id" | "code" | "version"))
    }
}

/// A plain enum: a `StrEnum`.
pub(crate) struct EnumInfo {
    pub(crate) name: &'static str,
    pub(crate) slugs: &'static [&'static str],
    members: PyOnceLock<Vec<Py<PyAny>>>,
}

impl EnumInfo {
    pub(crate) const fn new(name: &'static str, slugs: &'static [&'static str]) -> Self {
        Self { name, slugs, members: PyOnceLock::new() }
    }

    /// The member with a name of the engine.
    pub(crate) fn member<'py>(
        &'static self,
        py: Python<'py>,
        slug: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let members = self.members.get_or_try_init(py, || -> PyResult<Vec<_>> {
            let class = py.import("bookroom._generated.models")?.getattr(self.name)?;
            self.slugs.iter().map(|slug| Ok(class.call1((*slug,))?.unbind())).collect()
        })?;
        let at = self.slugs.iter().position(|known| *known == slug);
        match at.and_then(|at| members.get(at)) {
            Some(member) => Ok(member.bind(py).clone()),
            None => Ok(PyString::new(py, slug).into_any()),
        }
    }
}

/// How a variant holds what it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Unit,
    Value,
    Fields,
}

/// An enum whose variants hold something: a class for each.
pub(crate) struct UnionInfo {
    pub(crate) name: &'static str,
    pub(crate) variants: &'static [(&'static str, Shape, &'static RecordInfo)],
    /// Whether Python's own value says by its type which variant is meant: what one holds is
    /// given and taken as it is.
    pub(crate) natural: bool,
}

impl UnionInfo {
    /// What may be given, for who gave something else.
    pub(crate) fn shown(&self) -> String {
        let shown = self.variants.iter().map(|(slug, shape, info)| match (shape, info.fields) {
            (Shape::Unit, _) => format!("\"{slug}\""),
            (Shape::Value, [field]) => format!("{}({})", info.name, field.kind.shown()),
            _ => info.shown(),
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    /// The variant that holds such a value, when a value says that by itself.
    pub(crate) fn holding(&self, is: fn(&Type) -> bool) -> Option<(&'static str, &'static Type)> {
        let variants = self.variants.iter().filter(|_| self.natural);
        let mut held =
            variants.filter_map(|(slug, _, info)| Some((*slug, &info.fields.first()?.kind)));
        held.find(|(_, kind)| is(kind))
    }

    pub(crate) fn of_slug(&self, slug: &str) -> Option<&'static RecordInfo> {
        self.variants.iter().find(|(known, _, _)| *known == slug).map(|(_, _, info)| *info)
    }
}
