package dev.bookroom.test

import dev.bookroom.*
import java.io.File
import java.math.BigDecimal
import java.time.Duration
import org.junit.jupiter.api.Test
import kotlin.concurrent.thread
import kotlin.test.*

class ErrorsTest {
    private inline fun <reified E : BookroomException> fails(
        kind: ErrorKind,
        code: ErrorCode,
        call: () -> Unit,
    ): E {
        val error = assertFailsWith<E> { call() }
        assertEquals(kind, error.kind)
        assertEquals(code, error.code)
        assertTrue(error.problems.all { it.kind == kind && it.textEn.isNotBlank() && it.textZh.isNotBlank() })
        assertTrue(error.problems.first().slug in error.toString(), error.toString())
        return error
    }

    @Test fun `invalid holds all violations with their paths`() = office {
        val wrong = NewJournalEntry(
            on = DAY,
            summary = "",
            attachments = -1,
            postings = listOf(
                NewPosting("1002", debit = BigDecimal("1.001")),
                NewPosting("no-such", credit = BigDecimal("1")),
            ),
        )
        session.ledger().use { ledger ->
            val error = fails<BookroomException.Invalid>(ErrorKind.INVALID, ErrorCode.TOO_MANY_DECIMALS) { ledger.post(wrong) }
            assertTrue(error.problems.size >= 3, error.toString())
            assertTrue("entries[0].postings[0].debit" in error.paths, error.paths.toString())
            assertTrue(error.problems.any { it.code == ErrorCode.TOO_MANY_DECIMALS && it.fact("decimals") == "2" })
            assertTrue("小数位数过多" in error.text(Language.CHINESE))
            assertTrue("more decimal places" in error.text(Language.ENGLISH))
        }
    }

    @Test fun `not found`() = office {
        fails<BookroomException.NotFound>(ErrorKind.NOT_FOUND, ErrorCode.NOT_FOUND) {
            session.customers().get(CustomerId(99))
        }
    }

    @Test fun `denied`() = office {
        fails<BookroomException.Denied>(ErrorKind.DENIED, ErrorCode.SIGN_IN_FAILED) { room.signIn(book, "boss", "wrong") }
    }

    @Test fun `conflict`() = office {
        val customer = customer("A")
        fails<BookroomException.Conflict>(ErrorKind.CONFLICT, ErrorCode.VERSION_CONFLICT) {
            session.customers().edit(customer.id, customer.version + 1, CustomerEdit(name = "B"))
        }
    }

    @Test fun `duplicate`() = office {
        session.customers().add(NewCustomer(name = "A", code = "1"))
        fails<BookroomException.Duplicate>(ErrorKind.DUPLICATE, ErrorCode.ALREADY_EXISTS) {
            session.customers().add(NewCustomer(name = "B", code = "1"))
        }
    }

    @Test fun `closed, and open again`() {
        openBookroom(folder()).use { room ->
            val book = room.createBook(NewBook.chinese("甲", "boss", PASSWORD))
            room.signedIn(book, "boss", PASSWORD) { session ->
                assertTrue(room.suspendStore())
                fails<BookroomException.Closed>(ErrorKind.CLOSED, ErrorCode.STORE_CLOSED) { session.customers().tags() }
                room.reopen()
                assertEquals("甲", room.books().single().name)
                assertTrue(session.customers().tags().isEmpty())
            }
        }
    }

    @Test fun `busy`() {
        val file = File(folder(), "b.db").path
        Office(Bookroom.open(file)).use { office ->
            Bookroom.open(file, busyWait = Duration.ofMillis(50)).use { other ->
                val book = office.book
                val elsewhere = other.signIn(book, "boss", PASSWORD)
                var inside: Throwable? = null
                // A rule runs inside the transaction: another thread meets it there.
                office.room.addRule("customers.add", object : Rule {
                    override fun check(command: CommandView, session: Session): List<RuleViolation> {
                        val writer = thread { inside = runCatching { elsewhere.customers().add(NewCustomer(name = "B")) }.exceptionOrNull() }
                        writer.join()
                        return emptyList()
                    }
                })
                office.customer("A")
                fails<BookroomException.Busy>(ErrorKind.BUSY, ErrorCode.BUSY) { throw inside!! }
                elsewhere.close()
            }
        }
    }

    @Test fun `storage`() {
        val file = File(folder(), "no.db").apply { writeText("this is no database".repeat(100)) }
        fails<BookroomException.Storage>(ErrorKind.STORAGE, ErrorCode.NOT_A_STORE) { Bookroom.open(file.path) }
        fails<BookroomException.Storage>(ErrorKind.STORAGE, ErrorCode.NO_FOLDER) { Bookroom.open("/no/such/folder/a.db") }
        fails<BookroomException.Storage>(ErrorKind.STORAGE, ErrorCode.NO_FOLDER) {
            office { session.exchange().importCustomers(ImportSource.Path("/no/such/file.csv")) }
        }
        fails<BookroomException.Storage>(ErrorKind.STORAGE, ErrorCode.NO_FILE) {
            office { session.exchange().importCustomers(ImportSource.Path(folder().resolve("none.csv").path)) }
        }
    }

    @Test fun `unsupported`() {
        // A library that is built for servers has them all.
        if (System.getenv("BOOKROOM_TEST_SERVERS").isNullOrEmpty()) {
            fails<BookroomException.Unsupported>(ErrorKind.UNSUPPORTED, ErrorCode.NO_BACKEND) { Bookroom.open("postgres://localhost/x") }
        }
        office {
            assertFalse(room.suspendStore(), "a store in memory would be lost")
            fails<BookroomException.Unsupported>(ErrorKind.UNSUPPORTED, ErrorCode.MEMORY_STORE) { room.shutdown() }
        }
    }
}
