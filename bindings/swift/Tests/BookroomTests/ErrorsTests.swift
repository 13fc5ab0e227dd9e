import Bookroom
import Foundation
import Testing

@Suite struct ErrorsTests {
    /// Asserts the kind and code of what a call throws.
    @discardableResult
    func fails(_ kind: ErrorKind, _ code: ErrorCode, _ call: () throws -> Void) throws -> BookroomError {
        let thrown = failure(call)
        let error = try #require(thrown)
        #expect(error.kind == kind && error.code == code, "\(error)")
        #expect(error.problems.allSatisfy { $0.kind == kind && !$0.textEn.isEmpty && !$0.textZh.isEmpty })
        return error
    }

    @Test func invalidHoldsAllViolationsWithTheirPaths() throws {
        let wrong = NewJournalEntry(
            on: day, summary: "", attachments: -1,
            postings: [
                NewPosting(account: "1002", debit: Decimal(string: "1.001")),
                NewPosting(account: "no-such", credit: 1),
            ])
        let ledger = try Office().session.ledger()
        let error = try fails(.invalid, .tooManyDecimals) { _ = try ledger.post(entry: wrong) }
        #expect(error.problems.count >= 3)
        #expect(error.paths.contains("entries[0].postings[0].debit"))
        #expect(error.problems[0].fact("decimals") == "2")
        #expect(error.text(.chinese).contains("小数位数过多"))
        #expect(error.text(.english).contains("more decimal places"))
    }

    @Test func notFound() throws {
        let customers = try Office().session.customers()
        try fails(.notFound, .notFound) { _ = try customers.get(id: 99) }
    }

    @Test func denied() throws {
        let office = try Office()
        try fails(.denied, .signInFailed) {
            _ = try office.room.signIn(book: office.book, name: "boss", password: "wrong")
        }
    }

    @Test func conflict() throws {
        let office = try Office()
        let one = try office.customer("A")
        try fails(.conflict, .versionConflict) {
            _ = try office.session.customers().edit(
                id: one.id, version: one.version + 1, edit: CustomerEdit(name: "B"))
        }
    }

    @Test func duplicate() throws {
        let customers = try Office().session.customers()
        _ = try customers.add(customer: NewCustomer(code: "1", name: "A"))
        try fails(.duplicate, .alreadyExists) {
            _ = try customers.add(customer: NewCustomer(code: "1", name: "B"))
        }
    }

    @Test func closedAndOpenAgain() throws {
        let office = try Office(Bookroom.open(in: folder()))
        #expect(try office.room.suspendStore())
        try fails(.closed, .storeClosed) { _ = try office.session.customers().tags() }
        try office.room.reopen()
        #expect(try office.session.customers().tags().isEmpty)
        #expect(try office.room.books().count == 1)
    }

    @Test func busy() throws {
        let file = try folder().appendingPathComponent("b.db").path
        let office = try Office(Bookroom.open(url: file))
        let other = try Bookroom.open(url: file, busyWait: 0.05)
        let session = try other.signIn(book: office.book, name: "boss", password: password)
        // A rule runs inside the transaction: another thread meets it there.
        let inside = Locked<BookroomError?>(nil)
        try office.room.addRule(command: "customers.add", rule: HostRule { _, _ in
            let (done, new) = (DispatchSemaphore(value: 0), NewCustomer(name: "B"))
            Thread.detachNewThread {
                let met = failure { _ = try session.customers().add(customer: new) }
                inside.with { $0 = met }
                done.signal()
            }
            done.wait()
            return []
        })
        try office.customer("A")
        #expect(inside.now?.code == .busy && inside.now?.kind == .busy)
    }

    @Test func storage() throws {
        let file = try folder().appendingPathComponent("no.db")
        try String(repeating: "this is no database", count: 100)
            .write(to: file, atomically: true, encoding: .utf8)
        try fails(.storage, .notAStore) { _ = try Bookroom.open(url: file.path) }
        try fails(.storage, .noFolder) { _ = try Bookroom.open(url: "/no/such/folder/a.db") }
        let exchange = try Office().session.exchange()
        try fails(.storage, .noFolder) {
            _ = try exchange.importCustomers(file: .path(path: "/no/such/file.csv"))
        }
        let missing = file.deletingLastPathComponent().appendingPathComponent("none.csv")
        try fails(.storage, .noFile) {
            _ = try exchange.importCustomers(file: .path(path: missing.path))
        }
    }

    @Test func unsupported() throws {
        // A library that is built for servers has them all.
        if ProcessInfo.processInfo.environment["BOOKROOM_TEST_SERVERS"]?.isEmpty ?? true {
            try fails(.unsupported, .noBackend) { _ = try Bookroom.open(url: "postgres://localhost/x") }
        }
        let room = try Office().room
        #expect(try !room.suspendStore(), "a store in memory would be lost")
        try fails(.unsupported, .memoryStore) { try room.shutdown() }
    }
}

/// A rule by a closure.
final class HostRule: Rule {
    let body: @Sendable (CommandView, Session) throws -> [RuleViolation]

    init(_ body: @escaping @Sendable (CommandView, Session) throws -> [RuleViolation]) {
        self.body = body
    }

    func check(command: CommandView, session: Session) throws -> [RuleViolation] {
        try body(command, session)
    }
}
