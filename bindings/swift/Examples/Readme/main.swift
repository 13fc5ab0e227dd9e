import Bookroom
import Foundation

let room = try Bookroom.open(url: ":memory:")  // or open(in: folder)
let book = try room.createBook(
    book: .chinese(name: "晨光贸易", ownerName: "boss", ownerPassword: "Counting-House-8"))
let session = try room.signIn(book: book, name: "boss", password: "Counting-House-8")
let customer = try session.customers().add(customer: NewCustomer(name: "蓝湖商行"))
let tea = NewInvoiceLine(
    description: "绿茶 Green tea", quantity: 12, unitPrice: Decimal(string: "35.80"),
    taxRate: Decimal(string: "0.13"))
let invoice = NewInvoice.sale(
    customer: customer.id, issueOn: LocalDate(2026, 6, 15)!, lines: [tea])
let posted = try session.billing().invoices().draftAndPost(invoices: [invoice])[0]
assert(posted.gross == Decimal(string: "485.45"))
