package dev.bookroom

import java.io.ByteArrayOutputStream
import java.math.BigDecimal
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.time.LocalDate

/** Makes a packed table of [rows] rows, column by column. */
class TableWriter(private val rows: Int) {
    private val parts = ArrayList<ByteArray>()
    private var columns = 0

    /** A column of numbers; null where there is none. */
    fun longs(name: String, value: (Int) -> Long?): TableWriter {
        val values = Array(rows, value)
        begin(name, ColumnTable.NUMBER) { values[it] != null }
        return part(rows * 8) { buffer -> values.forEach { buffer.putLong(it ?: 0) } }
    }

    /** A column of dates. */
    fun dates(name: String, value: (Int) -> LocalDate?): TableWriter {
        val values = Array(rows, value)
        begin(name, ColumnTable.DATE) { values[it] != null }
        return part(rows * 4) { buffer ->
            values.forEach { buffer.putInt(Math.toIntExact(it?.toEpochDay() ?: 0)) }
        }
    }

    /** A column of decimals. Fails on one whose digits no 64 bits hold at the largest scale. */
    fun decimals(name: String, value: (Int) -> BigDecimal?): TableWriter {
        val values = Array(rows, value)
        val scale = values.maxOfOrNull { it?.scale() ?: 0 }?.coerceAtLeast(0) ?: 0
        begin(name, ColumnTable.DECIMAL) { values[it] != null }
        return part(1 + rows * 8) { buffer ->
            buffer.put(scale.toByte())
            values.forEach { buffer.putLong(it?.setScale(scale)?.unscaledValue()?.longValueExact() ?: 0) }
        }
    }

    /** A column of decimals in units of the last of [scale] places: no object for each row. */
    fun units(name: String, scale: Int, value: (Int) -> Long): TableWriter {
        begin(name, ColumnTable.DECIMAL) { true }
        return part(1 + rows * 8) { buffer ->
            buffer.put(scale.toByte())
            repeat(rows) { buffer.putLong(value(it)) }
        }
    }

    /** A column of texts. */
    fun texts(name: String, value: (Int) -> String?): TableWriter {
        val values = Array(rows, value)
        begin(name, ColumnTable.TEXT) { values[it] != null }
        val places = LinkedHashMap<String, Int>()
        val indexes = IntArray(rows) { row ->
            values[row]?.let { text -> places.getOrPut(text) { places.size } } ?: 0
        }
        val texts = places.keys.map { it.toByteArray() }
        return part(4 + texts.sumOf { 4 + it.size } + rows * 4) { buffer ->
            buffer.putInt(texts.size)
            texts.forEach { buffer.putInt(it.size).put(it) }
            indexes.forEach(buffer::putInt)
        }
    }

    /** The whole table as bytes. */
    fun bytes(): ByteArray {
        val out = ByteArrayOutputStream(12 + parts.sumOf { it.size })
        out.write(little(12).putInt(ColumnTable.MAGIC).putInt(rows).putInt(columns).array())
        parts.forEach(out::write)
        return out.toByteArray()
    }

    /** The whole table in a direct buffer, as `postPacked` takes it. */
    fun buffer(): ByteBuffer {
        val size = 12 + parts.sumOf { it.size }
        val buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN)
        buffer.putInt(ColumnTable.MAGIC).putInt(rows).putInt(columns)
        parts.forEach(buffer::put)
        buffer.flip()
        return buffer
    }

    private fun begin(name: String, kind: Int, present: (Int) -> Boolean) {
        columns += 1
        val text = name.toByteArray()
        val bitmap = ByteArray((rows + 7) / 8)
        var someAbsent = false
        repeat(rows) {
            if (present(it)) bitmap[it / 8] = (bitmap[it / 8].toInt() or (1 shl (it % 8))).toByte()
            else someAbsent = true
        }
        val head = little(4 + text.size).putShort(text.size.toShort()).put(text)
        parts.add(head.put(kind.toByte()).put(if (someAbsent) 1 else 0).array())
        if (someAbsent) parts.add(bitmap)
    }

    private fun part(size: Int, fill: (ByteBuffer) -> Unit): TableWriter {
        val buffer = little(size)
        fill(buffer)
        parts.add(buffer.array())
        return this
    }

    private fun little(size: Int): ByteBuffer =
        ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN)
}
