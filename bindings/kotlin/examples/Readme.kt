import dev.bookroom.*
import java.math.BigDecimal
import java.time.LocalDate

fun main() = Bookroom.open(":memory:").use { room -> // or openBookroom(folder)
    val book = room.createBook(NewBook.chinese("晨光贸易", "boss", "Counting-House-8"))
    room.signedIn(book, "boss", "Counting-House-8") { session ->
        val customer = session.customers().add(NewCustomer(name = "蓝湖商行"))
        val tea = NewInvoiceLine(
            description = "绿茶 Green tea",
            quantity = BigDecimal(12),
            unitPrice = BigDecimal("35.80"),
            taxRate = BigDecimal("0.13"),
        )
        val invoice = NewInvoice.sale(customer.id, LocalDate.of(2026, 6, 15), listOf(tea))
        val posted = session.billing().invoices().draftAndPost(listOf(invoice)).single()
        check(posted.gross == BigDecimal("485.45"))
    }
}
