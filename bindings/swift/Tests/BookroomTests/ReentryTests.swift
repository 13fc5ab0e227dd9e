import Bookroom
import Foundation
import Testing

/// The error of a call that must not hang: it fails at once, or within the watchdog.
func watched(_ call: @escaping @Sendable () throws -> Void) -> (ended: Bool, error: BookroomError?) {
    let (done, found) = (DispatchSemaphore(value: 0), Locked<BookroomError?>(nil))
    Thread.detachNewThread {
        let met = failure(call)
        found.with { $0 = met }
        done.signal()
    }
    let ended = done.wait(timeout: .now() + 30) == .success
    return (ended, found.now)
}

/// Callbacks that call the engine: they read, or are refused at once; none hangs.
@Suite struct ReentryTests {
    func offices() throws -> [Office] {
        let file = try folder().appendingPathComponent("reentry.db").path
        let servers = ProcessInfo.processInfo.environment["BOOKROOM_TEST_SERVERS"] ?? ""
        let urls = [":memory:", file] + servers.split(separator: " ").map(String.init)
        return try urls.map { try Office(Bookroom.open(url: $0)) }
    }

    func refused(_ office: Office) -> [ErrorCode?] {
        let (room, session, book) = (office.room, office.session, office.book)
        return [
            failure { _ = try session.customers().add(customer: NewCustomer(name: "写")) }?.code,
            failure { _ = try session.verify() }?.code,
            failure { _ = try room.signIn(book: book, name: "boss", password: password) }?.code,
            failure { try room.reopen() }?.code,
        ]
    }

    @Test func aRuleReadsItsTransactionAndWritesNothing() throws {
        for office in try offices() {
            let seen = Locked<[ErrorCode?]>([])
            let counts = Locked<[Int]>([])
            try office.room.addRule(command: "customers.add", rule: HostRule { command, session in
                guard case .addCustomers(let added) = command.command else { return [] }
                guard case .addCustomers(let outcome)? = command.outcome else { return [] }
                counts.with { $0 += [added.customers.count, outcome.count] }
                let inside = try session.customers().all().count
                let own = try office.session.customers().all().count
                counts.with { $0 += [inside, own] }
                let codes = refused(office)
                seen.with { $0 += codes }
                return []
            })
            let (ended, error) = watched { try office.customer("甲") }
            #expect(ended && error == nil)
            #expect(counts.now == [1, 1, 1, 1])
            #expect(seen.now == Array(repeating: .withinCallback, count: 4))
            office.room.clearRules()
            try office.room.addRule(command: "*", rule: HostRule { _, session in
                _ = try session.customers().add(customer: NewCustomer(name: "写"))
                return []
            })
            let (again, refusal) = watched { try office.customer("乙") }
            #expect(again && refusal?.code == .withinCallback)
            office.room.clearRules()
            try office.customer("丙")
            #expect(try office.session.customers().all().count == 2)
        }
    }

    @Test func progressReadsAndIsRefusedTheRest() throws {
        for office in try offices() {
            let seen = Locked<[ErrorCode?]>([])
            let progress = OnWriting {
                _ = try office.session.customers().all()
                let codes = refused(office)
                seen.with { $0 += codes }
            }
            let file = ImportSource.bytes(name: "a.csv", bytes: Data("名称\n甲公司\n".utf8))
            let (ended, error) = watched {
                _ = try office.session.exchange().importCustomers(file: file, progress: progress)
            }
            #expect(ended && error == nil)
            #expect(!seen.now.isEmpty && seen.now.allSatisfy { $0 == .withinCallback })
            let throwing = OnWriting { throw OnPurpose() }
            let (stopped, failed) = watched {
                let other = ImportSource.bytes(name: "b.csv", bytes: Data("名称\n乙公司\n".utf8))
                _ = try office.session.exchange().importCustomers(file: other, progress: throwing)
            }
            #expect(stopped && failed?.code == .callbackFailed)
            #expect(try office.session.customers().all().count == 1)
        }
    }

    @Test func aListenerThatWritesIsNotToldOfIt() throws {
        for office in try offices() {
            let calls = Locked(0)
            let session = office.session
            _ = try office.room.addListener(listener: HostListener { changes in
                _ = try session.customers().add(customer: NewCustomer(name: "答 \(changes[0].seq)"))
                calls.with { $0 += changes.count }
            })
            try office.customer("甲")
            #expect(eventually { calls.now == 1 })
            Thread.sleep(forTimeInterval: 0.6)
            #expect(calls.now == 1)
            #expect(try session.customers().all().count == 2)
        }
    }

    @Test func anUnknownCommandIsRefused() throws {
        let room = try Office().room
        let refused = failure {
            try room.addRule(command: "customer.add", rule: HostRule { _, _ in [] })
        }
        #expect(refused?.code == .unknownCommand)
        #expect(refused?.problems[0].fact("nearest")?.hasPrefix("customers.add") == true)
    }
}
