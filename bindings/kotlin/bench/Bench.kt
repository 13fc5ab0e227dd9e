/*
 * What crossing costs from Kotlin, and what a long run leaves behind. Prints lines of
 * `name nanoseconds` for the first part and sentences for the second; see `bindings/bench.sh`.
 */
package dev.bookroom.bench

import dev.bookroom.*
import java.io.File
import java.math.BigDecimal
import java.time.LocalDate
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicLong
import kotlin.system.exitProcess
import kotlinx.coroutines.flow.count
import kotlinx.coroutines.runBlocking

private const val PASSWORD = "Counting-House-8"
private const val ROWS = 100_000

fun main(arguments: Array<String>) {
    val room = Bookroom.open(":memory:")
    val book = room.createBook(NewBook.chinese("测量", "boss", PASSWORD))
    val session = room.signIn(book, "boss", PASSWORD)
    if (arguments.firstOrNull() == "leaks") exitProcess(if (leaks(room, book, session)) 0 else 1)
    measure("number", 200_000) { crossingNumber(1) }
    val number = BigDecimal("423772.89")
    measure("decimal", 100_000) { crossingDecimal(number) }
    val customer = NewCustomer(name = "甲公司")
    measure("record", 50_000) { crossingCustomer(customer) }
    val customers = session.customers()
    val added = customers.add(customer)
    measure("get a customer", 5_000) { customers.get(added.id) }
    bulk(room, session, customers)
}

private fun measure(name: String, count: Int, work: () -> Unit) {
    repeat(count / 2 + 1) { work() }
    val begun = System.nanoTime()
    repeat(count) { work() }
    println("$name ${(System.nanoTime() - begun) / count}")
}

/** Does [work] four times, the first to warm up; prints what the middle of the others took. */
private fun <T> middle(name: String, prepare: () -> T, work: (T) -> Unit) {
    val times = List(4) {
        val prepared = prepare()
        val begun = System.nanoTime()
        work(prepared)
        System.nanoTime() - begun
    }
    println("$name ${times.drop(1).sorted()[1]}")
}

private fun bulk(room: Bookroom, session: Session, customers: Customers) {
    val day = { row: Int -> LocalDate.of(2026, 6, 1 + row % 28) }
    val records = List(ROWS / 2) { row ->
        val amount = BigDecimal.valueOf(100L + row, 2)
        NewJournalEntry(
            on = day(row), summary = "批量 $row", attachments = 0,
            postings = listOf(NewPosting.debit("1002", amount), NewPosting.credit("3001", amount)),
        )
    }
    val otherBook = { room.signIn(room.createBook(NewBook.chinese("测量", "boss", PASSWORD)), "boss", PASSWORD) }
    middle("100,000 postings posted as records", otherBook) { it.ledger().postMany(records) }
    middle("100,000 postings posted as columns", otherBook) { other ->
        val table = TableWriter(ROWS)
            .longs("entry") { (it / 2).toLong() }
            .dates("on") { day(it / 2) }
            .texts("summary") { "批量 ${it / 2}" }
            .texts("account") { if (it % 2 == 0) "1002" else "3001" }
            .decimals("debit") { if (it % 2 == 0) BigDecimal.valueOf(100L + it / 2, 2) else null }
            .decimals("credit") { if (it % 2 == 1) BigDecimal.valueOf(100L + it / 2, 2) else null }
        check(other.ledger().postColumns(table).rows == ROWS / 2)
    }
    repeat(10) { chunk -> customers.addMany(List(10_000) { NewCustomer(name = "客户 ${chunk * 10_000 + it}") }) }
    middle("100,000 customers listed as records", {}) {
        check(runBlocking { customers.all().count() } == ROWS + 1)
    }
    middle("100,000 customers listed as columns", {}) {
        val columns = customers.listColumns()
        check(columns.longs("id").size == ROWS + 1 && columns.texts("name").size == ROWS + 1)
    }
}

/** The memory that the system has given this process, in MiB. */
private fun resident(): Long {
    val status = File("/proc/self/status").takeIf { it.exists() }?.readLines().orEmpty()
    val line = status.firstOrNull { it.startsWith("VmRSS") } ?: return 0
    return line.filter { it.isDigit() }.toLong() / 1024
}

/** A million calls, objects made and freed, callbacks from other threads, exceptions in them. */
private fun leaks(room: Bookroom, book: BookId, session: Session): Boolean {
    val threads = 4
    val calls = 1_000_000
    val refused = AtomicLong()
    fun round(count: Int) {
        val pool = Executors.newFixedThreadPool(threads)
        repeat(threads) {
            pool.execute {
                repeat(count / threads) { call ->
                    when (call % 10) {
                        0 -> session.customers().use { it.hashCode() }
                        1 -> crossingCustomer(NewCustomer(name = "甲公司 $call", tags = listOf("a", "b")))
                        2 -> try {
                            crossingDate(LocalDate.MAX)
                        } catch (error: BookroomException) {
                            refused.incrementAndGet()
                        }
                        3 -> session.dryRun().use { it.bookId() }
                        else -> crossingText("文字 $call")
                    }
                }
            }
        }
        pool.shutdown()
        check(pool.awaitTermination(30, TimeUnit.MINUTES))
    }
    round(calls / 5)
    System.gc()
    val before = resident()
    round(calls)
    System.gc()
    val after = resident()
    println("$calls calls in $threads threads, ${refused.get()} errors: $before MiB before, $after MiB after")
    val heard = AtomicLong()
    val failed = crossingCallbacks(object : ChangeListener {
        override fun onChanges(changes: List<Change>) {
            if (heard.incrementAndGet() % 2 == 0L) throw IllegalStateException("on purpose")
        }
    }, 8u, 12_500u)
    println("${heard.get()} callbacks from 8 threads of the engine, $failed exceptions in them: ${resident()} MiB")
    repeat(2_000) {
        val subscription = room.addListener(object : ChangeListener {
            override fun onChanges(changes: List<Change>) = Unit
        })
        check(subscription.remove())
        subscription.close()
    }
    println("2,000 listeners added and removed: ${resident()} MiB")
    return refused.get() > 0 && heard.get() == 100_000L && failed == 50_000L && after < before + 64
}
