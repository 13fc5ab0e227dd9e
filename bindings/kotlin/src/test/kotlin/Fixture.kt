package dev.bookroom.test

import dev.bookroom.*
import java.io.File
import java.math.BigDecimal
import java.nio.file.Files
import java.time.LocalDate

/** A password that every policy takes. */
const val PASSWORD = "Counting-House-8"

/** A fixed day in all samples. */
val DAY: LocalDate = LocalDate.of(2026, 6, 15)

/** A new folder that goes with the machine's temporary files. */
fun folder(): File = Files.createTempDirectory("bookroom-kotlin").toFile().also { it.deleteOnExit() }

/** A store in memory with a book, and its owner at work. */
class Office(val room: Bookroom) : AutoCloseable {
    val book: BookId = room.createBook(NewBook.chinese("测试公司", "boss", PASSWORD))
    val session: Session = room.signIn(book, "boss", PASSWORD)

    fun customer(name: String): Customer = session.customers().use { it.add(NewCustomer(name = name)) }

    fun entry(amount: String): NewJournalEntry = NewJournalEntry(
        on = DAY,
        summary = "收款",
        attachments = 0,
        postings = listOf(
            NewPosting.debit("1002", BigDecimal(amount)),
            NewPosting.credit("3001", BigDecimal(amount)),
        ),
    )

    override fun close() {
        session.close()
        room.close()
    }
}

/** Works in a new store in memory. It gives nothing back: JUnit passes over tests that do. */
fun office(work: Office.() -> Unit): Unit = Office(Bookroom.open(":memory:")).use(work)
