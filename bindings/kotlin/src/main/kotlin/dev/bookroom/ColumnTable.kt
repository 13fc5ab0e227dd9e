package dev.bookroom

import dev.bookroom.support.instant
import java.math.BigDecimal
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.time.Instant
import java.time.LocalDate

/**
 * A packed table: columns in one buffer, for lists and batches where a record per row is slow. The
 * engine's `list_packed`, `entries_packed` and `register_packed` give one; [TableWriter] makes one
 * for `post_packed`. Columns are decoded when they are asked for; numbers, decimals and dates are
 * read in place.
 */
class ColumnTable(bytes: ByteArray) {
    private val buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)

    /** How many rows there are. */
    val rows: Int

    private val columns = LinkedHashMap<String, Column>()

    init {
        require(bytes.size >= 12 && buffer.getInt(0) == MAGIC) { "not a packed table" }
        rows = buffer.getInt(4)
        buffer.position(12)
        repeat(buffer.getInt(8)) {
            val name = readText(buffer.getShort().toInt() and 0xFFFF)
            columns[name] = Column()
        }
    }

    /** The names of the columns. */
    val names: Set<String> get() = columns.keys

    /** Whether the row has a value in the column. */
    fun isPresent(name: String, row: Int): Boolean = column(name).isPresent(row)

    /** The column's numbers, 0 where there is none. */
    fun longs(name: String): LongArray = with(column(name, NUMBER)) { LongArray(rows, ::long) }

    /** The column's decimals. */
    fun decimals(name: String): List<BigDecimal?> = with(column(name, DECIMAL, DECIMAL_TEXT)) {
        if (kind == DECIMAL) List(rows) { if (isPresent(it)) BigDecimal.valueOf(long(it), scale) else null }
        else List(rows) { row -> text(row)?.let(::BigDecimal) }
    }

    /** The decimal places of a column of decimals in [units]. */
    fun scale(name: String): Int = column(name, DECIMAL).scale

    /** The column's decimals in units of the last place: no object for each row. */
    fun units(name: String): LongArray = with(column(name, DECIMAL)) { LongArray(rows, ::long) }

    /** The column's dates. */
    fun dates(name: String): List<LocalDate?> = with(column(name, DATE)) {
        List(rows) { if (isPresent(it)) LocalDate.ofEpochDay(int(it).toLong()) else null }
    }

    /** The column's instants. */
    fun instants(name: String): List<Instant?> = with(column(name, INSTANT)) {
        List(rows) { if (isPresent(it)) instant(long(it)) else null }
    }

    /** The column's texts; equal texts are one object. */
    fun texts(name: String): List<String?> = with(column(name, TEXT)) { List(rows, ::text) }

    /** The column's answers. */
    fun flags(name: String): BooleanArray = with(column(name, FLAG)) {
        BooleanArray(rows) { buffer.get(start + it) != 0.toByte() }
    }

    private fun column(name: String, vararg kinds: Int): Column {
        val column = requireNotNull(columns[name]) { "no column $name" }
        require(kinds.isEmpty() || column.kind in kinds) { "column $name is of another kind" }
        return column
    }

    private fun readText(length: Int): String {
        val text = String(buffer.array(), buffer.position(), length, Charsets.UTF_8)
        buffer.position(buffer.position() + length)
        return text
    }

    /** Reads the head of a column where the buffer stands, and steps over its rows. */
    private inner class Column {
        val kind = buffer.get().toInt()
        private val bitmap: Int
        val scale: Int
        private val dictionary: List<String>
        val start: Int

        init {
            val someAbsent = buffer.get() != 0.toByte()
            bitmap = if (someAbsent) buffer.position() else -1
            if (someAbsent) buffer.position(buffer.position() + (rows + 7) / 8)
            scale = if (kind == DECIMAL) buffer.get().toInt() else 0
            val isText = kind == TEXT || kind == DECIMAL_TEXT
            dictionary = if (isText) List(buffer.getInt()) { readText(buffer.getInt()) } else emptyList()
            start = buffer.position()
            val width = when (kind) {
                NUMBER, DECIMAL, INSTANT -> 8
                FLAG -> 1
                else -> 4
            }
            buffer.position(start + rows * width)
        }

        fun isPresent(row: Int): Boolean =
            bitmap < 0 || (buffer.get(bitmap + row / 8).toInt() shr (row % 8)) and 1 == 1

        fun long(row: Int): Long = buffer.getLong(start + row * 8)

        fun int(row: Int): Int = buffer.getInt(start + row * 4)

        fun text(row: Int): String? = if (isPresent(row)) dictionary[int(row)] else null
    }

    internal companion object {
        const val MAGIC = 0x31434B42
        const val NUMBER = 1
        const val DECIMAL = 2
        const val DATE = 3
        const val INSTANT = 4
        const val TEXT = 5
        const val FLAG = 6
        const val DECIMAL_TEXT = 7
    }
}

/** Every customer that a filter finds, in columns. */
fun Customers.listColumns(
    filter: CustomerFilter? = null,
    sort: CustomerSort? = null,
    descending: Boolean = false,
): ColumnTable = ColumnTable(listPacked(filter, sort, descending))

/** Every posting of the entries that a filter finds, in columns. */
fun Ledger.entryColumns(filter: EntryFilter? = null): ColumnTable = ColumnTable(entriesPacked(filter))

/** Every movement of a register, in columns. */
fun Ledger.registerColumns(query: RegisterOptions): ColumnTable = ColumnTable(registerPacked(query))

/** Every document that a filter finds, in columns. */
fun Invoices.listColumns(
    filter: InvoiceFilter? = null,
    sort: InvoiceSort? = null,
    descending: Boolean = false,
): ColumnTable = ColumnTable(listPacked(filter, sort, descending))

/** Every payment that a filter finds, in columns. */
fun Payments.listColumns(
    filter: PaymentFilter? = null,
    sort: PaymentSort? = null,
    descending: Boolean = false,
): ColumnTable = ColumnTable(listPacked(filter, sort, descending))

/** Posts the entries of a table made by [TableWriter]; see `postPacked` for its columns. */
fun Ledger.postColumns(table: TableWriter): ColumnTable = ColumnTable(postPacked(table.buffer()))
