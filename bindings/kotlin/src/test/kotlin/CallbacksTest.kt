package dev.bookroom.test

import dev.bookroom.*
import java.time.Instant
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.Test
import kotlin.test.*

class CallbacksTest {
    @Test fun `a listener hears every change in order, on another thread`() = office {
        val heard = ConcurrentLinkedQueue<Change>()
        val done = CountDownLatch(20)
        val threads = ConcurrentLinkedQueue<Thread>()
        val subscription = room.addListener(object : ChangeListener {
            override fun onChanges(changes: List<Change>) {
                threads.add(Thread.currentThread())
                changes.filter { it.action == "customers.add" }.forEach {
                    heard.add(it)
                    done.countDown()
                }
                // It may call the engine.
                session.customers().use { it.tags() }
            }
        })
        repeat(20) { customer("客户 $it") }
        assertTrue(done.await(20, SECONDS))
        val numbers = heard.map { it.seq }
        assertEquals(numbers.sorted(), numbers)
        assertEquals(numbers.distinct(), numbers)
        assertFalse(Thread.currentThread() in threads)
        assertTrue(subscription.remove())
        assertFalse(subscription.remove(), "it is gone")
        subscription.close()
    }

    @Test fun `a listener that throws is contained`() = office {
        val heard = CountDownLatch(3)
        room.addListener(object : ChangeListener {
            override fun onChanges(changes: List<Change>) {
                changes.forEach { _ -> heard.countDown() }
                error("on purpose")
            }
        })
        repeat(3) { customer("客户 $it") }
        assertTrue(heard.await(20, SECONDS), "it is called again all the same")
    }

    @Test fun `a rule refuses, and says where`() = office {
        room.addRule("customers.add", object : Rule {
            override fun check(command: CommandView, session: Session): List<RuleViolation> {
                assertEquals("customers.add", command.name)
                assertEquals(book, command.book)
                return if ("禁" in command.payload) listOf(RuleViolation("no-such-name", "customers[0].name")) else emptyList()
            }
        })
        customer("好")
        val refused = assertFailsWith<BookroomException.Invalid> { customer("禁") }
        val problem = refused.problems.single()
        assertEquals(ErrorCode.HOST_RULE, problem.code)
        assertEquals("customers[0].name", problem.path)
        assertEquals("no-such-name", problem.fact("rule"))
        room.clearRules()
        customer("禁")
    }

    @Test fun `a rule that throws ends the call and says why`() = office {
        room.addRule("*", object : Rule {
            override fun check(command: CommandView, session: Session): List<RuleViolation> = throw IllegalStateException("on purpose")
        })
        val failed = assertFailsWith<BookroomException.Storage> { customer("A") }
        assertEquals(ErrorCode.CALLBACK_FAILED, failed.code)
        assertContains(failed.problems.single().fact("cause")!!, "on purpose")
        room.clearRules()
        assertEquals(emptyList(), session.customers().list().items)
    }

    @Test fun `the host's clock tells the time`() {
        val now = AtomicLong(Instant.parse("2026-06-15T00:00:00Z").epochSecond)
        val clock = object : Clock {
            override fun now(): Instant {
                check(now.get() > 0) { "the clock is broken" }
                return Instant.ofEpochSecond(now.get())
            }
        }
        Office(Bookroom.open(":memory:", clock = clock)).use { office ->
            assertEquals(Instant.parse("2026-06-15T00:00:00Z"), office.customer("A").createdAt)
            now.set(Instant.parse("2027-01-02T03:04:05Z").epochSecond)
            assertEquals(Instant.parse("2027-01-02T03:04:05Z"), office.customer("B").createdAt)
            now.set(0)
            val failed = assertFailsWith<BookroomException.Storage> { office.customer("C") }
            assertContains(failed.problems.single().fact("cause")!!, "the clock is broken")
            now.set(Instant.parse("2027-01-02T03:04:05Z").epochSecond)
            office.customer("C")
        }
    }

    @Test fun `an import tells of its progress`() = office {
        val steps = ConcurrentLinkedQueue<ImportProgress>()
        val csv = "客户名称,电话\n甲公司,021-55551234\n乙公司,\n,\n".toByteArray()
        val report = session.exchange().importCustomers(
            ImportSource.Bytes("客户.csv", csv),
            progress = object : ProgressListener {
                override fun onProgress(progress: ImportProgress) {
                    steps.add(progress)
                }
            },
        )
        assertEquals(2uL, report.accepted)
        assertEquals(report.summaryZh, report.summary())
        assertTrue("2 taken" in report.summary(Language.ENGLISH), report.summaryEn)
        val opened = ImportSource.Bytes("期初.csv", "客户,金额\n甲公司,5\n".toByteArray())
        val options = OpeningItemImport(on = DAY)
        assertEquals(1uL, session.exchange().importOpeningItems(opened, options).accepted)
        assertFailsWith<BookroomException.Duplicate> {
            session.exchange().importOpeningItems(opened, options)
        }
        assertTrue(steps.any { it.step == ImportStep.WRITING }, steps.toString())
    }

    @Test fun `an interrupted import keeps nothing`() = office {
        Interrupter().use { interrupter ->
            val stopped = session.interruptible(interrupter)
            assertEquals(0, stopped.customers().tags().size)
            val failure = assertFailsWith<BookroomException.Busy> {
                stopped.exchange().importCustomers(
                    manyCustomers,
                    progress = object : ProgressListener {
                        override fun onProgress(progress: ImportProgress) {
                            if (progress.step == ImportStep.WRITING) interrupter.interrupt()
                        }
                    },
                )
            }
            assertEquals(ErrorCode.INTERRUPTED, failure.code)
            assertTrue(interrupter.isInterrupted())
            assertFailsWith<BookroomException.Busy> { stopped.customers().tags() }
        }
        assertEquals(emptyList(), session.customers().list().items)
    }

    @Test fun `a cancelled coroutine breaks its work off`() = office {
        val begun = CountDownLatch(1)
        val cancelled = CountDownLatch(1)
        runBlocking {
            val importing = async(Dispatchers.Default) {
                session.cancellable {
                    it.exchange().importCustomers(
                        manyCustomers,
                        progress = object : ProgressListener {
                            override fun onProgress(progress: ImportProgress) {
                                if (progress.step != ImportStep.WRITING) return
                                begun.countDown()
                                cancelled.await(20, SECONDS)
                                Thread.sleep(50)
                            }
                        },
                    )
                }
            }
            assertTrue(withContext(Dispatchers.IO) { begun.await(20, SECONDS) })
            importing.cancel()
            cancelled.countDown()
            importing.join()
            assertTrue(importing.isCancelled)
            assertEquals(1, session.cancellable { it.bookId().value }.toInt())
        }
        assertEquals(emptyList(), session.customers().list().items)
    }

    private val manyCustomers = ImportSource.Bytes(
        "客户.csv",
        (1..5_000).joinToString("\n", "客户名称,电话\n") { "公司 $it," }.toByteArray(),
    )

    @Test fun `callbacks come from many threads, and exceptions in them stay there`() {
        val calls = AtomicLong()
        val threads = ConcurrentLinkedQueue<String>()
        val failed = crossingCallbacks(object : ChangeListener {
            override fun onChanges(changes: List<Change>) {
                threads.add(Thread.currentThread().name)
                if (calls.incrementAndGet() % 10 == 0L) throw HostException()
            }
        }, 8u, 250u)
        assertEquals(2_000, calls.get())
        assertEquals(200, failed)
        assertTrue(threads.distinct().size > 1)
    }

    private class HostException : RuntimeException("on purpose")
}
