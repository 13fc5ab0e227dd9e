//! Values of the engine into columns, without a Python object for any of them: a serde serializer.

use serde::ser::{self, Serialize, Serializer};

use super::cells::Cells;
use super::column::{Column, Parts};
use crate::fault::Fault;
use crate::schema::{RecordInfo, Type};

type Done = Result<(), Fault>;

macro_rules! ints {
    ($($name:ident $kind:ty;)*) => {$(
        fn $name(self, value: $kind) -> Done {
            let number = i64::try_from(value).map_err(|_| Fault::told("a number too large"))?;
            match self {
                Column::Plain(cells) => cells.push_int(number),
                _ => Err(Fault::told("a number where none is described")),
            }
        }
    )*};
}

impl<'c> Serializer for &'c mut Column {
    type Ok = ();
    type Error = Fault;
    type SerializeSeq = Items<'c>;
    type SerializeTuple = Items<'c>;
    type SerializeTupleStruct = Items<'c>;
    type SerializeTupleVariant = ser::Impossible<(), Fault>;
    type SerializeMap = Entries<'c>;
    type SerializeStruct = Fields<'c>;
    type SerializeStructVariant = Fields<'c>;

    ints! {
        serialize_i8 i8; serialize_i16 i16; serialize_i32 i32; serialize_i64 i64;
        serialize_u8 u8; serialize_u16 u16; serialize_u32 u32; serialize_u64 u64;
    }

    fn serialize_bool(self, value: bool) -> Done {
        match self {
            Column::Plain(cells) => cells.push_flag(value),
            _ => Err(Fault::told("a flag where none is described")),
        }
    }

    fn serialize_f32(self, _: f32) -> Done {
        Err(Fault::told("the engine gave a float"))
    }

    fn serialize_f64(self, _: f64) -> Done {
        Err(Fault::told("the engine gave a float"))
    }

    fn serialize_char(self, value: char) -> Done {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Done {
        match self {
            Column::Plain(cells) => cells.push_text(value),
            _ => Err(Fault::told("a text where none is described")),
        }
    }

    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(Fault::told("the engine gave bytes"))
    }

    fn serialize_none(self) -> Done {
        self.absent();
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        match self {
            Column::Union(..) => self.choose(variant).map(drop),
            _ => self.serialize_str(variant),
        }
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        let mut fields = self.choose(variant)?.fields()?;
        ser::SerializeStruct::serialize_field(&mut fields, "value", value)?;
        ser::SerializeStruct::end(fields)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'c>, Fault> {
        Ok(match self {
            Column::Rows(inner, lengths) => Items::Rows { inner, lengths, count: 0 },
            Column::Count(cells) => Items::Count { cells, count: 0 },
            Column::Spread(rows) => Items::Spread { rows, row: Vec::new() },
            Column::Joined(kind, cells) => Items::Joined { cells, parts: Parts::of(kind) },
            _ => return Err(Fault::told("a list where none is described")),
        })
    }

    fn serialize_tuple(self, length: usize) -> Result<Items<'c>, Fault> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Items<'c>, Fault> {
        self.serialize_seq(Some(length))
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

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'c>, Fault> {
        match self {
            Column::Keyed(rows, pairs) => Ok(Entries::Keyed { rows, pairs, key: String::new() }),
            Column::Count(cells) => Ok(Entries::Count { cells, count: 0 }),
            _ => Err(Fault::told("a mapping where none is described")),
        }
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'c>, Fault> {
        self.fields()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields<'c>, Fault> {
        self.choose(variant)?.fields()
    }
}

impl Column {
    fn fields(&mut self) -> Result<Fields<'_>, Fault> {
        match self {
            Self::Record(info, columns) => Ok(Fields::Record { info, columns, next: 0, seen: 0 }),
            Self::Page(rows, next) => Ok(Fields::Page { rows, next }),
            _ => Err(Fault::told("a record where none is described")),
        }
    }
}

/// A list on its way into a column.
pub(crate) enum Items<'c> {
    Rows { inner: &'c mut Column, lengths: &'c mut Vec<usize>, count: usize },
    Count { cells: &'c mut Cells, count: i64 },
    Spread { rows: &'c mut Vec<Vec<Cells>>, row: Vec<Cells> },
    Joined { cells: &'c mut Cells, parts: Parts },
}

impl Items<'_> {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        match self {
            Self::Rows { inner, count, .. } => {
                value.serialize(&mut **inner)?;
                *count += 1;
            }
            Self::Count { count, .. } => *count += 1,
            Self::Spread { row, .. } => row.push(plain(value, &Type::Decimal)?),
            Self::Joined { parts, .. } => {
                let cell = std::mem::replace(&mut parts.cell, Cells::of(&Type::Text));
                let mut column = Column::Plain(cell);
                value.serialize(&mut column)?;
                if let Column::Plain(cell) = column {
                    parts.cell = cell;
                }
                parts.take();
            }
        }
        Ok(())
    }

    fn finish(self) -> Done {
        match self {
            Self::Rows { lengths, count, .. } => lengths.push(count),
            Self::Count { cells, count } => cells.push_int(count)?,
            Self::Spread { rows, row } => rows.push(row),
            Self::Joined { cells, parts } => cells.push_text(&parts.text)?,
        }
        Ok(())
    }
}

/// One plain value by itself.
fn plain<T: Serialize + ?Sized>(value: &T, kind: &Type) -> Result<Cells, Fault> {
    let mut column = Column::Plain(Cells::of(kind));
    value.serialize(&mut column)?;
    match column {
        Column::Plain(cells) => Ok(cells),
        _ => Err(Fault::told("a plain value became something else")),
    }
}

/// The text of a plain value.
fn text<T: Serialize + ?Sized>(value: &T) -> Result<String, Fault> {
    let cells = plain(value, &Type::Text)?;
    Ok(cells.text(0, super::cells::Clock::Utc).into_owned())
}

/// A value of a mapping as one text, whatever it is.
fn told<T: Serialize + ?Sized>(value: &T) -> Result<String, Fault> {
    fn plain(value: &serde_json::Value) -> String {
        use serde_json::Value;
        match value {
            Value::String(text) => text.clone(),
            Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("; "),
            // A variant of a union is what it holds.
            Value::Object(held) => held.values().map(plain).collect::<Vec<_>>().join("; "),
            other => other.to_string(),
        }
    }
    let value = serde_json::to_value(value).map_err(|_| Fault::told("a value that is no data"))?;
    Ok(plain(&value))
}

macro_rules! items {
    ($($kind:ident $add:ident;)*) => {$(
        impl ser::$kind for Items<'_> {
            type Ok = ();
            type Error = Fault;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
                self.add(value)
            }

            fn end(self) -> Done {
                self.finish()
            }
        }
    )*};
}

items! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
}

/// A mapping on its way into a column.
pub(crate) enum Entries<'c> {
    Keyed { rows: &'c mut usize, pairs: &'c mut Vec<(usize, String, Box<str>)>, key: String },
    Count { cells: &'c mut Cells, count: i64 },
}

impl ser::SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = Fault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        match self {
            Self::Keyed { key, .. } => *key = text(value)?,
            Self::Count { count, .. } => *count += 1,
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        if let Self::Keyed { rows, pairs, key } = self {
            pairs.push((**rows, std::mem::take(key), told(value)?.into()));
        }
        Ok(())
    }

    fn end(self) -> Done {
        match self {
            Self::Keyed { rows, .. } => *rows += 1,
            Self::Count { cells, count } => cells.push_int(count)?,
        }
        Ok(())
    }
}

/// A record or page on its way into columns. Fields come in the engine's order.
pub(crate) enum Fields<'c> {
    Record { info: &'static RecordInfo, columns: &'c mut Vec<Column>, next: usize, seen: usize },
    Page { rows: &'c mut Column, next: &'c mut Cells },
}

impl ser::SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        match self {
            Self::Page { rows, .. } if name == "items" => value.serialize(&mut **rows),
            Self::Page { next, .. } => {
                let mut column = Column::Plain(Cells::of(&Type::Text));
                value.serialize(&mut column)?;
                if let Column::Plain(cells) = column {
                    **next = cells;
                }
                Ok(())
            }
            Self::Record { info, columns, next, seen } => {
                let named = |at: &usize| info.fields.get(*at).is_some_and(|it| it.name == name);
                let at = Some(*next).filter(named);
                // A field that is not described is one the engine keeps to itself.
                let Some(at) = at.or_else(|| (0..info.fields.len()).find(named)) else {
                    return Ok(());
                };
                if let Some(column) = columns.get_mut(at) {
                    value.serialize(column).map_err(|fault| fault.in_field(name))?;
                }
                (*next, *seen) = (at + 1, *seen + 1);
                Ok(())
            }
        }
    }

    /// What the engine has nothing to say of is an empty cell.
    fn skip_field(&mut self, name: &'static str) -> Done {
        self.serialize_field(name, &None::<bool>)
    }

    fn end(self) -> Done {
        match self {
            Self::Record { info, seen, .. } if seen != info.fields.len() => {
                Err(Fault::told("the engine left a field out"))
            }
            _ => Ok(()),
        }
    }
}

impl ser::SerializeStructVariant for Fields<'_> {
    type Ok = ();
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        ser::SerializeStruct::serialize_field(self, name, value)
    }

    fn end(self) -> Done {
        ser::SerializeStruct::end(self)
    }
}
