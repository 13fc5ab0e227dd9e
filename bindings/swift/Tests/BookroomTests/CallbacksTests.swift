import Bookroom
import Foundation
import Testing

/// A listener by a closure.
final class HostListener: ChangeListener {
    let body: @Sendable ([Change]) throws -> Void

    init(_ body: @escaping @Sendable ([Change]) throws -> Void) { self.body = body }

    func onChanges(changes: [Change]) throws { try body(changes) }
}

struct OnPurpose: Error {}

final class HostClock: Clock {
    let seconds = Locked<TimeInterval>(0)

    func now() throws -> Date {
        guard seconds.now > 0 else { throw OnPurpose() }
        return Date(timeIntervalSince1970: seconds.now)
    }
}

final class HostProgress: ProgressListener {
    let steps = Locked<[ImportProgress]>([])

    func onProgress(progress: ImportProgress) throws {
        steps.with { $0.append(progress) }
    }
}

/// Does something at each step of writing.
final class OnWriting: ProgressListener {
    let body: @Sendable () throws -> Void

    init(_ body: @escaping @Sendable () throws -> Void) { self.body = body }

    func onProgress(progress: ImportProgress) throws {
        if progress.step == .writing { try body() }
    }
}

let manyCustomers = ImportSource.bytes(
    name: "客户.csv",
    bytes: Data(
        ("客户名称,电话\n" + (1...5_000).map { "公司 \($0)," }.joined(separator: "\n")).utf8))

@Suite struct CallbacksTests {
    @Test func aListenerHearsEveryChangeInOrder() throws {
        let office = try Office()
        let heard = Locked<[Int64]>([])
        let session = office.session
        let subscription = try office.room.addListener(listener: HostListener { changes in
            let added = changes.filter { $0.action == "customers.add" }.map(\.seq)
            heard.with { $0 += added }
            // It may call the engine.
            _ = try session.customers().tags()
        })
        for number in 0..<20 { try office.customer("客户 \(number)") }
        #expect(eventually { heard.now.count == 20 })
        #expect(heard.now == heard.now.sorted() && Set(heard.now).count == 20)
        #expect(subscription.remove())
        #expect(!subscription.remove(), "it is gone")
    }

    @Test func aListenerThatThrowsIsContained() throws {
        let office = try Office()
        let calls = Locked(0)
        _ = try office.room.addListener(listener: HostListener { changes in
            calls.with { $0 += changes.count }
            throw OnPurpose()
        })
        for number in 0..<3 { try office.customer("客户 \(number)") }
        #expect(eventually { calls.now >= 3 }, "it is called again all the same")
    }

    @Test func aRuleRefusesAndSaysWhere() throws {
        let office = try Office()
        try office.room.addRule(command: "customers.add", rule: HostRule { command, _ in
            command.payload.contains("禁")
                ? [RuleViolation(rule: "no-such-name", path: "customers[0].name")] : []
        })
        try office.customer("好")
        let refused = failure { try office.customer("禁") }
        #expect(refused?.code == .hostRule)
        #expect(refused?.paths == ["customers[0].name"])
        #expect(refused?.problems[0].fact("rule") == "no-such-name")
        office.room.clearRules()
        try office.room.addRule(command: "*", rule: HostRule { _, _ in throw OnPurpose() })
        let failed = failure { try office.customer("A") }
        #expect(failed?.code == .callbackFailed)
        #expect(failed?.problems[0].fact("cause")?.contains("OnPurpose") == true)
    }

    @Test func theHostsClockTellsTheTime() throws {
        let clock = HostClock()
        clock.seconds.with { $0 = 1_781_481_600 }
        let office = try Office(Bookroom.open(url: ":memory:", clock: clock))
        #expect(try office.customer("A").createdAt.timeIntervalSince1970 == 1_781_481_600)
        clock.seconds.with { $0 = 1_800_000_000 }
        #expect(try office.customer("B").createdAt.timeIntervalSince1970 == 1_800_000_000)
        clock.seconds.with { $0 = 0 }
        #expect(failure { try office.customer("C") }?.code == .callbackFailed)
        clock.seconds.with { $0 = 1_800_000_000 }
        try office.customer("C")
    }

    @Test func anImportTellsOfItsProgress() throws {
        let csv = "客户名称,电话\n甲公司,021-55551234\n乙公司,\n,\n"
        let progress = HostProgress()
        let office = try Office()
        let report = try office.session.exchange().importCustomers(
            file: .bytes(name: "客户.csv", bytes: Data(csv.utf8)), progress: progress)
        #expect(report.accepted == 2)
        #expect(report.description == report.summaryZh)
        #expect(report.summary(.english).contains("2 taken"))
        let opened = ImportSource.bytes(
            name: "期初.csv", bytes: Data("客户,金额\n甲公司,5\n".utf8))
        let options = OpeningItemImport(on: day)
        let exchange = office.session.exchange()
        #expect(try exchange.importOpeningItems(file: opened, options: options).accepted == 1)
        let again = failure { _ = try exchange.importOpeningItems(file: opened, options: options) }
        #expect(again?.code == .importedBefore)
        #expect(progress.steps.now.contains { $0.step == .writing })
    }

    @Test func anInterruptedImportKeepsNothing() throws {
        let office = try Office()
        let interrupter = Interrupter()
        let stopped = office.session.interruptible(interrupter: interrupter)
        #expect(try stopped.customers().tags().isEmpty)
        let progress = OnWriting { interrupter.interrupt() }
        let refused = failure {
            _ = try stopped.exchange().importCustomers(file: manyCustomers, progress: progress)
        }
        #expect(refused?.code == .interrupted && interrupter.isInterrupted())
        #expect(failure { _ = try stopped.customers().tags() }?.code == .interrupted)
        #expect(try office.session.customers().all().isEmpty)
    }

    @Test func aCancelledTaskBreaksItsWorkOff() async throws {
        let office = try Office()
        let session = office.session
        let (begun, cancelled) = (Locked(false), Locked(false))
        let progress = OnWriting {
            begun.with { $0 = true }
            _ = eventually { cancelled.now }
        }
        let importing = Task {
            try await session.cancellable {
                try $0.exchange().importCustomers(file: manyCustomers, progress: progress)
            }
        }
        while !begun.now { try await Task.sleep(nanoseconds: 1_000_000) }
        importing.cancel()
        cancelled.with { $0 = true }
        await #expect(throws: CancellationError.self) { try await importing.value }
        #expect(try session.customers().all().isEmpty)
        #expect(try await session.cancellable { $0.bookId() } == office.book)
    }

    @Test func callbacksComeFromManyThreadsAndErrorsStayThere() {
        let calls = Locked(0)
        let threads = Locked<Set<UInt>>([])
        let failed = crossingCallbacks(
            listener: HostListener { _ in
                let thread = UInt(bitPattern: ObjectIdentifier(Thread.current).hashValue)
                threads.with { _ = $0.insert(thread) }
                if calls.with({ $0 += 1; return $0 }) % 10 == 0 { throw OnPurpose() }
            }, threads: 8, calls: 250)
        #expect(calls.now == 2_000 && failed == 200 && threads.now.count > 1)
    }
}
