import Bookroom
import Foundation
import Testing

@Suite struct EngineTests {
    @Test func everyCommandHasAMethodOnItsArea() throws {
        let names = commandNames()
        #expect(names.count > 70)
        let source = try generated()
        for name in names {
            let rows = commandMethods().filter { $0.command == name }
            #expect(!rows.isEmpty, "no method gives \(name)")
            for row in rows {
                let words = row.method.split(separator: "_")
                let camel = words[0] + words.dropFirst().map(\.capitalized).joined()
                let type = source.components(separatedBy: "open class \(row.area): \(row.area)Protocol")
                let has = type.last?.contains("open func \(camel)(") == true
                    || type.last?.contains("open func `\(camel)`(") == true
                #expect(type.count == 2 && has, "\(row.area).\(camel)")
            }
        }
    }

    @Test func documentationIsCarriedOver() throws {
        let lines = try generated().components(separatedBy: "\n")
        var bare: [String] = []
        for (at, line) in lines.enumerated() where at > 0 {
            let isType = line.hasPrefix("public struct ") || line.hasPrefix("public enum ")
            let isOurs = isType && !line.contains("FfiConverter") && !line.contains("UniFFI")
            // A remark of the generator may stand between.
            let above = lines[..<at].last { !$0.isEmpty && !$0.hasPrefix("// ") }
            if isOurs, above?.hasSuffix("*/") != true { bare.append(line) }
        }
        #expect(bare == [])
        #expect(lines.contains { $0.contains("Fails with:") })
        #expect(lines.contains { $0.contains("The lines, 1 to 10,000.") })
    }

    private func generated() throws -> String {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = here.appendingPathComponent("../../Sources/Bookroom/generated/Bookroom.swift")
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test func placesAreLookedUpBothWays() throws {
        let places = try Office().session.places()
        let hangzhou = try places.search(text: "hz", limit: 20).first { $0.city == "杭州市" }
        #expect(hangzhou?.areaCode == "0571")
        #expect(try places.findByAreaCode(areaCode: "571").first == hangzhou)
        #expect(try places.findByPostalCode(postalCode: "310000").places.contains { $0 == hangzhou })
        #expect(try places.locate(phone: "0571-88881234").places.first == hangzhou)
        #expect(throws: BookroomError.self) { try places.findByPostalCode(postalCode: "31") }
    }

    @Test func dealingsMoveTheLastAndTheNextContact() throws {
        let session = try Office().session
        let buyer = try session.customers().add(customer: NewCustomer(name: "青禾"))
        let dealings = session.dealings()
        let later = day.adding(days: 36500)
        let call = try dealings.add(
            dealing: NewDealing(customer: buyer.id, kind: "call", subject: "续约", nextContactOn: later))
        let known = try session.customers().get(id: buyer.id)
        #expect(known.lastDealing == call.id)
        #expect(known.nextContactOn == later)
        let edited = try dealings.edit(
            id: call.id, version: call.version,
            edit: DealingEdit(content: .set("价格谈妥"), nextContactOn: .clear))
        #expect(edited.content == "价格谈妥")
        #expect(try session.customers().get(id: buyer.id).nextContactOn == nil)
        #expect(try dealings.count(filter: DealingFilter(kinds: ["call"])) == 1)
        let wanted = TimelineFilter(kinds: [.dealing])
        #expect(try session.reports().timeline(customer: buyer.id, filter: wanted).items[0].text == "续约")
        _ = try dealings.remove(edited)
        #expect(try session.customers().get(id: buyer.id).lastContactOn == nil)
    }

    @Test func tasksComeAgainByTheirRule() throws {
        let session = try Office().session
        let tasks = session.tasks()
        let late = day.adding(days: 36500)
        let first = try tasks.add(
            task: NewTask(title: "日报", dueOn: late, recurrence: "FREQ=DAILY;INTERVAL=2"))
        let edited = try tasks.edit(
            id: first.id, version: first.version,
            edit: TaskEdit(note: .set("带公章"), priority: .high))
        let done = try tasks.finish(tasks: [TaskVersion(id: edited.id, version: edited.version)])
        let next = try #require(done[0].followedBy)
        #expect(try tasks.get(id: next).dueOn == late.adding(days: 2))
        #expect(try tasks.count(filter: TaskFilter(states: [.open])) == 1)
        let refused = failure {
            _ = try tasks.add(task: NewTask(title: "x", dueOn: day, recurrence: "FREQ=OFTEN"))
        }
        #expect(refused?.paths == ["tasks[0].recurrence"])
    }

    @Test func everyAreaAnswers() throws {
        let office = try Office()
        let session = office.session
        #expect(try session.access().operators().count == 1)
        #expect(try session.changes().head().seq > 0)
        #expect(try !session.dictionaries().list().isEmpty)
        #expect(try !session.ledger().accounts().isEmpty)
        #expect(try session.billing().products().list(sort: .code).items.isEmpty)
        #expect(try session.billing().payments().totals().count == 0)
        #expect(try session.billing().invoices().totals().isEmpty)
        #expect(try session.service().openByAssignee().isEmpty)
        #expect(try session.exchange().imports().items.isEmpty)
        #expect(try session.reports().incomeSummary(from: day, to: day).profit == 0)
        #expect(try session.customers().count() == 0)
        let verified = try session.verify()
        #expect(verified.findings.isEmpty)
        #expect(try office.room.verify(book: office.book, known: verified.head).findings.isEmpty)
        #expect(session.permissions().contains { $0.permission == .ledgerPost && $0.reach == .all })
        #expect(session.fieldRight(field: .customerNote) == .write)
    }

    @Test func aPostingADryRunARequestKeyABatch() throws {
        let office = try Office()
        let ledger = office.session.ledger()
        #expect(try office.session.dryRun().ledger().post(entry: office.entry(10)).label == "记-1")
        #expect(try ledger.post(entry: office.entry(10)).label == "记-1")
        let keyed = office.session.withRequestKey(key: "key-1")
        let receipt = try keyed.ledger().post(entry: office.entry(5))
        #expect(try keyed.ledger().post(entry: office.entry(5)) == receipt)
        #expect(failure { _ = try keyed.ledger().post(entry: office.entry(6)) }?.code == .keyReused)
        #expect(try ledger.balance(account: "1002", on: day).balance == 15)
        let outcomes = try office.session.batch(commands: [
            .addCustomers(AddCustomers(customers: [NewCustomer(name: "A")])),
            .postEntries(PostEntries(entries: [office.entry(1)])),
        ])
        guard case .addCustomers(let added) = outcomes[0] else {
            Issue.record("another outcome came back")
            return
        }
        #expect(added.map(\.name) == ["A"])
        let refused = failure {
            let nameless = AddCustomers(customers: [NewCustomer(name: "")])
            _ = try office.session.batch(commands: [.addCustomers(nameless)])
        }
        #expect(refused?.paths == ["commands[0].customers[0].name"])
    }

    @Test func aRecordStandsForItsIdAndVersion() throws {
        let session = try Office().session
        let buyer = try session.customers().add(customer: NewCustomer(name: "青禾"))
        let retired = try session.customers().setActive(buyer, active: false)
        #expect(!retired.active)
        _ = try session.customers().setActive(retired, active: true)
        let line = NewInvoiceLine(description: "茶", quantity: 1, unitPrice: 100)
        let invoices = session.billing().invoices()
        let draft = try invoices.draft(
            invoice: .sale(customer: buyer.id, issueOn: day, lines: [line]))
        let invoice = try invoices.post(draft)
        let payments = session.billing().payments()
        let open = NewPayment(
            direction: .in, purpose: .settlement, customer: buyer.id, paidOn: day, amount: 50,
            allocate: .none)
        let made = try payments.allocateTo(payments.record(payment: open), invoice, amount: 30)
        #expect(made.amount == 30)
        #expect(invoice.seen == InvoiceVersion(id: invoice.id, version: invoice.version))
    }

    @Test func aLimitStopsSalesAndAFamilyOwesTogether() throws {
        let session = try Office().session
        let customers = session.customers()
        let holding = try customers.add(customer: NewCustomer(name: "控股"))
        let buyer = try customers.add(customer: NewCustomer(name: "青禾"))
        let below = try customers.setParent(id: buyer.id, version: buyer.version, parent: holding.id)
        #expect(try customers.family(id: buyer.id).map(\.customer) == [holding.id, buyer.id])
        let limited = try customers.setCreditLimit(id: buyer.id, version: below.version, limit: 100)
        #expect(limited.creditLimit == 100)
        let line = NewInvoiceLine(description: "茶", quantity: 1, unitPrice: 101)
        let sale = NewInvoice.sale(customer: buyer.id, issueOn: day, lines: [line])
        let invoices = session.billing().invoices()
        let refused = failure { _ = try invoices.draftAndPost(invoices: [sale]) }
        #expect(refused?.code == .creditLimitExceeded)
        #expect(try customers.credit(id: buyer.id).available == 100)
        #expect(try customers.familyCredit(id: holding.id).customers == 2)
    }

    @Test func aCustomerIsSharedAndLockedWithAReason() throws {
        let session = try Office().session
        let customers = session.customers()
        let buyer = try customers.add(customer: NewCustomer(name: "青禾"))
        let helper = Collaborator(operator: session.operatorId(), canWrite: true, until: nil)
        let shared = try customers.share(id: buyer.id, version: buyer.version, collaborators: [helper])
        #expect(shared.collaborators == [helper])
        let locked = try customers.lock(customers: [shared.seen], reason: "法务审核中")[0]
        #expect(locked.lock?.reason == "法务审核中")
        let refused = failure { _ = try customers.setActive(id: buyer.id, version: locked.version, active: false) }
        #expect(refused?.code == .recordLocked)
        #expect(try customers.unlock(customers: [locked.seen])[0].lock == nil)
    }

    @Test func customersWaitInPoolsUntilTheyAreClaimed() throws {
        let session = try Office().session
        let pools = session.customers().pools()
        let pool = try pools.add(
            pool: NewPool(labelZh: "公海", barredDays: 5))
        let buyer = try session.customers().add(
            customer: NewCustomer(name: "青禾", pool: pool.id))
        #expect(try pools.customers(id: pool.id).items.map(\.id) == [buyer.id])
        let claimed = try pools.claim(pool: pool.id, customers: [buyer.id])
        #expect(claimed.map(\.owner) == [session.operatorId()])
        let late = failure { _ = try pools.claim(pool: pool.id, customers: [buyer.id]) }
        #expect(late?.code == .alreadyClaimed)
        #expect(try pools.put(pool: pool.id, customers: [buyer.id], reason: "无人接听") == 1)
        let barred = failure { _ = try pools.claim(pool: pool.id, customers: [buyer.id]) }
        #expect(barred?.code == .claimBarred)
        let how = try session.customers().owners(id: buyer.id).items.map(\.how)
        #expect(how == [.put, .claimed])
    }

    @Test func threadsShareASession() async throws {
        let office = try Office()
        let numbers = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for thread in 1...8 {
                group.addTask {
                    try (1...50).map { number in
                        let amount = Decimal(thread * 100 + number)
                        return try office.session.ledger().post(entry: office.entry(amount)).number
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(numbers.sorted() == Array(1...400), "without gaps")
    }

    @Test func whatIsLetGoIsFreed() throws {
        weak var gone: Session?
        weak var room: Bookroom?
        var area: Customers?
        do {
            let office = try Office()
            (gone, room) = (office.session, office.room)
            area = office.session.customers()
        }
        #expect(gone == nil && room == nil)
        #expect(try area?.count() == 0, "an area lives on its own")
    }

    @Test func theFeedGivesEveryChangeOnceInOrder() async throws {
        let office = try Office()
        let start = try office.session.changes().head().seq
        let feed = Task {
            var seen: [Int64] = []
            for try await change in office.session.changes(after: start) {
                seen.append(change.seq)
                if seen.count == 10 { break }
            }
            return seen
        }
        for number in 0..<10 { try office.customer("客户 \(number)") }
        #expect(try await feed.value == Array((start + 1)...(start + 10)))
        let waiting = Task {
            var count = 0
            for try await _ in office.session.changes(after: start + 10) { count += 1 }
            return count
        }
        waiting.cancel()
        #expect(try await waiting.value == 0, "cancelling ends it")
    }

    @Test func committedChangesOfTheStoreAreAStream() async throws {
        let office = try Office()
        let stream = try office.room.committedChanges()
        try office.customer("客户")
        for await change in stream where change.action == "customers.add" {
            #expect(change.subject.kind == "customer")
            break
        }
    }

    @Test func tenThousandRowsCrossAsRecordsAndInColumns() throws {
        let customers = try Office().session.customers()
        let added = try customers.addMany(
            customers: (0..<10_000).map { NewCustomer(code: "C\($0)", name: "客户 \($0)") })
        #expect(added.count == 10_000)
        let listed = try customers.all()
        let columns = try customers.listColumns()
        #expect(columns.rows == 10_000)
        #expect(try columns.integers("id") == listed.map(\.id.value))
        #expect(try columns.texts("name") == listed.map(\.name))
        #expect(try columns.instants("created_at") == listed.map(\.createdAt))
        #expect(try columns.flags("is_customer").allSatisfy { $0 })
        #expect(try columns.texts("phone").allSatisfy { $0 == nil })
        #expect(throws: ColumnTable.Failure.noColumn("nmae")) { try columns.texts("nmae") }
    }

    @Test func workingTimeIsReckonedByACalendar() throws {
        let calendars = try Office().session.calendars()
        let friday = WeekHours(weekday: .friday, starts: "09:00", ends: "18:00")
        let week = CalendarWeek(validFrom: nil, hours: [friday])
        let added = try calendars.add(
            calendar: NewCalendar(name: "总部", timeZone: "Asia/Shanghai", weeks: [week]))
        let start = Date(timeIntervalSince1970: 1_780_650_000)
        let end = start.addingTimeInterval(7 * 86_400)
        #expect(try calendars.workedSeconds(start: start, end: end, calendar: added.id) == 32_400)
        let due = try calendars.addWorked(start: start, seconds: 3_600, calendar: added.id)
        #expect(due == start.addingTimeInterval(3_600))
        let none = try calendars.setDays(id: added.id, version: added.version, days: [])
        #expect(none.days.isEmpty)
    }

    @Test func customersAreMergedAndParted() throws {
        let session = try Office().session
        let customers = session.customers()
        let one = try customers.add(customer: NewCustomer(name: "蓝湖商行"))
        let two = try customers.add(customer: NewCustomer(name: "蓝湖商行有限公司"))
        let rules = [MergeFieldRule(field: "name", rule: .of, customer: two.id)]
        let into = CustomerVersion(id: one.id, version: one.version)
        let others = [CustomerVersion(id: two.id, version: two.version)]
        let merged = try customers.merge(into: into, customers: others, rules: rules)
        #expect(merged.customer.name == "蓝湖商行有限公司")
        #expect(try customers.get(id: two.id).mergedInto == one.id)
        let parted = try customers.unmerge(id: merged.merge.id, version: merged.merge.version)
        #expect(parted.customer.name == "蓝湖商行")
        #expect(try customers.get(id: two.id).mergedInto == nil)
    }

    @Test func aViewIsSavedUsedAndShared() throws {
        let session = try Office().session
        let views = session.savedViews()
        let filter = ListFilter.tasks(TaskFilter(overdue: true))
        let new = NewSavedView(label: "逾期任务", filter: filter, sort: "due_on", isShared: true)
        let view = try views.add(view: new)
        #expect(try views.list(list: .tasks) == [view])
        if case .tasks(let tasks) = view.filter {
            #expect(try session.tasks().count(filter: tasks) == 0)
        } else {
            Issue.record("another list")
        }
        let wrong = NewSavedView(label: "x", filter: filter, sort: "colour")
        let refused = failure { _ = try views.add(view: wrong) }
        #expect(refused?.code == .badChoice)
        _ = try views.remove(id: view.id, version: view.version)
        #expect(try views.list(list: nil).isEmpty)
    }

    @Test func aBookHasFieldsOfItsOwn() throws {
        let session = try Office().session
        let (fields, customers) = (session.customFields(), session.customers())
        let new = NewCustomField(
            subject: .customer, key: "staff", labelZh: "员工数", kind: .number)
        let field = try fields.add(field: new)
        let custom = ["staff": CustomValue.number(120)]
        let made = try customers.add(customer: NewCustomer(name: "大理山海", custom: custom))
        #expect(made.custom == custom)
        let edit = CustomerEdit(custom: ["staff": CustomValue.text("7")])
        let edited = try customers.edit(id: made.id, version: made.version, edit: edit)
        #expect(edited.custom["staff"] == .number(7))
        let cleared = try customers.edit(
            id: edited.id, version: edited.version, edit: CustomerEdit(custom: ["staff": nil]))
        #expect(cleared.custom.isEmpty)
        #expect(try fields.fit(id: field.id).values == 0)
        _ = try fields.remove(id: field.id, version: field.version)
        #expect(try fields.list(subject: nil).isEmpty)
    }

    @Test func everyListIsExportedByItsName() throws {
        let session = try Office().session
        for name in ["accounts", "ageing", "products", "trial_balance"] {
            #expect(try !session.exchange().exportBytes(list: exportList(name: name)).isEmpty)
        }
        let refused = failure { _ = try exportList(name: "statement") }
        #expect(refused?.code == .required)
    }

    @Test func oneBoxFindsCustomersByWhatIsTyped() throws {
        let session = try Office().session
        let made = try session.customers().add(customer: NewCustomer(code: "K-007", name: "杭州青禾科技有限公司"))
        for typed in ["青", "青禾", "hzqh", "qinghe", "k007"] {
            let found = try session.search().find(query: SearchQuery(text: typed, kinds: [.customer]))
            #expect(found.hits.map(\.id) == [made.id.value])
        }
        #expect(try session.search().find(query: SearchQuery(text: "hzqh")).hits[0].fit == .pinyin)
        #expect(throws: (any Error).self) { try session.search().find(query: SearchQuery(text: " ")) }
        try session.search().rebuild()
    }

    @Test func tenThousandPostingsCrossInColumnsBothWays() throws {
        let ledger = try Office().session.ledger()
        var table = TableWriter(rows: 10_000)
        table.integers("entry") { Int64($0 / 2) }
        table.dates("on") { day.adding(days: $0 / 2 % 10) }
        table.texts("summary") { "批量 \($0 / 2)" }
        table.texts("account") { $0 % 2 == 0 ? "1002" : "3001" }
        table.units("debit", scale: 2) { $0 % 2 == 0 ? Int64(100 + $0) : nil }
        table.decimals("credit") { $0 % 2 == 1 ? Decimal(99 + $0) / 100 : nil }
        let receipts = try ledger.postColumns(table)
        #expect(receipts.rows == 5_000)
        #expect(try receipts.texts("label")[0] == "记-1")
        let back = try ledger.entryColumns()
        #expect(back.rows == 10_000)
        let debits = try back.decimals("debit").compactMap { $0 }.reduce(0, +)
        #expect(try back.decimals("credit").compactMap { $0 }.reduce(0, +) == debits)
        #expect(try ledger.balance(account: "1002", on: day.adding(days: 99)).balance == debits)
        var wrong = TableWriter(rows: 1)
        wrong.texts("acount") { _ in "1002" }
        #expect(failure { _ = try ledger.postColumns(wrong) }?.code == .unknownColumn)
        #expect(failure { _ = try ledger.postPacked(table: Data(count: 7)) }?.code == .badTable)
        #expect(throws: ColumnTable.Failure.notATable) { try ColumnTable(Data(count: 7)) }
    }
}
