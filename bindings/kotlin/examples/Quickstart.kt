/*
 * The quick start of the README, in Kotlin: a company's messy customer list, its sales and its
 * receipts become clean customers, posted books, who owes what, and statements that balance.
 *
 * usage: quickstart [FOLDER with customers.csv, sales.csv and receipts.csv]
 */
package dev.bookroom.examples.quickstart

import dev.bookroom.*
import java.io.File
import java.time.LocalDate
import kotlin.io.path.createTempDirectory
import kotlin.system.exitProcess

/** The password of the sample book's first operator. Yours is better. */
private const val PASSWORD = "Counting-House-8"

fun main(arguments: Array<String>) {
    val data = File(arguments.firstOrNull() ?: "examples/data")
    val folder = createTempDirectory("bookroom-quickstart").toFile()
    val holds = try {
        openBookroom(folder).use { room -> run(room, data) }
    } catch (error: BookroomException) {
        System.err.println(error.text(Language.ENGLISH))
        false
    } finally {
        folder.deleteRecursively()
    }
    exitProcess(if (holds) 0 else 1)
}

/** Does the job; returns whether every proof held. */
private fun run(room: Bookroom, data: File): Boolean {
    val book = room.createBook(NewBook.chinese("晨星贸易（示例）", "boss", PASSWORD))
    return room.signedIn(book, "boss", PASSWORD) { session ->
        import(session, data)
        val (first, last) = days(session)
        val reports = session.reports()
        val trial = reports.trialBalance(first, last).totals
        val income = reports.incomeSummary(first, last)
        println("trial balance  ${trial.closingDebit} = ${trial.closingCredit}  ($first – $last)")
        println("revenue        ${income.totalIncome}")
        println("profit         ${income.profit}")
        owed(reports, first, last)
        val verified = session.verify()
        println("verified       ${verified.entries} entries, ${verified.documents} documents, ${verified.payments} payments")
        verified.findings.forEach { println("differs        ${it.check} ${it.subject}: ${it.expected}, not ${it.found}") }
        trial.closingDebit == trial.closingCredit && verified.findings.isEmpty()
    }
}

private fun import(session: Session, data: File) = session.exchange().use { exchange ->
    fun file(name: String) = ImportSource.Path(File(data, name).path)
    val options = SalesImport(priceMode = PriceMode.NET, unknownProducts = UnknownValues.CREATE)
    for (report in listOf(
        exchange.importCustomers(file("customers.csv")),
        exchange.importSales(file("sales.csv"), options),
        exchange.importPayments(file("receipts.csv")),
    )) {
        println("${report.files.joinToString { it.name }}: ${report.rowsRead} read, ${report.accepted} accepted, ${report.rejected} refused")
        for (row in report.files.flatMap { it.rejected }) {
            println("  line ${row.line}: ${row.reasons.joinToString("; ") { it.problem.textEn }}")
        }
    }
}

/** The first and the last day on which anything was posted. */
private fun days(session: Session): Pair<LocalDate, LocalDate> = session.ledger().use { ledger ->
    fun day(newestFirst: Boolean) =
        ledger.entries(descending = newestFirst, page = PageRequest(1u)).items.single().on
    day(false) to day(true)
}

/** Who owes what, and the statement of the one who owes most. */
private fun owed(reports: Reports, first: LocalDate, last: LocalDate) {
    val ageing = reports.ageing(AgeingOptions.receivable(last))
    println("receivable     ${ageing.totals?.balance} from ${ageing.rows.items.size} customers")
    val most = ageing.rows.items.maxBy { it.amounts.balance }
    val statement = reports.statement(most.customer, first, last)
    println("statement      ${statement.name}: ${statement.opening} → ${statement.closing} in ${statement.lines.size} lines")
}
