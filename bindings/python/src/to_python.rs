//! Values of the engine as Python objects: a serde serializer that a description guides.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyDict, PyString, PyTuple, PyType};
use pyo3::{Borrowed, BoundObject};
use serde::ser::{self, Serialize, Serializer};

use crate::fault::Fault;
use crate::scalars;
use crate::schema::{RecordInfo, Type};

static TABLE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static PAGE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static FROZEN_DICT: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// Makes the Python object of a value.
pub(crate) fn to_python<T: Serialize + ?Sized>(
    py: Python<'_>,
    value: &T,
    kind: &'static Type,
) -> PyResult<Py<PyAny>> {
    to_python_of(py, value, kind, None)
}

/// As [`to_python`]; tables in it keep the session that they came from.
pub(crate) fn to_python_of<T: Serialize + ?Sized>(
    py: Python<'_>,
    value: &T,
    kind: &'static Type,
    origin: Option<&Bound<'_, PyAny>>,
) -> PyResult<Py<PyAny>> {
    let origin = origin.map(|origin| origin.as_borrowed());
    let made = value.serialize(Writer { py, origin, kind });
    made.map(Bound::unbind).map_err(|fault| fault.raise(py))
}

/// The session that what is made came from.
type Origin<'a, 'py> = Option<Borrowed<'a, 'py, PyAny>>;

/// Makes one object of the kind it is told.
#[derive(Clone, Copy)]
struct Writer<'a, 'py> {
    py: Python<'py>,
    origin: Origin<'a, 'py>,
    kind: &'static Type,
}

type Made<'py> = Result<Bound<'py, PyAny>, Fault>;

impl<'a, 'py> Writer<'a, 'py> {
    /// The kind without what says that it may be absent.
    fn present(self) -> Self {
        match self.kind {
            Type::Option(kind) | Type::Edit(kind) | Type::Given(kind) => {
                Self { kind, ..self }.present()
            }
            _ => self,
        }
    }

    fn text(self, text: &str) -> Made<'py> {
        let py = self.py;
        Ok(match self.present().kind {
            Type::Decimal => scalars::decimal_to_python(py, text)?,
            Type::Date => scalars::date_to_python(py, text)?,
            Type::Instant => scalars::instant_to_python(py, text)?,
            Type::Enum(info) => info.member(py, text)?,
            _ => PyString::new(py, text).into_any(),
        })
    }

    fn int(self, value: impl IntoPyObject<'py>) -> Made<'py> {
        let made = value.into_pyobject(self.py).map_err(Into::into)?;
        Ok(made.into_any().into_bound())
    }

    fn record(self, info: &'static RecordInfo) -> Result<Fields<'a, 'py>, Fault> {
        let mut values = Vec::with_capacity(info.fields.len());
        values.resize_with(info.fields.len(), || None);
        Ok(Fields { py: self.py, origin: self.origin, shape: Shape::Record(info), values, next: 0 })
    }

    fn list(self, length: Option<usize>) -> Items<'a, 'py> {
        let kinds = match self.present().kind {
            Type::List(inner) => Kinds::All(inner),
            Type::Tuple(kinds) => Kinds::Each(kinds),
            _ => Kinds::All(&Type::Text),
        };
        Items {
            py: self.py,
            origin: self.origin,
            kinds,
            items: Vec::with_capacity(length.unwrap_or(0)),
        }
    }
}

macro_rules! ints {
    ($($name:ident $kind:ty;)*) => {$(
        fn $name(self, value: $kind) -> Made<'py> {
            self.int(value)
        }
    )*};
}

impl<'a, 'py> Serializer for Writer<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;
    type SerializeSeq = Items<'a, 'py>;
    type SerializeTuple = Items<'a, 'py>;
    type SerializeTupleStruct = Items<'a, 'py>;
    type SerializeTupleVariant = ser::Impossible<Self::Ok, Fault>;
    type SerializeMap = Entries<'a, 'py>;
    type SerializeStruct = Fields<'a, 'py>;
    type SerializeStructVariant = Fields<'a, 'py>;

    ints! {
        serialize_i8 i8; serialize_i16 i16; serialize_i32 i32; serialize_i64 i64;
        serialize_u8 u8; serialize_u16 u16; serialize_u32 u32; serialize_u64 u64;
    }

    fn serialize_bool(self, value: bool) -> Made<'py> {
        let made = value.into_pyobject(self.py).map_err(PyErr::from)?;
        Ok(made.to_owned().into_any())
    }

    fn serialize_f32(self, _: f32) -> Made<'py> {
        Err(Fault::told("the engine gave a float"))
    }

    fn serialize_f64(self, _: f64) -> Made<'py> {
        Err(Fault::told("the engine gave a float"))
    }

    fn serialize_char(self, value: char) -> Made<'py> {
        self.text(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Made<'py> {
        self.text(value)
    }

    fn is_human_readable(&self) -> bool {
        !matches!(self.present().kind, Type::Bytes)
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Made<'py> {
        Ok(PyBytes::new(self.py, bytes).into_any())
    }

    fn serialize_none(self) -> Made<'py> {
        Ok(self.py.None().into_bound(self.py))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made<'py> {
        match self.kind {
            Type::Option(kind) | Type::Edit(kind) | Type::Given(kind) => {
                value.serialize(Self { kind, ..self })
            }
            _ => value.serialize(self),
        }
    }

    fn serialize_unit(self) -> Made<'py> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Made<'py> {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Made<'py> {
        match self.present().kind {
            Type::Union(info) => match info.of_slug(variant) {
                Some(info) => self.record(info)?.finish(),
                None => Err(Fault::told(format!("{} has no {variant}", info.name))),
            },
            _ => self.text(variant),
        }
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Made<'py> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Made<'py> {
        if let Type::Union(info) = self.present().kind
            && let Some(kind) = info.of_slug(variant).filter(|_| info.natural)
            && let Some(held) = kind.fields.first()
        {
            return value.serialize(Self { kind: &held.kind, ..self });
        }
        let mut fields = self.variant(variant)?;
        ser::SerializeStruct::serialize_field(&mut fields, "value", value)?;
        fields.finish()
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items<'a, 'py>, Fault> {
        Ok(self.list(length))
    }

    fn serialize_tuple(self, length: usize) -> Result<Items<'a, 'py>, Fault> {
        Ok(self.list(Some(length)))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        length: usize,
    ) -> Result<Items<'a, 'py>, Fault> {
        Ok(self.list(Some(length)))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Fault> {
        Err(Fault::told("the engine gave a variant with several unnamed values"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'a, 'py>, Fault> {
        let kind = match self.present().kind {
            Type::Map(inner) => inner,
            _ => &Type::Text,
        };
        Ok(Entries {
            py: self.py,
            origin: self.origin,
            kind,
            made: PyDict::new(self.py),
            key: None,
        })
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<'a, 'py>, Fault> {
        match self.present().kind {
            Type::Record(info) => self.record(info),
            Type::Page(items) => Ok(Fields {
                py: self.py,
                origin: self.origin,
                shape: Shape::Page(items),
                values: vec![None, None],
                next: 0,
            }),
            _ => Err(Fault::told(format!("the engine gave a {name} where none is described"))),
        }
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields<'a, 'py>, Fault> {
        self.variant(variant)
    }
}

/// What the items of a sequence are.
enum Kinds {
    All(&'static Type),
    Each(&'static [Type]),
}

/// A list or tuple in the making.
pub(crate) struct Items<'a, 'py> {
    py: Python<'py>,
    origin: Origin<'a, 'py>,
    kinds: Kinds,
    items: Vec<Bound<'py, PyAny>>,
}

impl<'a, 'py> Items<'a, 'py> {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        let kind = match self.kinds {
            Kinds::All(kind) => kind,
            Kinds::Each(kinds) => kinds.get(self.items.len()).unwrap_or(&Type::Text),
        };
        self.items.push(value.serialize(Writer { py: self.py, origin: self.origin, kind })?);
        Ok(())
    }

    /// Records become a table, which knows its rows' class; anything else a tuple.
    fn finish(self) -> Made<'py> {
        let py = self.py;
        let items = PyTuple::new(py, self.items)?;
        match self.kinds {
            Kinds::All(Type::Record(info)) => {
                let table = TABLE.import(py, "bookroom._table", "Table")?;
                let origin = self.origin.map(|origin| origin.to_owned());
                Ok(table.call1((items, info.loaded(py)?.class.bind(py), origin))?)
            }
            _ => Ok(items.into_any()),
        }
    }
}

impl<'a, 'py> ser::SerializeSeq for Items<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.add(value)
    }

    fn end(self) -> Made<'py> {
        self.finish()
    }
}

impl<'a, 'py> ser::SerializeTuple for Items<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.add(value)
    }

    fn end(self) -> Made<'py> {
        self.finish()
    }
}

impl<'a, 'py> ser::SerializeTupleStruct for Items<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.add(value)
    }

    fn end(self) -> Made<'py> {
        self.finish()
    }
}

/// A map in the making.
pub(crate) struct Entries<'a, 'py> {
    py: Python<'py>,
    origin: Origin<'a, 'py>,
    kind: &'static Type,
    made: Bound<'py, PyDict>,
    key: Option<Bound<'py, PyAny>>,
}

impl<'a, 'py> ser::SerializeMap for Entries<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Fault> {
        self.key =
            Some(key.serialize(Writer { py: self.py, origin: self.origin, kind: &Type::Text })?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        let value =
            value.serialize(Writer { py: self.py, origin: self.origin, kind: self.kind })?;
        let key = self.key.take().ok_or_else(|| Fault::told("a value without a key"))?;
        Ok(self.made.set_item(key, value)?)
    }

    fn end(self) -> Made<'py> {
        let class = FROZEN_DICT.import(self.py, "bookroom._base", "FrozenDict")?;
        Ok(class.call1((self.made,))?)
    }
}

/// What is made of fields.
enum Shape {
    Record(&'static RecordInfo),
    Page(&'static Type),
}

/// A record or page in the making. Fields come in the engine's order.
pub(crate) struct Fields<'a, 'py> {
    py: Python<'py>,
    origin: Origin<'a, 'py>,
    shape: Shape,
    values: Vec<Option<Bound<'py, PyAny>>>,
    next: usize,
}

impl<'a, 'py> Fields<'a, 'py> {
    /// Where a field stands and what it is. It mostly follows the one before.
    fn place(&self, name: &str) -> Option<(usize, &'static Type)> {
        match self.shape {
            Shape::Page(items) if name == "items" => Some((0, items)),
            Shape::Page(_) => Some((1, &Type::Text)),
            Shape::Record(info) => {
                let named = |at: &usize| info.fields.get(*at).is_some_and(|it| it.name == name);
                let at = Some(self.next).filter(named);
                let at = at.or_else(|| (0..info.fields.len()).find(named))?;
                Some((at, &info.fields.get(at)?.kind))
            }
        }
    }

    fn finish(self) -> Made<'py> {
        let py = self.py;
        let mut values = self.values;
        let (class, values): (_, Option<Vec<_>>) = match self.shape {
            Shape::Record(info) => {
                let loaded = info.loaded(py)?;
                // What the engine has nothing to say of may be left out.
                let absent = |at: usize| {
                    let field = info.fields.get(at)?;
                    matches!(field.kind, Type::Option(_)).then(|| py.None().into_bound(py))
                };
                let mut take =
                    |at: &usize| values.get_mut(*at).and_then(Option::take).or_else(|| absent(*at));
                (loaded.class.bind(py), loaded.order.iter().map(&mut take).collect())
            }
            Shape::Page(_) => {
                (PAGE.import(py, "bookroom._table", "Page")?, values.into_iter().collect())
            }
        };
        let values = values.ok_or_else(|| Fault::told("the engine left a field out"))?;
        Ok(class.call1(PyTuple::new(py, values)?)?)
    }
}

impl<'a, 'py> ser::SerializeStruct for Fields<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        // A field that is not described is one the engine keeps to itself.
        let Some((at, kind)) = self.place(name) else { return Ok(()) };
        let value = value.serialize(Writer { py: self.py, origin: self.origin, kind });
        if let Some(place) = self.values.get_mut(at) {
            *place = Some(value.map_err(|fault| fault.in_field(name))?);
        }
        self.next = at + 1;
        Ok(())
    }

    fn end(self) -> Made<'py> {
        self.finish()
    }
}

impl<'a, 'py> ser::SerializeStructVariant for Fields<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        ser::SerializeStruct::serialize_field(self, name, value)
    }

    fn end(self) -> Made<'py> {
        self.finish()
    }
}

impl<'a, 'py> Writer<'a, 'py> {
    fn variant(self, variant: &str) -> Result<Fields<'a, 'py>, Fault> {
        match self.present().kind {
            Type::Union(info) => match info.of_slug(variant) {
                Some(info) => self.record(info),
                None => Err(Fault::told(format!("{} has no {variant}", info.name))),
            },
            _ => Err(Fault::told(format!("the engine gave {variant} where none is described"))),
        }
    }
}
