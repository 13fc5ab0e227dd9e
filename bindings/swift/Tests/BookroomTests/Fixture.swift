import Bookroom
import Foundation

/// A password that every policy takes.
let password = "Counting-House-8"

/// A fixed day in all samples.
let day = LocalDate(2026, 6, 15)!

/// A new folder in the machine's temporary one.
func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("bookroom-swift-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
}

/// A store with a book, and its owner at work.
struct Office: Sendable {
    let room: Bookroom
    let book: BookId
    let session: Session

    init(_ room: Bookroom) throws {
        self.room = room
        book = try room.createBook(
            book: .chinese(name: "测试公司", ownerName: "boss", ownerPassword: password))
        session = try room.signIn(book: book, name: "boss", password: password)
    }

    /// In memory.
    init() throws { try self.init(Bookroom.open(url: ":memory:")) }

    @discardableResult
    func customer(_ name: String) throws -> Customer {
        try session.customers().add(customer: NewCustomer(name: name))
    }

    func entry(_ amount: Decimal) -> NewJournalEntry {
        NewJournalEntry(
            on: day, summary: "收款", attachments: 0,
            postings: [.debit("1002", amount), .credit("3001", amount)])
    }
}

/// The error that a call throws.
func failure(_ call: () throws -> Void) -> BookroomError? {
    do {
        try call()
        return nil
    } catch {
        return error as? BookroomError
    }
}

/// A value behind a lock.
final class Locked<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    @discardableResult
    func with<Result>(_ change: (inout Value) -> Result) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return change(&value)
    }

    var now: Value { with { $0 } }
}

/// Waits until something holds, at most 20 seconds; returns whether it did.
func eventually(_ holds: () -> Bool) -> Bool {
    for _ in 0..<400 {
        if holds() { return true }
        Thread.sleep(forTimeInterval: 0.05)
    }
    return false
}
