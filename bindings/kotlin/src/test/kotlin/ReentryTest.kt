package dev.bookroom.test

import dev.bookroom.*
import java.io.File
import java.math.BigDecimal
import java.time.Duration
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.MILLISECONDS
import java.util.concurrent.TimeUnit.SECONDS
import org.junit.jupiter.api.Assertions.assertTimeoutPreemptively
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.function.Executable
import kotlin.test.*

/** Callbacks that call the engine: they read, or are refused at once; none hangs. */
class ReentryTest {
    private val servers = System.getenv("BOOKROOM_TEST_SERVERS").orEmpty().split(" ").filter { it.isNotEmpty() }

    private fun everywhere(work: Office.() -> Unit) {
        for (url in listOf(":memory:", File(folder(), "reentry.db").path) + servers) {
            val case = Executable { Office(Bookroom.open(url)).use(work) }
            assertTimeoutPreemptively(Duration.ofSeconds(60), case)
        }
    }

    private fun Office.refused(): List<ErrorCode?> {
        val attempts = listOf<() -> Any>(
            { session.customers().add(NewCustomer(name = "写")) },
            { session.verify() },
            { room.signIn(book, "boss", PASSWORD) },
            { room.reopen() },
        )
        return attempts.map { (runCatching(it).exceptionOrNull() as? BookroomException)?.code }
    }

    private fun Office.count() = session.customers().list().items.size

    private fun rule(body: (CommandView, Session) -> List<RuleViolation>) = object : Rule {
        override fun check(command: CommandView, session: Session) = body(command, session)
    }

    @Test fun `a rule reads its transaction and writes nothing`() = everywhere {
        val office = this
        val seen = ConcurrentLinkedQueue<ErrorCode?>()
        val counts = ConcurrentLinkedQueue<Int>()
        room.addRule("customers.add", rule { command, inside ->
            counts.add((command.command as AnyCommand.AddCustomers).v1.customers.size)
            counts.add((command.outcome as AnyOutcome.AddCustomers).v1.size)
            counts.add(inside.customers().list().items.size)
            counts.add(office.count())
            seen.addAll(office.refused())
            emptyList()
        })
        customer("甲")
        assertEquals(listOf(1, 1, 1, 1), counts.toList())
        assertEquals(List(4) { ErrorCode.WITHIN_CALLBACK }, seen.toList())
        room.clearRules()
        room.addRule("*", rule { _, inside ->
            inside.customers().add(NewCustomer(name = "写"))
            emptyList()
        })
        val refused = assertFailsWith<BookroomException.Unsupported> { customer("乙") }
        assertEquals(ErrorCode.WITHIN_CALLBACK, refused.code)
        room.clearRules()
        customer("丙")
        assertEquals(2, count())
    }

    @Test fun `progress reads and is refused the rest`() = everywhere {
        val office = this
        val seen = ConcurrentLinkedQueue<ErrorCode?>()
        val reading = object : ProgressListener {
            override fun onProgress(progress: ImportProgress) {
                office.count()
                if (progress.step == ImportStep.WRITING) seen.addAll(office.refused())
            }
        }
        session.exchange().importCustomers(ImportSource.Bytes("a.csv", "名称\n甲公司\n".toByteArray()), progress = reading)
        assertTrue(seen.isNotEmpty() && seen.all { it == ErrorCode.WITHIN_CALLBACK }, seen.toString())
        val failing = object : ProgressListener {
            override fun onProgress(progress: ImportProgress) {
                if (progress.step == ImportStep.WRITING) error("on purpose")
            }
        }
        val failed = assertFailsWith<BookroomException.Storage> {
            session.exchange().importCustomers(ImportSource.Bytes("b.csv", "名称\n乙公司\n".toByteArray()), progress = failing)
        }
        assertEquals(ErrorCode.CALLBACK_FAILED, failed.code)
        assertEquals(1, count())
    }

    @Test fun `a listener that writes is not told of it`() = everywhere {
        val heard = LinkedBlockingQueue<List<Change>>()
        val office = this
        val subscription = room.addListener(object : ChangeListener {
            override fun onChanges(changes: List<Change>) {
                office.customer("答 ${changes[0].seq}")
                heard.add(changes)
            }
        })
        customer("甲")
        assertEquals(1, heard.poll(20, SECONDS)?.size)
        assertNull(heard.poll(600, MILLISECONDS), "it went on")
        assertEquals(2, count())
        subscription.remove()
        subscription.close()
    }

    @Test fun `a rule sees the computed document, as the README shows it`() = office {
        room.addRule("invoices.draft", object : Rule {
            override fun check(command: CommandView, session: Session): List<RuleViolation> {
                val drafts = command.outcome as? AnyOutcome.DraftInvoices ?: return emptyList()
                return drafts.v1.filter { it.gross > BigDecimal(10_000) }
                    .filter { session.customers().get(it.customer).creditRating == null }
                    .map { RuleViolation("rate_the_customer_first") }
            }
        })
        val buyer = customer("买方").id
        fun draft(price: String) = session.billing().invoices().draft(
            NewInvoice.sale(buyer, DAY, listOf(
                NewInvoiceLine(description = "茶", quantity = BigDecimal.ONE, unitPrice = BigDecimal(price)),
            )),
        )
        draft("9000.00")
        val refused = assertFailsWith<BookroomException.Invalid> { draft("11000.00") }
        assertEquals("rate_the_customer_first", refused.problems.single().fact("rule"))
    }

    @Test fun `an unknown command is refused`() = office {
        val refused = assertFailsWith<BookroomException.Invalid> { room.addRule("customer.add", rule { _, _ -> emptyList() }) }
        assertEquals(ErrorCode.UNKNOWN_COMMAND, refused.code)
        assertContains(refused.problems.single().fact("nearest")!!, "customers.add")
    }
}
