//! Fields of a book's own (自定义字段): which values its records have beside those of the engine,
//! and what may stand there. Customers and every other area whose records can have some know this
//! one: a further kind of record is a line here, a variant of [`model::CustomSubject`] and a table
//! in `store/references.rs`.

mod batch;
pub(crate) mod card;
pub mod commands;
mod kept;
pub(crate) mod lists;
pub mod model;
mod moving;
mod queries;
pub(crate) mod rules;
pub(crate) mod store;
mod verify;

use std::collections::BTreeMap;

use commands::{AddCustomField, EditCustomField, RemoveCustomField};
use model::{CustomField, CustomFieldEdit, CustomFit, NewCustomField};

use crate::error::Result;
use crate::rights::permission::{Field, FieldRight, Permission};
use crate::rights::permit::FieldRights;
use crate::values::CustomFieldId;
use crate::work::Session;

pub(crate) use batch::Batch;
pub(crate) use kept::{Kept, Put, keep, keep_for};
pub(crate) use lists::{OfFields, Order, custom_columns, cut, is_custom, of_fields};
pub(crate) use model::{CustomSubject, CustomValue};
pub(crate) use moving::{Place, move_references, moved_keys};
pub(crate) use rules::values::plain;
pub(crate) use store::references::find_referred;
pub(crate) use store::searched::add_texts;
pub(crate) use store::values::{clear, find_odd, give, load, save};

/// Values by the keys of their fields.
pub(crate) type Values = BTreeMap<String, CustomValue>;
/// New values by the keys of their fields; nothing when all stay.
pub(crate) type Edits = Option<BTreeMap<String, Option<CustomValue>>>;

/// What stands for a text of which nothing may be shown.
const STARS: &str = "****";

/// A kind of record that has fields of the book's own.
pub(crate) trait Customized {
    /// The kind.
    const SUBJECT: CustomSubject;
    /// What protects those that are personal.
    const FIELD: Field = Self::SUBJECT.field();

    /// The record's id.
    fn id(&self) -> i64;

    /// Its values: those that are not personal, and those that are.
    fn values(&self) -> [&Values; 2];

    /// The same to be changed.
    fn values_mut(&mut self) -> [&mut Values; 2];
}

impl CustomSubject {
    /// What protects the personal values of its records.
    pub(crate) const fn field(self) -> Field {
        match self {
            Self::Customer => Field::CustomerCustom,
            Self::Contact => Field::ContactCustom,
            Self::Product => Field::ProductCustom,
            Self::Dealing => Field::DealingCustom,
            Self::Case => Field::CaseCustom,
        }
    }
}

/// Says of a record which kind it is.
macro_rules! customized {
    ($record:ty, $subject:ident) => {
        impl $crate::custom_fields::Customized for $record {
            const SUBJECT: $crate::custom_fields::model::CustomSubject =
                $crate::custom_fields::model::CustomSubject::$subject;

            fn id(&self) -> i64 {
                self.id.0
            }

            fn values(&self) -> [&$crate::custom_fields::Values; 2] {
                [&self.custom, &self.custom_personal]
            }

            fn values_mut(&mut self) -> [&mut $crate::custom_fields::Values; 2] {
                [&mut self.custom, &mut self.custom_personal]
            }
        }
    };
}
pub(crate) use customized;

/// Shows of personal values what an operator may see: of masked ones only that texts are there.
pub(crate) fn mask<T: Customized>(record: &mut T, rights: &FieldRights) {
    let [_, personal] = record.values_mut();
    match rights.on(T::FIELD) {
        FieldRight::Hidden => personal.clear(),
        FieldRight::Masked => {
            personal.retain(|_, value| matches!(value, CustomValue::Text(_)));
            for value in personal.values_mut() {
                *value = CustomValue::Text(STARS.to_owned());
            }
        }
        FieldRight::Read | FieldRight::Write => {}
    }
}

/// The fields that a book gives its records beside those of the engine. What stands in them is part
/// of the records: `custom`, and `custom_personal` where it is personal.
pub struct CustomFields<'s> {
    session: &'s Session,
}

impl Session {
    /// Fields of the book's own.
    ///
    /// # Examples
    /// ```
    /// use bookroom::custom_fields::model::{
    ///     CustomKind, CustomSubject, CustomValue, NewCustomField,
    /// };
    /// use bookroom::customers::model::NewCustomer;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCustomField::new(CustomSubject::Customer, "staff", "员工数", CustomKind::Number);
    /// session.custom_fields().add(NewCustomField { decimals: Some(0), ..new })?;
    /// let mut customer = NewCustomer::company("大理山海");
    /// customer.custom.insert("staff".into(), CustomValue::Number(120.into()));
    /// let customer = session.customers().add(customer)?;
    /// assert_eq!(customer.custom["staff"], CustomValue::Number(120.into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn custom_fields(&self) -> CustomFields<'_> {
        CustomFields { session: self }
    }
}

impl CustomFields<'_> {
    /// One field.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::custom_fields::model::{CustomKind, CustomSubject, NewCustomField};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCustomField::new(CustomSubject::Product, "origin", "产地", CustomKind::Text);
    /// let field = session.custom_fields().add(new)?;
    /// assert_eq!(session.custom_fields().get(field.id)?, field);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: CustomFieldId) -> Result<CustomField> {
        self.session.read(Permission::CustomFieldsView, |view| queries::get(view, id))
    }

    /// The fields of a kind of record in their order, or of all; retired ones too.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::custom_fields::model::{CustomKind, CustomSubject, NewCustomField};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCustomField::new(CustomSubject::Product, "origin", "产地", CustomKind::Text);
    /// session.custom_fields().add(new)?;
    /// assert_eq!(session.custom_fields().list(Some(CustomSubject::Product))?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(&self, subject: Option<CustomSubject>) -> Result<Vec<CustomField>> {
        self.session.read(Permission::CustomFieldsView, |view| queries::list(view, subject))
    }

    /// How what stands in a field fits it as it is now, for the records that the operator sees.
    ///
    /// # Errors
    /// `not_permitted` (it needs the permission to see those records, too), `not_found`,
    /// `field_not_permitted` for one that is personal and not to be read.
    ///
    /// # Examples
    /// ```
    /// use bookroom::custom_fields::model::{
    ///     CustomFieldEdit, CustomKind, CustomSubject, NewCustomField,
    /// };
    /// use bookroom::customers::model::NewCustomer;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCustomField::new(CustomSubject::Customer, "plate", "车牌", CustomKind::Text);
    /// let field = session.custom_fields().add(new)?;
    /// let mut customer = NewCustomer::company("大理山海");
    /// customer.custom.insert("plate".into(), "云L12345".into());
    /// session.customers().add(customer)?;
    /// let edit = CustomFieldEdit { max_length: 5.into(), ..Default::default() };
    /// session.custom_fields().edit(field.id, field.version, edit)?;
    /// let fit = session.custom_fields().fit(field.id)?;
    /// assert_eq!((fit.values, fit.unfit), (1, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn fit(&self, id: CustomFieldId) -> Result<CustomFit> {
        self.session.read(Permission::CustomFieldsEdit, |view| queries::fit(view, id))
    }

    /// Adds a field to the records of one kind.
    ///
    /// # Errors
    /// `not_permitted`, `required`, `too_long`, `too_many`, `bad_character`, `bad_format` (key and
    /// pattern), `bad_choice` (what does not go with the kind), `out_of_range`, `wrong_type`,
    /// `repeated`, `already_exists` (the key).
    ///
    /// # Examples
    /// ```
    /// use bookroom::custom_fields::model::{
    ///     CustomChoice, CustomKind, CustomSubject, NewCustomField,
    /// };
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCustomField::new(CustomSubject::Contact, "likes", "爱好", CustomKind::Choices);
    /// let choices = vec![CustomChoice::new("tea", "茶"), CustomChoice::new("go", "围棋")];
    /// let field = session.custom_fields().add(NewCustomField {
    ///     choices,
    ///     personal: true,
    ///     ..new
    /// })?;
    /// assert!(field.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, field: NewCustomField) -> Result<CustomField> {
        self.session.run(AddCustomField { field })
    }

    /// Changes a field, retires it, or takes it back into use. What records have stays, whether it
    /// still fits or not; [`CustomFields::fit`] tells.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `in_use` (a choice left out that a record has), `repeated`
    /// (records have the same value, and shall not), and those of [`CustomFields::add`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::custom_fields::model::{
    ///     CustomFieldEdit, CustomKind, CustomSubject, NewCustomField,
    /// };
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCustomField::new(CustomSubject::Product, "origin", "产地", CustomKind::Text);
    /// let field = session.custom_fields().add(new)?;
    /// let edit = CustomFieldEdit { required: Some(true), ..Default::default() };
    /// assert!(session.custom_fields().edit(field.id, field.version, edit)?.required);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(
        &self,
        id: CustomFieldId,
        version: i64,
        edit: CustomFieldEdit,
    ) -> Result<CustomField> {
        self.session.run(EditCustomField { id, version, edit })
    }

    /// Removes a field in which nothing stands; any other can be retired.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `in_use`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::custom_fields::model::{CustomKind, CustomSubject, NewCustomField};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCustomField::new(CustomSubject::Product, "origin", "产地", CustomKind::Text);
    /// let field = session.custom_fields().add(new)?;
    /// session.custom_fields().remove(field.id, field.version)?;
    /// assert!(session.custom_fields().list(None)?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, id: CustomFieldId, version: i64) -> Result<CustomField> {
        self.session.run(RemoveCustomField { id, version })
    }
}
