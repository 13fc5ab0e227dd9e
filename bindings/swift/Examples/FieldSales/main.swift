// A day in the field, without a network: a salesperson meets a customer, invoices, takes money,
// notes a complaint, and hands over a statement. The telephone goes to sleep in between.
//
// usage: fieldsales [FOLDER for the store]

import Bookroom
import Foundation

let password = "Field-Sales-2026"

struct Wrong: Error {
    let what: String
}

func check(_ holds: Bool, _ what: String) throws {
    if !holds { throw Wrong(what: what) }
}

struct Visit {
    let room: Bookroom
    let session: Session
    let today = LocalDate(of: Date(), in: TimeZone(secondsFromGMT: 0)!)

    func run() throws {
        let customer = try meet()
        let invoice = try invoice(customer)
        try sleep()
        try pay(invoice)
        try complain(customer, invoice)
        try statement(customer)
    }

    func meet() throws -> Customer {
        let customers = session.customers()
        let new = NewCustomer(
            name: "向阳小学", channels: [Channel(kind: .mobile, value: "13812345678")], tags: ["学校"])
        for hint in try customers.duplicatesOf(customer: new) { print("perhaps known: \(hint.name)") }
        let customer = try customers.add(customer: new)
        _ = try customers.addContact(
            contact: NewContact(
                customer: customer.id, name: "王老师", title: "后勤主任",
                isPrimary: true))
        print("customer   \(customer.id) \(customer.name)")
        return customer
    }

    func invoice(_ customer: Customer) throws -> Invoice {
        let products = session.billing().products()
        if try products.findByCodes(codes: ["DESK"]).isEmpty {
            _ = try products.add(
                product: NewProduct(
                    code: "DESK", name: "课桌", unit: "张", unitPrice: 180,
                    taxRate: Decimal(string: "0.13")!))
        }
        let line = NewInvoiceLine(product: "DESK", quantity: 45, discount: .rate(Decimal(string: "0.05")!))
        let new = NewInvoice.sale(customer: customer.id, issueOn: today, lines: [line])
        // Tried first: the customer sees the total before anything is kept.
        let shown = try session.dryRun().billing().invoices().draft(invoice: new)
        print("shown      \(shown.gross) with tax")
        let invoice = try session.billing().invoices().draftAndPost(invoices: [new])[0]
        try check(invoice.gross == shown.gross, "the invoice differs from what was shown")
        print("invoice    \(invoice.number ?? "") \(invoice.gross), due \(invoice.dueOn)")
        return invoice
    }

    /// The application goes to the background, and comes back.
    func sleep() throws {
        try check(room.suspendStore(), "the store cannot sleep")
        do {
            _ = try session.customers().count()
            throw Wrong(what: "the store is not asleep")
        } catch BookroomError.Closed {
            try room.reopen()
        }
    }

    func pay(_ invoice: Invoice) throws {
        // A key of one's own: given twice by a nervous thumb, it is recorded once.
        let keyed = session.withRequestKey(key: "pay-\(invoice.number ?? "")")
        let received = NewPayment.received(customer: invoice.customer, paidOn: today, amount: 5000)
        let payment = try keyed.billing().payments().record(payment: received)
        let again = try keyed.billing().payments().record(payment: received)
        try check(again.id == payment.id, "recorded twice")
        print("payment    \(payment.number) \(payment.amount), allocated \(payment.allocated)")
    }

    func complain(_ customer: Customer, _ invoice: Invoice) throws {
        let service = session.service()
        let new = NewCase(
            kind: .complaint, subject: "两张课桌有划痕", customer: customer.id, invoice: invoice.id)
        let opened = try service.open(newCase: new)
        _ = try service.addNote(caseId: opened.id, body: "明天带两张新桌面去换。", isPublic: true)
        print("case       \(opened.number) \(opened.subject)")
    }

    func statement(_ customer: Customer) throws {
        let first = LocalDate(today.year, today.month, 1)!
        let statement = try session.reports().statement(customer: customer.id, from: first, to: today)
        print("statement  \(statement.name)")
        for line in statement.lines {
            print("  \(line.on)  \(line.number ?? "")  \(line.debit)  \(line.credit)  \(line.balance)")
        }
        print("  closing \(statement.closing)")
        // 45 desks at 180 less 5 % and plus 13 % tax, less 5,000 received.
        try check(statement.closing == Decimal(string: "3695.35"), "the statement is wrong")
        try check(session.verify().findings.isEmpty, "the books do not hold")
        print("the books hold")
    }
}

let folder =
    CommandLine.arguments.dropFirst().first.map { URL(fileURLWithPath: $0) }
    ?? FileManager.default.temporaryDirectory.appendingPathComponent("fieldsales-\(UUID().uuidString)")
let room = try Bookroom.open(in: folder)
let book =
    try room.books().first?.id
    ?? room.createBook(book: .chinese(name: "远山商行", ownerName: "boss", ownerPassword: password))
let session = try room.signIn(book: book, name: "boss", password: password)
try Visit(room: room, session: session).run()
