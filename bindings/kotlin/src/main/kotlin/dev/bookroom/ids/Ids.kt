/** Typed ids: value classes, so that a customer's id cannot stand where a product's is asked for. */
package dev.bookroom.ids

/** The id of a company's book. */
@JvmInline
value class BookId(val value: Long) : Comparable<BookId> {
    override fun compareTo(other: BookId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of a person who signs in. */
@JvmInline
value class OperatorId(val value: Long) : Comparable<OperatorId> {
    override fun compareTo(other: OperatorId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of a named set of permissions. */
@JvmInline
value class RoleId(val value: Long) : Comparable<RoleId> {
    override fun compareTo(other: RoleId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of a group of operators who share records. */
@JvmInline
value class TeamId(val value: Long) : Comparable<TeamId> {
    override fun compareTo(other: TeamId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of a user-maintained list. */
@JvmInline
value class DictionaryId(val value: Long) : Comparable<DictionaryId> {
    override fun compareTo(other: DictionaryId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of an entry of a user-maintained list. */
@JvmInline
value class DictionaryItemId(val value: Long) : Comparable<DictionaryItemId> {
    override fun compareTo(other: DictionaryItemId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of a company or person dealt with, customer or supplier. */
@JvmInline
value class CustomerId(val value: Long) : Comparable<CustomerId> {
    override fun compareTo(other: CustomerId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of a person at a customer. */
@JvmInline
value class ContactId(val value: Long) : Comparable<ContactId> {
    override fun compareTo(other: ContactId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of a node of the chart of accounts. */
@JvmInline
value class AccountId(val value: Long) : Comparable<AccountId> {
    override fun compareTo(other: AccountId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of a voucher word. */
@JvmInline
value class JournalId(val value: Long) : Comparable<JournalId> {
    override fun compareTo(other: JournalId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of a voucher. */
@JvmInline
value class EntryId(val value: Long) : Comparable<EntryId> {
    override fun compareTo(other: EntryId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of a product or service. */
@JvmInline
value class ProductId(val value: Long) : Comparable<ProductId> {
    override fun compareTo(other: ProductId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of an invoice or credit note. */
@JvmInline
value class InvoiceId(val value: Long) : Comparable<InvoiceId> {
    override fun compareTo(other: InvoiceId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of money in or out. */
@JvmInline
value class PaymentId(val value: Long) : Comparable<PaymentId> {
    override fun compareTo(other: PaymentId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of which money settles which document. */
@JvmInline
value class AllocationId(val value: Long) : Comparable<AllocationId> {
    override fun compareTo(other: AllocationId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of feedback, a complaint or a request. */
@JvmInline
value class CaseId(val value: Long) : Comparable<CaseId> {
    override fun compareTo(other: CaseId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of a note on a case. */
@JvmInline
value class CaseNoteId(val value: Long) : Comparable<CaseNoteId> {
    override fun compareTo(other: CaseNoteId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}

/** The id of one imported file. */
@JvmInline
value class ImportId(val value: Long) : Comparable<ImportId> {
    override fun compareTo(other: ImportId): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}
