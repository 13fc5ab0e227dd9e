/*
 * A day in the field, without a network: a salesperson meets a customer, invoices, takes money,
 * notes a complaint, and hands over a statement. The telephone goes to sleep in between.
 *
 * usage: fieldsales [FOLDER for the store]
 */
package dev.bookroom.examples.fieldsales

import dev.bookroom.*
import java.io.File
import java.math.BigDecimal
import java.time.Clock as JavaClock
import java.time.LocalDate
import kotlin.io.path.createTempDirectory

private const val PASSWORD = "Field-Sales-2026"

fun main(arguments: Array<String>) {
    val folder = arguments.firstOrNull()?.let(::File) ?: createTempDirectory("fieldsales").toFile()
    openBookroom(folder).use { room ->
        val book = room.books().firstOrNull()?.id ?: room.createBook(NewBook.chinese("远山商行", "boss", PASSWORD))
        room.signedIn(book, "boss", PASSWORD) { session -> Visit(room, session).run() }
    }
}

private class Visit(private val room: Bookroom, private val session: Session) {
    private val today: LocalDate = LocalDate.now(JavaClock.systemUTC())

    fun run() {
        val customer = meet()
        val invoice = invoice(customer)
        sleep()
        pay(invoice)
        complain(customer, invoice)
        statement(customer)
    }

    private fun meet(): Customer {
        val customers = session.customers()
        val new = NewCustomer(
            name = "向阳小学",
            channels = listOf(Channel(kind = ChannelKind.MOBILE, value = "13812345678")),
            tags = listOf("学校"),
        )
        for (hint in customers.duplicatesOf(new)) println("perhaps known: ${hint.name}")
        val customer = customers.add(new)
        customers.addContact(NewContact(
            customer = customer.id,
            name = "王老师",
            title = "后勤主任",
            isPrimary = true,
        ))
        println("customer   ${customer.id} ${customer.name}")
        return customer
    }

    private fun invoice(customer: Customer): Invoice {
        val products = session.billing().products()
        val code = "DESK"
        if (products.findByCodes(listOf(code)).isEmpty()) {
            products.add(NewProduct(code = code, name = "课桌", unit = "张", unitPrice = BigDecimal("180"), taxRate = BigDecimal("0.13")))
        }
        val new = NewInvoice.sale(customer.id, today, listOf(
            NewInvoiceLine(product = code, quantity = BigDecimal("45"), discount = Discount.Rate(BigDecimal("0.05"))),
        ))
        val invoices = session.billing().invoices()
        // Tried first: the customer sees the total before anything is kept.
        val shown = session.dryRun().billing().invoices().draft(new)
        println("shown      ${shown.gross} with tax")
        val invoice = invoices.draftAndPost(listOf(new)).single()
        check(invoice.gross == shown.gross) { "the invoice differs from what was shown" }
        println("invoice    ${invoice.number} ${invoice.gross}, due ${invoice.dueOn}")
        return invoice
    }

    /** The application goes to the background, and comes back. */
    private fun sleep() {
        check(room.suspendStore())
        val refused = runCatching { session.customers().count() }.exceptionOrNull()
        check(refused is BookroomException.Closed) { "the store is asleep" }
        room.reopen()
    }

    private fun pay(invoice: Invoice) {
        val payments = session.billing().payments()
        // A key of one's own: given twice by a nervous thumb, it is recorded once.
        val keyed = session.withRequestKey("pay-${invoice.number}").billing().payments()
        val received = NewPayment.received(invoice.customer, today, BigDecimal("5000"))
        val payment = keyed.record(received)
        check(keyed.record(received).id == payment.id)
        check(payments.totals().count == payments.list(sort = PaymentSort.PAID_ON).items.size.toLong())
        println("payment    ${payment.number} ${payment.amount}, allocated ${payment.allocated}")
    }

    private fun complain(customer: Customer, invoice: Invoice) {
        val service = session.service()
        val case = service.open(NewCase(
            kind = CaseKind.COMPLAINT,
            subject = "两张课桌有划痕",
            customer = customer.id,
            invoice = invoice.id,
        ))
        service.addNote(case.id, "明天带两张新桌面去换。", true)
        println("case       ${case.number} ${case.subject}")
    }

    private fun statement(customer: Customer) {
        val statement = session.reports().statement(customer.id, today.withDayOfMonth(1), today)
        println("statement  ${statement.name}")
        for (line in statement.lines) println("  ${line.on}  ${line.number}  ${line.debit}  ${line.credit}  ${line.balance}")
        println("  closing ${statement.closing}")
        // 45 desks at 180 less 5 % and plus 13 % tax, less 5,000 received.
        check(statement.closing.compareTo(BigDecimal("3695.35")) == 0) { "the statement is wrong" }
        check(session.verify().findings.isEmpty()) { "the books do not hold" }
        println("the books hold")
    }
}
