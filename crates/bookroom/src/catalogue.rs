//! The catalogue: every command there is, as one type, for batches and for the tests that prove dry
//! run, batch, idempotency and audit of each; and the cards of all areas.

use serde::{Deserialize, Serialize};

use crate::billing::{invoices, open_items, payments, products};
use crate::error::{Code, Error, Problem, Result};
use crate::rights::permission::Permission;
use crate::work::{Card, Command, Needs, Outcome, Review, Session, Tx};
use crate::{
    access, attachments, book, calendars, custom_fields, customers, dealings, dictionaries,
    exchange, ledger, saved_views, search, service, tasks,
};

/// The cards of the areas that have functions the house calls, in the order in which a new book is
/// filled and verified.
pub(crate) const CARDS: &[Card] = &[
    book::card::CARD,
    access::card::CARD,
    dictionaries::card::CARD,
    custom_fields::card::CARD,
    ledger::card::CARD,
    products::card::CARD,
    invoices::card::CARD,
    payments::card::CARD,
    open_items::card::CARD,
    customers::card::CARD,
    dealings::card::CARD,
    service::card::CARD,
    tasks::card::CARD,
    attachments::card::CARD,
    calendars::card::CARD,
    saved_views::card::CARD,
    exchange::card::CARD,
    search::card::CARD,
];

/// How many names are offered for one that is unknown.
const NEAREST: usize = 3;

/// Refuses a name that neither is a command's nor stands for all, with the names nearest to it.
pub(crate) fn check_name(name: &str) -> Result<()> {
    if name == "*" || AnyCommand::NAMES.contains(&name) { Ok(()) } else { Err(unknown(name)) }
}

fn unknown(name: &str) -> Error {
    // Whoever knows the action alone finds it in its area, too.
    let own = |known: &'static str| {
        let action = known.split_once('.').map_or(known, |(_, action)| action);
        strsim::damerau_levenshtein(known, name).min(strsim::damerau_levenshtein(action, name))
    };
    let mut names = AnyCommand::NAMES.to_vec();
    names.sort_by_key(|known| own(known));
    names.truncate(NEAREST);
    let problem = Problem::new(Code::UnknownCommand).at("command");
    problem.fact("nearest", names.join(", ")).into()
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> Result<T> {
    let value: serde_json::Value = serde_json::from_str(json).map_err(|_| Code::BadFormat)?;
    serde_path_to_error::deserialize(&value).map_err(|error| {
        let path = error.path().to_string();
        let pointer: String = error.path().iter().map(pointer).collect();
        // What is null where something must be is not given; anything else there is not understood.
        let is_null = value.pointer(&pointer).is_some_and(serde_json::Value::is_null);
        let code = if is_null { Code::Required } else { Code::BadFormat };
        Problem::new(code).at(if pointer.is_empty() { String::new() } else { path }).into()
    })
}

/// A step of a path in the form of a JSON pointer.
fn pointer(step: &serde_path_to_error::Segment) -> String {
    use serde_path_to_error::Segment::{Enum, Map, Seq, Unknown};
    match step {
        Seq { index } => format!("/{index}"),
        Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Enum { variant } => format!("/{variant}"),
        Unknown => String::new(),
    }
}

/// The most commands of one batch.
const BATCH_LIMIT: usize = 10_000;

macro_rules! commands {
    ($($area:path { $($name:ident,)* })*) => {
        /// Any command.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "command", content = "data")]
        pub enum AnyCommand {
            $($(
                #[doc = concat!("The command `", stringify!($name), "`.")]
                $name(commands::$name),
            )*)*
        }

        /// What came of any command.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "command", content = "outcome")]
        pub enum AnyOutcome {
            $($(
                #[doc = concat!("Of [`AnyCommand::", stringify!($name), "`].")]
                $name(<commands::$name as Command>::Output),
            )*)*
        }

        mod commands {
            $(pub use $area::{$($name,)*};)*
        }

        impl Outcome for AnyOutcome {
            fn review(&mut self, review: &mut Review) {
                match self { $($(Self::$name(outcome) => outcome.review(review),)*)* }
            }
        }

        impl AnyCommand {
            /// The names of all commands.
            pub const NAMES: &'static [&'static str] =
                &[$($(<commands::$name as Command>::NAME,)*)*];

            /// The command's name.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $($(Self::$name(_) => <commands::$name as Command>::NAME,)*)* }
            }

            /// The permission it needs.
            #[must_use]
            pub fn permission(&self) -> Permission {
                match self { $($(Self::$name(_) => <commands::$name as Command>::PERMISSION,)*)* }
            }

            /// Reads a command of this name from JSON, as a [`crate::CommandView`] holds it.
            ///
            /// # Errors
            /// `unknown_command`; `required` where something that must be there is null, such as a
            /// field of an edit that is never empty; `bad_format`.
            pub fn read(name: &str, json: &str) -> Result<Self> {
                $($(
                    if name == <commands::$name as Command>::NAME {
                        return read(json).map(Self::$name);
                    }
                )*)*
                Err(unknown(name))
            }

            fn is_set_up(&self) -> bool {
                match self { $($(Self::$name(_) => <commands::$name as Command>::SET_UP,)*)* }
            }

            pub(crate) fn run(self, session: &Session) -> Result<AnyOutcome> {
                match self {
                    $($(Self::$name(command) => session.run(command).map(AnyOutcome::$name),)*)*
                }
            }

            pub(crate) fn execute(&self, tx: &mut Tx<'_>) -> Result<AnyOutcome> {
                match self {
                    $($(Self::$name(command) => tx.execute(command).map(AnyOutcome::$name),)*)*
                }
            }
        }

        impl AnyOutcome {
            /// Reads what came of the command of this name from JSON, as a
            /// [`crate::CommandView`] gives it.
            ///
            /// # Errors
            /// `unknown_command`, `bad_format`.
            pub fn read(name: &str, json: &str) -> Result<Self> {
                $($(
                    if name == <commands::$name as Command>::NAME {
                        return read(json).map(Self::$name);
                    }
                )*)*
                Err(unknown(name))
            }
        }

        $($(
            impl From<commands::$name> for AnyCommand {
                fn from(command: commands::$name) -> Self {
                    Self::$name(command)
                }
            }
        )*)*
    };
}

commands! {
    crate::access::commands {
        AddOperator, EditOperator, SetOperatorActive, AssignRoles, ResetPassword,
        ChangeOwnPassword, AddTeam, EditTeam, AddRole, EditRole, RemoveRole, SetDutyRule,
    }
    crate::attachments::commands {
        AddAttachments, EditAttachment, RemoveAttachments, SetAttachmentPolicy,
    }
    crate::billing::invoices::commands {
        DraftInvoices, EditInvoice, DiscardInvoices, PostInvoices, DraftAndPostInvoices,
        CancelInvoices, CreditInvoices, CreditWithoutInvoice,
    }
    crate::billing::open_items::commands { PostOpeningItems, CancelOpeningItems, }
    crate::billing::products::commands {
        AddProducts, EditProducts, SetProductsActive, RemoveProducts,
    }
    crate::customers::commands {
        AddCustomers, EditCustomers, SetCustomersActive, RemoveCustomers, AssignCustomers,
        TagCustomers, UntagCustomers, PlanContacts, SetCreditLimits, SetParents,
        ShareCustomers, LockCustomers,
        AddContacts, EditContacts, SetContactsActive, LinkContacts, EditContactLinks,
        UnlinkContacts,
        RemoveContacts,
    }
    crate::customers::duplicates::commands {
        SetCustomersApart, ForgetCustomersApart, SetContactsApart, ForgetContactsApart,
    }
    crate::customers::contacts::merging::commands { MergeContacts, UnmergeContacts, }
    crate::customers::important_dates::commands {
        AddImportantDates, EditImportantDates, RemoveImportantDates,
    }
    crate::customers::invoice_profiles::commands {
        AddInvoiceProfiles, EditInvoiceProfiles, SetInvoiceProfilesActive, RemoveInvoiceProfiles,
    }
    crate::customers::merging::commands { MergeCustomers, UnmergeCustomers, }
    crate::customers::pools::commands {
        AddPool, EditPool, RemovePool, ClaimCustomers, PutIntoPool, AssignFromPool, TakeOutOfPool,
        TransferToPool, RecycleCustomers,
    }
    crate::dealings::commands { AddDealings, EditDealings, RemoveDealings, }
    crate::book::commands { EditBook, }
    crate::billing::payments::commands {
        RecordPayments, EditPayment, CancelPayments, AllocatePayments, AllocateAutomatically,
        WithdrawAllocations,
    }
    crate::changes::commands { ErasePersonal, }
    crate::exchange::commands {
        ImportCustomers, ImportProducts, ImportSales, ImportPayments, ImportOpeningItems,
        UndoImport,
    }
    crate::custom_fields::commands { AddCustomField, EditCustomField, RemoveCustomField, }
    crate::dictionaries::commands {
        AddDictionary, EditDictionary, RemoveDictionary, AddDictionaryItems, EditDictionaryItems,
        SetDictionaryItemsActive, RemoveDictionaryItems, ReorderDictionaryItems,
        MergeDictionaryItems,
    }
    crate::ledger::commands {
        PostEntries, ReverseEntries, ReviewEntries, WithdrawReviews, AddAccounts, EditAccount,
        MoveAccount, RemoveAccount, SetAccountRole, AddJournals, EditJournal, RemoveJournal,
    }
    crate::calendars::commands {
        AddCalendar, EditCalendar, SetCalendarDays, SetDefaultCalendar, RemoveCalendar,
    }
    crate::saved_views::commands { AddSavedView, EditSavedView, RemoveSavedView, }
    crate::service::assignment::commands {
        AddAssignmentRule, EditAssignmentRule, ReorderAssignmentRules, RemoveAssignmentRule,
        SetAssignmentPolicy, AddAbsence, EditAbsence, RemoveAbsence,
        AssignByRules, AssignUnassigned, HandOverCases,
    }
    crate::service::levels::commands {
        AddServicePolicy, EditServicePolicy, ReorderServicePolicies, RemoveServicePolicy,
        ReassessCases, EscalateDue,
    }
    crate::service::relations::commands {
        LinkCases, UnlinkCases, MergeCases, UnmergeCases, SplitCase,
    }
    crate::service::remedies::commands {
        ProposeRemedies, ApproveRemedy, RefuseRemedy, WithdrawRemedy,
    }
    crate::service::transitions::commands { SetCaseTransitions, }
    crate::service::surveys::commands { AskSurveys, AnswerSurveys, WithdrawSurveys, }
    crate::service::commands {
        OpenCases, EditCases, AssignCases, MoveCases, ResolveCases, ReopenCases, RejectCases,
        AddCaseNotes, EditCaseNote, RemoveCaseNote,
    }
    crate::tasks::commands {
        AddTasks, EditTasks, AssignTasks, SnoozeTasks, FinishTasks, CancelTasks, ReopenTasks,
    }
}

impl Session {
    /// Runs any command in a transaction of its own, for hosts that know it only at run time.
    ///
    /// # Errors
    /// As [`Session::run`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::AnyCommand;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let json = format!("{{\"customers\": [{}], \"tags\": [\"老客户\"]}}", customer.id.0);
    /// session.run_any(AnyCommand::read("customers.tag", &json)?)?;
    /// assert_eq!(session.customers().get(customer.id)?.tags, ["老客户"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn run_any(&self, command: AnyCommand) -> Result<AnyOutcome> {
        command.run(self)
    }

    /// Runs many commands in one transaction: all are kept, or none. Paths of violations start with
    /// `commands[n]`.
    ///
    /// # Errors
    /// `too_many` above 10,000 commands; otherwise as [`Session::run`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::AnyCommand;
    /// use bookroom::customers::commands::{AddCustomers, TagCustomers};
    /// use bookroom::customers::model::NewCustomer;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let add = AddCustomers { customers: vec![NewCustomer::company("南山贸易")] };
    /// let tag = TagCustomers { customers: vec![customer.id], tags: vec!["老客户".into()] };
    /// let both = vec![AnyCommand::AddCustomers(add), AnyCommand::TagCustomers(tag)];
    /// assert_eq!(session.batch(both)?.len(), 2); // both, or neither
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn batch(&self, commands: Vec<AnyCommand>) -> Result<Vec<AnyOutcome>> {
        if commands.len() > BATCH_LIMIT {
            return Err(Problem::new(Code::TooMany).fact("limit", BATCH_LIMIT).into());
        }
        for (index, command) in commands.iter().enumerate() {
            let permitted = self.authorise(command.permission());
            permitted.map_err(|error| error.below(&format!("commands[{index}]")))?;
        }
        let mut needed: Vec<Permission> = commands.iter().map(AnyCommand::permission).collect();
        needed.sort_unstable();
        needed.dedup();
        let set_up = commands.iter().any(AnyCommand::is_set_up);
        let needs = Needs { permissions: &needed, set_up };
        self.perform("batch", &needs, &commands, |tx| {
            commands
                .iter()
                .enumerate()
                .map(|(index, command)| {
                    let outcome = command.execute(tx);
                    outcome.map_err(|error| error.below(&format!("commands[{index}]")))
                })
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::cards;

    #[test]
    fn every_kind_of_record_has_a_present_image() {
        for record in cards::RECORDS {
            let loaders = CARDS.iter().flat_map(|card| card.present);
            let count = loaders.filter(|present| present.kind == record.kind).count();
            assert_eq!(count, 1, "{}", record.kind);
        }
        for present in CARDS.iter().flat_map(|card| card.present) {
            assert!(cards::record(present.kind).is_some(), "{}", present.kind);
        }
    }

    #[test]
    fn whatever_a_permission_can_limit_is_limited_in_the_log() {
        for record in cards::RECORDS {
            let covers = CARDS.iter().flat_map(|card| card.covers);
            let covers: Vec<_> = covers.filter(|covers| covers.kind == record.kind).collect();
            // What is private is limited for everybody, whatever the permission says.
            let is_private = covers.iter().any(|covers| covers.private);
            let wanted = usize::from(record.seen_with.can_be_scoped() || is_private);
            assert_eq!(covers.len(), wanted, "{}", record.kind);
        }
    }
}
