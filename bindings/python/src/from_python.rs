//! Python objects as values of the engine: a serde deserializer that a description guides.

use std::fmt;

use bookroom::error::{Code, Problem};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyByteArray, PyBytes, PyDict, PyInt, PyIterator, PyMapping, PyString, PyType,
};
use serde::de::value::{MapAccessDeserializer, MapDeserializer, StrDeserializer};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, Visitor};

use crate::fault::{Fault, characters};
use crate::natural::natural;
use crate::scalars;
use crate::schema::{FieldInfo, RecordInfo, Shape, Type, UnionInfo};

static RECORD: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static UNSET: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// Reads a value of the engine out of a Python object.
pub(crate) fn from_python<T: DeserializeOwned>(
    value: &Bound<'_, PyAny>,
    kind: &'static Type,
) -> PyResult<T> {
    read(value, kind).map_err(|fault| fault.raise(value.py()))
}

/// As [`from_python`], for a parameter: its name is part of the place.
pub(crate) fn parameter<T: DeserializeOwned>(
    value: &Bound<'_, PyAny>,
    name: &str,
    kind: &'static Type,
) -> PyResult<T> {
    let read = read(value, kind);
    read.map_err(|fault| fault.in_field(name).raise(value.py()))
}

/// As [`from_python`], for a record.
pub(crate) fn record<T: DeserializeOwned>(
    value: &Bound<'_, PyAny>,
    info: &'static RecordInfo,
) -> PyResult<T> {
    let fields = Reader { value: value.clone(), kind: &Type::Nothing }.record(info);
    let fields = fields.map(|record| Fields::of(record, info));
    let read = fields.and_then(|fields| T::deserialize(MapAccessDeserializer::new(fields)));
    read.map_err(|fault| fault.raise(value.py()))
}

fn read<T: DeserializeOwned>(value: &Bound<'_, PyAny>, kind: &'static Type) -> Result<T, Fault> {
    T::deserialize(Reader { value: value.clone(), kind })
}

/// Reads one object of the kind it is told.
struct Reader<'py> {
    value: Bound<'py, PyAny>,
    kind: &'static Type,
}

/// A whole number that is beyond what is kept.
fn beyond() -> Fault {
    Problem::new(Code::OutOfRange).fact("low", i64::MIN).fact("high", i64::MAX).into()
}

impl<'py> Reader<'py> {
    fn items(&self) -> Result<Bound<'py, PyIterator>, Fault> {
        let value = &self.value;
        let text = value.is_instance_of::<PyString>() || value.is_instance_of::<PyBytes>();
        if text || value.is_instance_of::<PyByteArray>() || value.is_instance_of::<PyDict>() {
            return Err(Fault::wrong_type("a sequence", value));
        }
        value.try_iter().map_err(|_| Fault::wrong_type("a sequence", value))
    }

    /// An id, or that of a record which has such a one.
    fn id(&self, records: &[&str]) -> Result<i64, Fault> {
        let (py, value) = (self.value.py(), &self.value);
        let wanted = || match records.first() {
            Some(record) => Fault::wrong_type(format!("{record} or its id"), value),
            None => Fault::wrong_type("int", value),
        };
        if value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>() {
            return value.extract().map_err(|_| beyond());
        }
        let of_ours = RECORD.import(py, "bookroom._base", "Record")?;
        if value.is_instance(of_ours)? && records.contains(&scalars::type_name(value).as_str()) {
            return Ok(value.getattr("id")?.extract()?);
        }
        Err(wanted())
    }

    fn text(&self, wanted: &str) -> Result<Bound<'py, PyString>, Fault> {
        let text = self.value.cast::<PyString>();
        text.cloned().map_err(|_| Fault::wrong_type(wanted, &self.value))
    }

    /// The object whose attributes are the record's fields.
    fn record(&self, info: &'static RecordInfo) -> Result<Bound<'py, PyAny>, Fault> {
        let (py, value) = (self.value.py(), &self.value);
        let class = info.loaded(py)?.class.bind(py);
        if value.get_type().is(class) || value.is_instance(class)? {
            return Ok(value.clone());
        }
        if let Ok(mapping) = value.cast::<PyMapping>() {
            let words = PyDict::new(py);
            words.update(mapping)?;
            // A word that is no field: Python says which.
            let told = |error: PyErr| match error.is_instance_of::<PyTypeError>(py) {
                true => Problem::new(Code::WrongType).fact("what", error.value(py)).into(),
                false => Fault::from(error),
            };
            return class.call((), Some(&words)).map_err(told);
        }
        let named = |name: &Py<PyString>| value.hasattr(name.bind(py)).unwrap_or(false);
        if info.only_names() && info.loaded(py)?.names.iter().all(named) {
            // A record of another kind has an id and a version too, and means something else.
            let of_ours = RECORD.import(py, "bookroom._base", "Record")?;
            let class = scalars::type_name(value);
            if !value.is_instance(of_ours)? || info.stand_ins.contains(&class.as_str()) {
                return Ok(value.clone());
            }
        }
        Err(Fault::wrong_type(info.shown(), value))
    }

    fn any<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = &self.value;
        match self.kind {
            Type::Bool => match value.cast::<PyBool>() {
                Ok(flag) => visitor.visit_bool(flag.is_true()),
                Err(_) => Err(Fault::wrong_type("bool", value)),
            },
            Type::Int => {
                if value.is_instance_of::<PyBool>() {
                    return Err(Fault::wrong_type("int", value));
                }
                if value.is_instance_of::<PyInt>() {
                    return visitor.visit_i64(value.extract().map_err(|_| beyond())?);
                }
                visitor.visit_i64(value.extract().map_err(|_| Fault::wrong_type("int", value))?)
            }
            Type::Id(records) => visitor.visit_i64(self.id(records)?),
            Type::Text => visitor.visit_str(characters(&self.text("str")?)?),
            Type::Bytes => visitor.visit_byte_buf(scalars::bytes_from_python(value)?),
            Type::Decimal => visitor.visit_string(scalars::decimal_from_python(value)?.to_string()),
            Type::Date => visitor.visit_string(scalars::date_from_python(value)?),
            Type::Instant => visitor.visit_string(scalars::instant_from_python(value)?),
            Type::Nothing => visitor.visit_unit(),
            Type::Option(_) | Type::Edit(_) | Type::Given(_) => self.option(visitor),
            Type::List(inner) | Type::Page(inner) => {
                visitor.visit_seq(Items { items: self.items()?, kinds: Kinds::All(inner), at: 0 })
            }
            Type::Tuple(kinds) => {
                visitor.visit_seq(Items { items: self.items()?, kinds: Kinds::Each(kinds), at: 0 })
            }
            Type::Map(inner) => visitor.visit_map(Entries::of(value, inner)?),
            Type::Record(info) => visitor.visit_map(Fields::of(self.record(info)?, info)),
            Type::Enum(info) => {
                let text = self.text(info.name)?;
                visitor.visit_enum(Variant::Unit(characters(&text)?.to_owned()))
            }
            Type::Union(info) => visitor.visit_enum(self.variant(info)?),
        }
    }

    fn option<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.kind {
            Type::Given(_) if self.value.is_none() => Err(Fault::code(Code::Required)),
            Type::Option(_) | Type::Edit(_) if self.value.is_none() => visitor.visit_none(),
            Type::Option(kind) | Type::Edit(kind) | Type::Given(kind) => {
                visitor.visit_some(Self { kind, ..self })
            }
            _ => visitor.visit_some(self),
        }
    }

    fn variant(&self, info: &'static UnionInfo) -> Result<Variant<'py>, Fault> {
        let py = self.value.py();
        if let Some((slug, kind)) = natural(&self.value, info)? {
            return Ok(Variant::Plain { slug, value: self.value.clone(), kind });
        }
        if let Ok(text) = self.value.cast::<PyString>() {
            return Ok(Variant::Unit(characters(text)?.to_owned()));
        }
        for (slug, shape, record) in info.variants {
            if self.value.is_instance(record.loaded(py)?.class.bind(py))? {
                let value = self.value.clone();
                return Ok(Variant::Held { slug, shape: *shape, value, info: record });
            }
        }
        Err(Fault::wrong_type(info.shown(), &self.value))
    }
}

macro_rules! forward {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.any(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    forward! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32
        deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64 deserialize_char deserialize_str deserialize_string
        deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_seq deserialize_map
        deserialize_identifier
    }

    fn is_human_readable(&self) -> bool {
        !matches!(self.kind, Type::Bytes)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.option(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.any(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.any(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.kind {
            Type::Text => {
                visitor.visit_enum(Variant::Unit(characters(&self.text("str")?)?.to_owned()))
            }
            _ => self.any(visitor),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

enum Kinds {
    All(&'static Type),
    Each(&'static [Type]),
}

struct Items<'py> {
    items: Bound<'py, PyIterator>,
    kinds: Kinds,
    at: usize,
}

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let kind = match self.kinds {
            Kinds::All(kind) => kind,
            Kinds::Each(kinds) => match kinds.get(self.at) {
                Some(kind) => kind,
                None => return Ok(None),
            },
        };
        let Some(value) = self.items.next() else { return Ok(None) };
        let at = self.at;
        self.at += 1;
        let read = seed.deserialize(Reader { value: value?, kind });
        read.map(Some).map_err(|fault| fault.in_item(at))
    }
}

struct Entries<'py> {
    pairs: Bound<'py, PyIterator>,
    kind: &'static Type,
    value: Option<Bound<'py, PyAny>>,
}

impl<'py> Entries<'py> {
    fn of(value: &Bound<'py, PyAny>, kind: &'static Type) -> Result<Self, Fault> {
        let mapping =
            value.cast::<PyMapping>().map_err(|_| Fault::wrong_type("a mapping", value))?;
        Ok(Self { pairs: mapping.items()?.try_iter()?, kind, value: None })
    }
}

impl<'de> de::MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some(pair) = self.pairs.next() else { return Ok(None) };
        let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair?.extract()?;
        self.value = Some(value);
        seed.deserialize(Reader { value: key, kind: &Type::Text }).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let value = self.value.take().ok_or_else(|| Fault::told("a key without a value"))?;
        seed.deserialize(Reader { value, kind: self.kind })
    }
}

struct Fields<'py> {
    record: Bound<'py, PyAny>,
    info: &'static RecordInfo,
    at: usize,
    /// What the field at that place holds, once it was looked at.
    value: Option<Bound<'py, PyAny>>,
}

impl<'py> Fields<'py> {
    fn of(record: Bound<'py, PyAny>, info: &'static RecordInfo) -> Self {
        Self { record, info, at: 0, value: None }
    }

    /// Goes on to the next field that is given: `UNSET` is as if the field were not there.
    fn look(&mut self) -> Result<Option<&'static FieldInfo>, Fault> {
        let py = self.record.py();
        let names = &self.info.loaded(py)?.names;
        while let (Some(field), Some(name)) = (self.info.fields.get(self.at), names.get(self.at)) {
            let value = self.record.getattr(name.bind(py))?;
            let is_unset = match field.kind {
                Type::Edit(_) | Type::Given(_) => {
                    value.is_instance(UNSET.import(py, "bookroom._base", "Unset")?)?
                }
                _ => false,
            };
            if !is_unset {
                self.value = Some(value);
                return Ok(Some(field));
            }
            self.at += 1;
        }
        Ok(None)
    }
}

impl<'de> de::MapAccess<'de> for Fields<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        match self.look()? {
            Some(field) => seed.deserialize(StrDeserializer::new(field.name)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let (Some(field), Some(value)) = (self.info.fields.get(self.at), self.value.take()) else {
            return Err(Fault::told("a field too many"));
        };
        self.at += 1;
        let read = seed.deserialize(Reader { value, kind: &field.kind });
        read.map_err(|fault| fault.in_field(field.python))
    }
}

/// A variant of an enum: its name alone, or an object that holds something.
enum Variant<'py> {
    Unit(String),
    Held {
        slug: &'static str,
        shape: Shape,
        value: Bound<'py, PyAny>,
        info: &'static RecordInfo,
    },
    /// What it holds, as it is.
    Plain {
        slug: &'static str,
        value: Bound<'py, PyAny>,
        kind: &'static Type,
    },
}

/// A variant that was named alone, and holds something.
fn needs_value(slug: impl fmt::Display) -> Fault {
    Problem::new(Code::Required).fact("of", slug).into()
}

impl<'de> de::EnumAccess<'de> for Variant<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        let read = match &self {
            Variant::Unit(slug) => seed.deserialize(StrDeserializer::new(slug)),
            Variant::Held { slug, .. } | Variant::Plain { slug, .. } => {
                seed.deserialize(StrDeserializer::new(slug))
            }
        };
        read.map(|read| (read, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        match self {
            Variant::Held { shape: Shape::Value, value, info, .. } => {
                let field = info.fields.first().ok_or_else(|| Fault::told("no value"))?;
                let value = value.getattr(field.python)?;
                let read = seed.deserialize(Reader { value, kind: &field.kind });
                read.map_err(|fault| fault.in_field(field.python))
            }
            Variant::Held { slug, .. } => Err(needs_value(slug)),
            Variant::Plain { value, kind, .. } => seed.deserialize(Reader { value, kind }),
            // A record of which everything may be left out is meant by the name alone.
            Variant::Unit(slug) => {
                let nothing = MapDeserializer::<_, Fault>::new(std::iter::empty::<((), ())>());
                seed.deserialize(nothing).map_err(|_| needs_value(slug))
            }
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(Fault::told("a variant with several unnamed values"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Variant::Held { value, info, .. } => visitor.visit_map(Fields::of(value, info)),
            Variant::Plain { slug, .. } => Err(needs_value(slug)),
            Variant::Unit(slug) => {
                let nothing = MapDeserializer::<_, Fault>::new(std::iter::empty::<((), ())>());
                visitor.visit_map(nothing).map_err(|_| needs_value(slug))
            }
        }
    }
}
