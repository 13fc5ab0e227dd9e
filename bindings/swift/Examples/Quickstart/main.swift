// The quick start of the README, in Swift: a company's messy customer list, its sales and its
// receipts become clean customers, posted books, who owes what, and statements that balance.
//
// usage: quickstart [FOLDER with customers.csv, sales.csv and receipts.csv]

import Bookroom
import Foundation

/// The password of the sample book's first operator. Yours is better.
let password = "Counting-House-8"

func importFiles(_ session: Session, from data: String) throws {
    let exchange = session.exchange()
    let file = { (name: String) in ImportSource.path(path: "\(data)/\(name)") }
    let options = SalesImport(priceMode: .net, unknownProducts: .create)
    let reports = [
        try exchange.importCustomers(file: file("customers.csv")),
        try exchange.importSales(documents: file("sales.csv"), options: options),
        try exchange.importPayments(file: file("receipts.csv")),
    ]
    for report in reports {
        let names = report.files.map(\.name).joined(separator: ", ")
        print("\(names): \(report.rowsRead) read, \(report.accepted) accepted, \(report.rejected) refused")
        for row in report.files.flatMap(\.rejected) {
            let reasons = row.reasons.map(\.problem.textEn).joined(separator: "; ")
            print("  line \(row.line): \(reasons)")
        }
    }
}

/// The first and the last day on which anything was posted.
func days(_ session: Session) throws -> (LocalDate, LocalDate) {
    let day = { (newestFirst: Bool) in
        try session.ledger().entries(
            descending: newestFirst, page: PageRequest(limit: 1)
        ).items[0].on
    }
    return (try day(false), try day(true))
}

/// Who owes what, and the statement of the one who owes most.
func showOwed(_ reports: Reports, _ first: LocalDate, _ last: LocalDate) throws {
    let ageing = try reports.ageing(options: .receivable(on: last))
    let rows = ageing.rows.items
    print("receivable     \(money(ageing.totals?.balance)) from \(rows.count) customers")
    guard let most = rows.max(by: { $0.amounts.balance < $1.amounts.balance }) else { return }
    let statement = try reports.statement(customer: most.customer, from: first, to: last)
    let span = "\(money(statement.opening)) → \(money(statement.closing))"
    print("statement      \(statement.name): \(span) in \(statement.lines.count) lines")
}

/// An amount with two decimal places.
func money(_ amount: Decimal?) -> String {
    guard var rest = amount else { return "" }
    var rounded = Decimal()
    NSDecimalRound(&rounded, &rest, 2, .plain)
    let text = "\(rounded)"
    guard let point = text.firstIndex(of: ".") else { return text + ".00" }
    let places = text.distance(from: point, to: text.endIndex) - 1
    return text + String(repeating: "0", count: 2 - places)
}

/// Does the job; returns whether every proof held.
func run(_ room: Bookroom, _ data: String) throws -> Bool {
    let new = NewBook.chinese(name: "晨星贸易（示例）", ownerName: "boss", ownerPassword: password)
    let book = try room.createBook(book: new)
    let session = try room.signIn(book: book, name: "boss", password: password)
    try importFiles(session, from: data)
    let (first, last) = try days(session)
    let reports = session.reports()
    let trial = try reports.trialBalance(from: first, on: last).totals
    let income = try reports.incomeSummary(from: first, to: last)
    let sides = "\(money(trial.closingDebit)) = \(money(trial.closingCredit))"
    print("trial balance  \(sides)  (\(first) – \(last))")
    print("revenue        \(money(income.totalIncome))")
    print("profit         \(money(income.profit))")
    try showOwed(reports, first, last)
    let verified = try session.verify()
    print(
        "verified       \(verified.entries) entries, \(verified.documents) documents, "
            + "\(verified.payments) payments")
    for finding in verified.findings {
        print("differs        \(finding.check): \(finding.expected), not \(finding.found)")
    }
    return trial.closingDebit == trial.closingCredit && verified.findings.isEmpty
}

let data = CommandLine.arguments.dropFirst().first ?? "examples/data"
let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("bookroom-quickstart-\(UUID().uuidString)")
do {
    let holds = try run(Bookroom.open(in: folder), data)
    try? FileManager.default.removeItem(at: folder)
    exit(holds ? 0 : 1)
} catch let error as BookroomError {
    print(error.text(.english))
    exit(1)
}
