// What crossing costs from Swift, and what a long run leaves behind. Prints lines of
// `name nanoseconds` for the first part and sentences for the second; see `bindings/bench.sh`.

import Bookroom
import Foundation

let password = "Counting-House-8"
let rows = 100_000

func measure(_ name: String, _ count: Int, _ work: () throws -> Void) rethrows {
    let begun = DispatchTime.now().uptimeNanoseconds
    for _ in 0..<count { try work() }
    print("\(name) \((DispatchTime.now().uptimeNanoseconds - begun) / UInt64(count))")
}

/// Does `work` three times and prints what the middle one took; `prepare` is not counted.
func middle<T>(_ name: String, _ prepare: () throws -> T, _ work: (T) throws -> Void) rethrows {
    var times: [UInt64] = []
    for _ in 0..<3 {
        let prepared = try prepare()
        let begun = DispatchTime.now().uptimeNanoseconds
        try work(prepared)
        times.append(DispatchTime.now().uptimeNanoseconds - begun)
    }
    print("\(name) \(times.sorted()[1])")
}

func require(_ holds: Bool, _ what: String) {
    if !holds {
        print("wrong: \(what)")
        exit(1)
    }
}

/// The memory that the system has given this process, in MiB.
func resident() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) / 1024
}

final class Counter: ChangeListener, @unchecked Sendable {
    private let lock = NSLock()
    private(set) var heard = 0
    struct OnPurpose: Error {}

    func onChanges(changes: [Change]) throws {
        lock.lock()
        heard += 1
        let number = heard
        lock.unlock()
        if number % 2 == 0 { throw OnPurpose() }
    }
}

func bulk(_ room: Bookroom, _ session: Session, _ customers: Customers) throws {
    let first = LocalDate(2026, 6, 1)!
    let entries = (0..<rows / 2).map { row in
        let amount = Decimal(100 + row) / 100
        return NewJournalEntry(
            on: first.adding(days: row % 28), summary: "批量 \(row)", attachments: 0,
            postings: [.debit("1002", amount), .credit("3001", amount)])
    }
    let otherBook = {
        let book = try room.createBook(
            book: .chinese(name: "测量", ownerName: "boss", ownerPassword: password))
        return try room.signIn(book: book, name: "boss", password: password)
    }
    try middle("100,000 postings posted as records", otherBook) {
        _ = try $0.ledger().postMany(entries: entries)
    }
    try middle("100,000 postings posted as columns", otherBook) { other in
        var table = TableWriter(rows: rows)
        table.integers("entry") { Int64($0 / 2) }
        table.dates("on") { first.adding(days: $0 / 2 % 28) }
        table.texts("summary") { "批量 \($0 / 2)" }
        table.texts("account") { $0 % 2 == 0 ? "1002" : "3001" }
        table.units("debit", scale: 2) { $0 % 2 == 0 ? Int64(100 + $0 / 2) : nil }
        table.units("credit", scale: 2) { $0 % 2 == 1 ? Int64(100 + $0 / 2) : nil }
        require(try other.ledger().postColumns(table).rows == rows / 2, "receipts")
    }
    for chunk in 0..<10 {
        let names = (0..<10_000).map { NewCustomer(name: "客户 \(chunk * 10_000 + $0)") }
        _ = try customers.addMany(customers: names)
    }
    try middle("100,000 customers listed as records", {}) {
        require(try customers.all().count == rows + 1, "customers")
    }
    try middle("100,000 customers listed as columns", {}) {
        let columns = try customers.listColumns()
        let whole = try columns.integers("id").count + columns.texts("name").count
        require(whole == 2 * (rows + 1), "customers")
    }
}

/// A million calls, objects made and freed, callbacks from other threads, errors in them.
func leaks(_ room: Bookroom, _ session: Session) throws {
    let calls = 1_000_000
    func round(_ count: Int) {
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            for call in 0..<count / 4 {
                switch call % 10 {
                case 0: _ = session.customers()
                case 1: _ = try? crossingCustomer(customer: NewCustomer(name: "甲公司 \(call)"))
                case 2: _ = try? crossingDate(date: LocalDate(daysSinceEpoch: Int64.max))
                case 3: _ = session.dryRun().bookId()
                default: _ = crossingText(text: "文字 \(call)")
                }
            }
        }
    }
    round(calls / 5)
    let before = resident()
    round(calls)
    let after = resident()
    print("\(calls) calls in 4 threads: \(before) MiB before, \(after) MiB after")
    let counter = Counter()
    let failed = crossingCallbacks(listener: counter, threads: 8, calls: 12_500)
    print("\(counter.heard) callbacks from 8 threads of the engine, \(failed) errors in them: \(resident()) MiB")
    weak var gone: Counter?
    for _ in 0..<2_000 {
        let listener = Counter()
        gone = listener
        require(try room.addListener(listener: listener).remove(), "subscription")
    }
    print("2,000 listeners added and removed: \(resident()) MiB")
    require(counter.heard == 100_000 && failed == 50_000, "callbacks")
    require(after < before + 64, "memory grows")
    for _ in 0..<100 where gone != nil { Thread.sleep(forTimeInterval: 0.05) }
    require(gone == nil, "a listener that was removed is freed")
}

let room = try Bookroom.open(url: ":memory:")
let book = try room.createBook(
    book: .chinese(name: "测量", ownerName: "boss", ownerPassword: password))
let session = try room.signIn(book: book, name: "boss", password: password)
if CommandLine.arguments.dropFirst().first == "leaks" {
    try leaks(room, session)
} else {
    measure("number", 10_000_000) { _ = crossingNumber(number: 1) }
    let number = Decimal(string: "423772.89")!
    try measure("decimal", 200_000) { _ = try crossingDecimal(number: number) }
    let customer = NewCustomer(name: "甲公司")
    try measure("record", 50_000) { _ = try crossingCustomer(customer: customer) }
    let customers = session.customers()
    let added = try customers.add(customer: customer)
    try measure("get a customer", 5_000) { _ = try customers.get(id: added.id) }
    try bulk(room, session, customers)
}
