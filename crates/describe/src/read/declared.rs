//! What a declaration says: fields, variants, names in serde, `Default`.

use quote::ToTokens;

use super::docs;
use super::sources::is_public;
use crate::Outcome;

/// A type as it is declared.
pub struct Raw {
    pub docs: String,
    pub shape: RawShape,
    pub derives_default: bool,
    /// Whether serde writes the one field alone.
    pub transparent: bool,
}

/// What a type is.
pub enum RawShape {
    Record(Vec<RawField>),
    Enum(Vec<RawVariant>),
    /// A typed 64-bit id: one public number.
    Id,
    /// Another name of a type.
    Alias(Box<syn::Type>),
    /// Anything else: its inside is its own affair.
    Opaque,
}

/// A field of a record or variant.
pub struct RawField {
    /// Empty for one without name.
    pub name: String,
    pub docs: String,
    pub ty: syn::Type,
    /// Whether serde leaves it out.
    pub skip: bool,
    /// Whether it is a field of an edit, as `edits!` declares them.
    pub is_edit: bool,
    /// Whether serde takes its natural value where it is not given.
    pub may_be_absent: bool,
}

/// A variant of an enum.
pub struct RawVariant {
    pub name: String,
    pub slug: String,
    pub aliases: Vec<String>,
    pub docs: String,
    pub is_default: bool,
    pub fields: Vec<RawField>,
}

/// Reads a declaration.
pub fn read(item: &syn::Item) -> Outcome<Raw> {
    match item {
        syn::Item::Struct(item) => read_struct(item),
        syn::Item::Enum(item) => {
            let serde = Serde::of(&item.attrs)?;
            let variants = item.variants.iter().map(|one| variant(one, &serde));
            Ok(Raw {
                docs: docs::of(&item.attrs)?,
                shape: RawShape::Enum(variants.collect::<Outcome<_>>()?),
                derives_default: derives_default(&item.attrs),
                transparent: false,
            })
        }
        syn::Item::Type(item) => Ok(Raw {
            docs: docs::of(&item.attrs)?,
            shape: RawShape::Alias(item.ty.clone()),
            derives_default: false,
            transparent: false,
        }),
        _ => Err("is no type".to_owned()),
    }
}

fn read_struct(item: &syn::ItemStruct) -> Outcome<Raw> {
    let serde = Serde::of(&item.attrs)?;
    let is_open =
        item.fields.iter().all(|field| is_public(&field.vis)) && item.generics.params.is_empty();
    let shape = match &item.fields {
        syn::Fields::Named(named) if is_open => {
            let fields = named.named.iter().map(field);
            RawShape::Record(fields.collect::<Outcome<_>>()?)
        }
        syn::Fields::Unit => RawShape::Record(Vec::new()),
        syn::Fields::Unnamed(fields)
            if is_open
                && fields.unnamed.len() == 1
                && fields.unnamed[0].ty.to_token_stream().to_string() == "i64" =>
        {
            RawShape::Id
        }
        _ => RawShape::Opaque,
    };
    Ok(Raw {
        docs: docs::of(&item.attrs)?,
        shape,
        derives_default: derives_default(&item.attrs),
        transparent: serde.transparent,
    })
}

fn field(field: &syn::Field) -> Outcome<RawField> {
    let serde = Serde::of(&field.attrs)?;
    if let Some(other) = serde.rename {
        return Err(format!("has a field that serde calls {other}"));
    }
    Ok(RawField {
        name: field.ident.as_ref().map(plain_name).unwrap_or_default(),
        docs: docs::of(&field.attrs)?,
        ty: field.ty.clone(),
        skip: serde.skip,
        is_edit: serde.is_edit,
        may_be_absent: serde.has_default,
    })
}

fn variant(variant: &syn::Variant, of: &Serde) -> Outcome<RawVariant> {
    let serde = Serde::of(&variant.attrs)?;
    let name = variant.ident.to_string();
    let other = of.is_snake.then(|| snake_case(&name));
    let fields = variant.fields.iter().map(field);
    Ok(RawVariant {
        slug: serde.rename.or(other).unwrap_or_else(|| name.clone()),
        aliases: serde.aliases,
        name,
        docs: docs::of(&variant.attrs)?,
        is_default: variant.attrs.iter().any(|one| one.path().is_ident("default")),
        fields: fields.collect::<Outcome<_>>()?,
    })
}

/// The name without `r#`.
pub fn plain_name(name: &syn::Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").map(ToOwned::to_owned).unwrap_or(name)
}

/// ``DueDate`` as ``due_date``.
pub fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
    }
    snake
}

/// What serde is told.
#[derive(Default)]
struct Serde {
    transparent: bool,
    is_snake: bool,
    skip: bool,
    is_edit: bool,
    has_default: bool,
    rename: Option<String>,
    aliases: Vec<String>,
}

impl Serde {
    fn of(attributes: &[syn::Attribute]) -> Outcome<Self> {
        let mut this = Self::default();
        for attribute in attributes.iter().filter(|one| one.path().is_ident("serde")) {
            let read = attribute.parse_nested_meta(|meta| this.note(&meta));
            read.map_err(|error| format!("has an attribute for serde: {error}"))?;
        }
        Ok(this)
    }

    fn note(&mut self, meta: &syn::meta::ParseNestedMeta<'_>) -> syn::Result<()> {
        let word = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        let told = || meta.value()?.parse::<syn::LitStr>().map(|text| text.value());
        match word.as_str() {
            "transparent" => self.transparent = true,
            "skip" => self.skip = true,
            "rename" => self.rename = Some(told()?),
            "rename_all" if told()? == "snake_case" => self.is_snake = true,
            "deserialize_with" => self.is_edit = told()?.ends_with("EditField::read"),
            "alias" => self.aliases.push(told()?),
            "tag" | "content" | "skip_serializing_if" => drop(told()?),
            "default" if meta.input.peek(syn::Token![=]) => drop(told()?),
            "default" => self.has_default = true,
            "deny_unknown_fields" => {}
            other => return Err(meta.error(format!("`{other}` is not understood here"))),
        }
        Ok(())
    }
}

/// Whether `Default` is derived.
fn derives_default(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("derive")).any(|attribute| {
        type Paths = syn::punctuated::Punctuated<syn::Path, syn::Token![,]>;
        let paths = attribute.parse_args_with(Paths::parse_terminated);
        paths.is_ok_and(|paths| paths.iter().any(|path| path.is_ident("Default")))
    })
}
