package dev.bookroom.test

import dev.bookroom.*
import java.io.File
import java.math.BigDecimal
import java.time.LocalDate
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Test
import kotlin.test.*

class EngineTest {
    @Test fun `every command has a method on its area`() {
        val names = commandNames()
        assertTrue(names.size > 70)
        val rows = commandMethods().groupBy { it.command }
        for (name in names) {
            val methods = rows[name].orEmpty()
            assertTrue(methods.isNotEmpty(), "no method gives $name")
            for (row in methods) {
                val camel = row.method.split('_').mapIndexed { at, word ->
                    if (at == 0) word else word.replaceFirstChar(Char::uppercase)
                }.joinToString("")
                val type = Class.forName("dev.bookroom.${row.area}")
                // Methods that take a value class have a hash after their name.
                assertTrue(type.methods.any { it.name.substringBefore('-') == camel }, "${row.area}.$camel")
            }
            assertTrue(AnyCommand::class.java.declaredClasses.isNotEmpty())
        }
        assertEquals(names.size, AnyCommand::class.java.declaredClasses.count { it.superclass == AnyCommand::class.java })
    }

    @Test fun `documentation is carried over`() {
        val source = File(System.getProperty("bookroom.generated")).readText()
        val public = Regex("""^(data class|enum class|sealed class|public interface) (\w+)""", RegexOption.MULTILINE)
        val bare = public.findAll(source).filter { match ->
            val before = source.substring(0, match.range.first).trimEnd()
            !before.endsWith("*/")
        }.map { it.groupValues[2] }.toList()
        assertEquals(emptyList(), bare)
        assertTrue("Lines 1 to 10,000" in source || "The lines, 1 to 10,000." in source)
        assertTrue("Fails with:" in source && "`version_conflict`" in source)
    }

    @Test fun `places are looked up both ways`() = office {
        val places = session.places()
        val hangzhou = places.search("hz", 20u).first { it.city == "杭州市" }
        assertEquals("0571", hangzhou.areaCode)
        assertEquals(hangzhou, places.findByAreaCode("571").first())
        assertTrue(hangzhou in places.findByPostalCode("310000").places)
        assertEquals(listOf(hangzhou), places.locate("0571-88881234").places)
        assertFailsWith<BookroomException.Invalid> { places.findByPostalCode("31") }
    }

    @Test fun `dealings move the last and the next contact`() = office {
        val buyer = session.customers().add(NewCustomer(name = "青禾"))
        val dealings = session.dealings()
        val later = LocalDate.of(2099, 1, 1)
        val call = dealings.add(NewDealing(customer = buyer.id, kind = "call", subject = "续约", nextContactOn = later))
        assertEquals(listOf(session.operatorId()), call.operators)
        val known = session.customers().get(buyer.id)
        assertEquals(call.id, known.lastDealing)
        assertEquals(later, known.nextContactOn)
        val edited = dealings.edit(call.id, call.version, DealingEdit(content = TextEdit.Set("价格谈妥"), nextContactOn = DateEdit.Clear))
        assertEquals("价格谈妥", edited.content)
        assertNull(session.customers().get(buyer.id).nextContactOn)
        assertEquals(1L, dealings.count(DealingFilter(kinds = listOf("call"))))
        val wanted = TimelineFilter(kinds = listOf(TimelineKind.DEALING))
        assertEquals("续约", session.reports().timeline(buyer.id, wanted).items.single().text)
        dealings.remove(edited)
        assertNull(session.customers().get(buyer.id).lastContactOn)
    }

    @Test fun `tasks come again by their rule`() = office {
        val tasks = session.tasks()
        val first = tasks.add(NewTask(title = "对账", dueOn = LocalDate.of(2099, 1, 31), recurrence = "FREQ=MONTHLY;BYMONTHDAY=-1"))
        assertEquals(session.operatorId(), first.assignee)
        val edited = tasks.edit(first.id, first.version, TaskEdit(priority = TaskPriority.HIGH, note = TextEdit.Set("带公章")))
        val done = tasks.finish(listOf(TaskVersion(edited.id, edited.version))).single()
        assertEquals(TaskState.DONE, done.state)
        assertEquals(LocalDate.of(2099, 2, 28), tasks.get(done.followedBy!!).dueOn)
        assertEquals(1L, tasks.count(TaskFilter(states = listOf(TaskState.OPEN))))
        val refused = assertFailsWith<BookroomException.Invalid> {
            tasks.add(NewTask(title = "x", dueOn = DAY, recurrence = "FREQ=OFTEN"))
        }
        assertEquals("tasks[0].recurrence", refused.paths.single())
    }

    @Test fun `every area answers`() = office {
        assertEquals(1, session.access().operators().size)
        assertTrue(session.changes().head().seq > 0)
        assertTrue(session.dictionaries().list().isNotEmpty())
        assertTrue(session.ledger().accounts().isNotEmpty())
        assertTrue(session.billing().products().list(sort = ProductSort.CODE).items.isEmpty())
        assertEquals(0L, session.billing().payments().totals().count)
        assertTrue(session.billing().invoices().totals().isEmpty())
        assertTrue(session.service().openByAssignee().isEmpty())
        assertTrue(session.exchange().imports().items.isEmpty())
        assertEquals(0, session.reports().incomeSummary(DAY, DAY).profit.signum())
        assertEquals(0L, session.customers().count())
        val verified = session.verify()
        assertTrue(verified.findings.isEmpty())
        assertTrue(room.verify(book, verified.head).findings.isEmpty())
        assertTrue(session.permissions().any { it.permission == Permission.LEDGER_POST && it.reach == Reach.ALL })
        assertEquals(FieldRight.WRITE, session.fieldRight(ProtectedField.CUSTOMER_NOTE))
    }

    @Test fun `a posting, a dry run, a request key, a batch`() = office {
        val ledger = session.ledger()
        assertEquals("记-1", session.dryRun().ledger().post(entry("10.00")).label)
        assertEquals("记-1", ledger.post(entry("10.00")).label)
        val keyed = session.withRequestKey("key-1")
        val receipt = keyed.ledger().post(entry("5.00"))
        assertEquals(receipt, keyed.ledger().post(entry("5.00")))
        assertFailsWith<BookroomException.Conflict> { keyed.ledger().post(entry("6.00")) }
        assertEquals(0, ledger.balance("1002", DAY).balance.compareTo(BigDecimal("15.00")))
        val outcomes = session.batch(listOf(
            AnyCommand.AddCustomers(AddCustomers(listOf(NewCustomer(name = "A")))),
            AnyCommand.PostEntries(PostEntries(listOf(entry("1.00")))),
        ))
        val added = assertIs<AnyOutcome.AddCustomers>(outcomes[0]).v1.single()
        assertEquals("A", added.name)
        val alone = session.run(AnyCommand.PostEntries(PostEntries(listOf(entry("1.00")))))
        assertEquals("记-4", assertIs<AnyOutcome.PostEntries>(alone).v1.single().label)
        val refused = assertFailsWith<BookroomException.Invalid> {
            session.batch(listOf(AnyCommand.AddCustomers(AddCustomers(listOf(NewCustomer(name = ""))))))
        }
        assertEquals("commands[0].customers[0].name", refused.paths.single())
    }

    @Test fun `a record stands for its id and version`() = office {
        val buyer = session.customers().add(NewCustomer(name = "青禾"))
        val retired = session.customers().setActive(buyer, false)
        assertTrue(!retired.active)
        session.customers().setActive(retired, true)
        val line = NewInvoiceLine(description = "茶", quantity = BigDecimal(1), unitPrice = BigDecimal(100))
        val invoices = session.billing().invoices()
        val invoice = invoices.post(invoices.draft(NewInvoice.sale(buyer.id, DAY, listOf(line))))
        val payments = session.billing().payments()
        val open = NewPayment.received(buyer.id, DAY, BigDecimal(50)).copy(allocate = AllocationChoice.None)
        val made = payments.allocateTo(payments.record(open), invoice, BigDecimal(30))
        assertEquals(0, made.amount.compareTo(BigDecimal(30)))
        assertEquals(InvoiceVersion(invoice.id, invoice.version), invoice.seen)
    }

    @Test fun `a limit stops sales and a family owes together`() = office {
        val customers = session.customers()
        val holding = customers.add(NewCustomer(name = "控股"))
        val buyer = customers.add(NewCustomer(name = "青禾"))
        val below = customers.setParent(buyer.id, buyer.version, holding.id)
        assertEquals(listOf(holding.id, buyer.id), customers.family(buyer.id).map { it.customer })
        val limited = customers.setCreditLimit(buyer.id, below.version, BigDecimal("100"))
        assertEquals(0, limited.creditLimit?.compareTo(BigDecimal("100")))
        val line = NewInvoiceLine(description = "茶", quantity = BigDecimal("1"), unitPrice = BigDecimal("101"))
        val sale = NewInvoice.sale(buyer.id, DAY, listOf(line))
        val refused = assertFailsWith<BookroomException.Invalid> {
            session.billing().invoices().draftAndPost(listOf(sale))
        }
        assertEquals(ErrorCode.CREDIT_LIMIT_EXCEEDED, refused.problems.single().code)
        assertEquals(0, customers.credit(buyer.id).available?.compareTo(BigDecimal("100")))
        assertEquals(2L, customers.familyCredit(holding.id).customers)
    }

    @Test fun `a customer is shared until a day and locked with a reason`() = office {
        val customers = session.customers()
        val buyer = customers.add(NewCustomer(name = "青禾"))
        val helper = Collaborator(session.operatorId(), canWrite = true, until = LocalDate.of(2099, 12, 31))
        val shared = customers.share(buyer.id, buyer.version, listOf(helper))
        assertEquals(listOf(helper), shared.collaborators)
        val locked = customers.lock(listOf(shared.seen), "法务审核中").single()
        assertEquals("法务审核中", locked.lock?.reason)
        val refused = assertFailsWith<BookroomException.Conflict> { customers.setActive(buyer.id, locked.version, false) }
        assertEquals(ErrorCode.RECORD_LOCKED, refused.problems.single().code)
        assertEquals(null, customers.unlock(listOf(locked.seen)).single().lock)
    }

    @Test fun `customers wait in pools until they are claimed`() = office {
        val pools = session.customers().pools()
        val pool = pools.add(NewPool(labelZh = "公海", barredDays = 5))
        val buyer = session.customers().add(NewCustomer(name = "青禾", pool = pool.id))
        assertEquals(buyer.id, pools.customers(pool.id).items.single().id)
        val claimed = pools.claim(pool.id, listOf(buyer.id)).single()
        assertEquals(session.operatorId(), claimed.owner)
        assertFailsWith<BookroomException.Conflict> { pools.claim(pool.id, listOf(buyer.id)) }
        assertEquals(1L, pools.put(pool.id, listOf(buyer.id), "无人接听"))
        val barred = assertFailsWith<BookroomException.Denied> { pools.claim(pool.id, listOf(buyer.id)) }
        assertEquals(ErrorCode.CLAIM_BARRED, barred.code)
        val how = session.customers().owners(buyer.id).items.map { it.how }
        assertEquals(listOf(OwnerChangeKind.PUT, OwnerChangeKind.CLAIMED), how)
    }

    @Test fun `threads share a session`() = office {
        val pool = Executors.newFixedThreadPool(8)
        val tasks = (0 until 8).map { thread ->
            Callable { (10 until 60).map { session.ledger().use { l -> l.post(entry("${thread + 1}.$it")).number } } }
        }
        val numbers = pool.invokeAll(tasks.map { task -> Callable { runCatching { task.call() } } })
            .flatMap { it.get().getOrThrow() }
        pool.shutdown()
        assertEquals((1L..400L).toList(), numbers.sorted(), "without gaps")
    }

    @Test fun `what is closed cannot be used`() = office {
        val customers = session.customers()
        customers.close()
        assertFailsWith<IllegalStateException> { customers.count() }
        val second = room.signIn(book, "boss", PASSWORD)
        val area = second.customers()
        second.close()
        assertEquals(0, area.count(), "an area lives on its own")
        assertFailsWith<IllegalStateException> { second.customers() }
    }

    @Test fun `the feed gives every change once, in order`() = office {
        runBlocking {
            withTimeout(30_000) {
                val start = session.changes().head().seq
                val feed = async(Dispatchers.IO) { session.changesAfter(start).take(10).toList() }
                repeat(10) { customer("客户 $it") }
                assertEquals(((start + 1)..(start + 10)).toList(), feed.await().map { it.seq })
            }
        }
    }

    @Test fun `committed changes of the whole store are a flow`() = office {
        runBlocking {
            withTimeout(30_000) {
                val feed = async(Dispatchers.IO) { room.committedChanges().first { it.action == "customers.add" } }
                while (!feed.isCompleted) {
                    customer("客户")
                    kotlinx.coroutines.delay(50)
                }
                assertEquals("customer", feed.await().subject.kind)
            }
        }
    }

    @Test fun `10,000 rows cross as records and in columns`() = office {
        val customers = session.customers()
        val added = customers.addMany(List(10_000) { NewCustomer(name = "客户 $it", code = "C$it", tags = listOf("批量")) })
        assertEquals(10_000, added.size)
        assertEquals(10_000L, customers.count())
        val listed = runBlocking { customers.all().toList() }
        assertEquals(10_000, listed.size)
        val columns = customers.listColumns()
        assertEquals(10_000, columns.rows)
        assertEquals(listed.map { it.id.value }, columns.longs("id").toList())
        assertEquals(listed.map { it.name }, columns.texts("name"))
        assertEquals(listed.map { it.createdAt }, columns.instants("created_at"))
        assertTrue(columns.flags("is_customer").all { it } && columns.texts("phone").all { it == null })
    }

    @Test fun `10,000 postings cross in columns both ways`() = office {
        val rows = 10_000
        val table = TableWriter(rows)
            .longs("entry") { (it / 2).toLong() }
            .dates("on") { DAY.plusDays((it / 2 % 10).toLong()) }
            .texts("summary") { "批量 ${it / 2}" }
            .texts("account") { if (it % 2 == 0) "1002" else "3001" }
            .decimals("debit") { if (it % 2 == 0) BigDecimal.valueOf(100L + it, 2) else null }
            .decimals("credit") { if (it % 2 == 1) BigDecimal.valueOf(99L + it, 2) else null }
        val receipts = session.ledger().postColumns(table)
        assertEquals(rows / 2, receipts.rows)
        assertEquals("记-1", receipts.texts("label").first())
        val back = session.ledger().entryColumns()
        assertEquals(rows, back.rows)
        val debits = back.decimals("debit").filterNotNull().fold(BigDecimal.ZERO, BigDecimal::add)
        assertEquals(debits, back.decimals("credit").filterNotNull().fold(BigDecimal.ZERO, BigDecimal::add))
        assertEquals(debits, session.ledger().balance("1002", DAY.plusDays(99)).balance)
        val wrong = TableWriter(1).texts("acount") { "1002" }
        val refused = assertFailsWith<BookroomException.Invalid> { session.ledger().postColumns(wrong) }
        assertEquals(ErrorCode.UNKNOWN_COLUMN, refused.code)
        val garbage = java.nio.ByteBuffer.allocateDirect(7)
        assertFailsWith<BookroomException.Invalid> { session.ledger().postPacked(garbage) }
    }

    @Test fun `working time is reckoned by a calendar`() = office {
        val calendars = session.calendars()
        val friday = WeekHours(weekday = Weekday.FRIDAY, starts = "09:00", ends = "18:00")
        val week = CalendarWeek(validFrom = null, hours = listOf(friday))
        val added = calendars.add(NewCalendar(name = "总部", timeZone = "Asia/Shanghai", weeks = listOf(week)))
        val start = java.time.Instant.parse("2026-06-05T09:00:00Z")
        assertEquals(9 * 3600L, calendars.workedSeconds(start, start.plusSeconds(7 * 86_400), added.id))
        val saturday = CalendarDay(day = java.time.LocalDate.of(2026, 6, 6), name = null, asWeekday = Weekday.FRIDAY, hours = listOf())
        calendars.setDays(added.id, added.version, listOf(saturday))
        assertEquals(java.time.Instant.parse("2026-06-06T02:00:00Z"), calendars.addWorked(start, 2 * 3600, added.id))
    }

    @Test fun `what is promised for a case runs, comes due and is escalated once`() = office {
        val levels = session.service().levels()
        val step = EscalationStep(target = LevelTarget.RESOLUTION, percent = 50, action = EscalationAction.NOTIFY, whom = EscalationWhom.OWNER)
        val policy = levels.add(NewServicePolicy(labelZh = "全部", labelEn = "All", resolutionSeconds = 7_200, steps = listOf(step)))
        val case = session.service().open(NewCase(kind = CaseKind.REQUEST, subject = "索要检测报告"))
        val clock = levels.clocks(case.id).single()
        assertEquals(case.openedAt.plusSeconds(7_200), clock.dueAt)
        assertEquals(case.id, levels.due(DueFilter(withinSeconds = 86_400)).items.single().case.id)
        assertEquals(case.id, levels.escalateDue(clock.nextStepAt).single().case)
        assertEquals(listOf(), levels.escalateDue(clock.nextStepAt))
        assertEquals(NoteAuthor.CUSTOMER, session.service().addMessage(case.id, "何时寄出?").author)
        assertEquals(ErrorCode.IN_USE, assertFailsWith<BookroomException> { levels.remove(policy.id, policy.version) }.code)
    }

    @Test fun `cases go to whom the rules say, and to nobody who is away`() = office {
        val assignment = session.service().assignment()
        val me = session.operatorId()
        val rule = assignment.add(NewAssignmentRule(labelZh = "轮流", labelEn = "In turns", operators = listOf(me), openLimit = 2))
        assertEquals(true, assignment.setPolicy(0, true).automatic)
        val case = session.service().open(NewCase(kind = CaseKind.REQUEST, subject = "索要检测报告"))
        assertEquals(me, case.assignee)
        assertEquals(rule.id, assignment.said(AssignmentFilter(case = case.id)).items.single().rule)
        val away = assignment.addAbsence(NewAbsence(operator = me))
        val waits = session.service().open(NewCase(kind = CaseKind.REQUEST, subject = "索要发票"))
        assertEquals(AssignmentTrouble.AWAY, assignment.said(AssignmentFilter(case = waits.id)).items.single().trouble)
        assertEquals(CandidateState.AWAY, assignment.candidates(rule.id).single().state)
        assignment.removeAbsence(away.id, away.version)
        assertEquals(waits.id, assignment.assignUnassigned(null).single().case.id)
        assertEquals(AssignmentTrouble.NOBODY, assignment.handOver(me, 1).single().trouble)
        assertEquals(ErrorCode.IN_USE, assertFailsWith<BookroomException> { assignment.remove(rule.id, rule.version) }.code)
    }

    @Test fun `cases are merged, given back, split and linked`() = office {
        val service = session.service()
        val relations = service.relations()
        val (first, second) = listOf("茶叶受潮", "怎么还没有处理").map { service.open(NewCase(kind = CaseKind.COMPLAINT, subject = it)) }
        val link = relations.link(NewCaseLink(kind = CaseLinkKind.RECURS, case = second.id, other = first.id))
        assertEquals(listOf(link), relations.of(first.id))
        val asked = service.addMessage(second.id, "发票也开错了")
        val merged = relations.merge(listOf(CaseVersion(second.id, second.version)), CaseVersion(first.id, first.version)).single()
        assertEquals(CaseState.MERGED, merged.state)
        assertEquals(asked.id, service.notes(first.id).items.single().id)
        val back = relations.unmerge(listOf(CaseVersion(merged.id, merged.version))).single()
        val part = relations.split(CaseSplit(id = back.id, version = back.version, notes = listOf(asked.id), subject = "发票抬头有误"))
        assertEquals(asked.createdAt, part.openedAt)
    }

    @Test fun `a complaint leads to a refund once it is approved`() = office {
        val customer = session.customers().add(NewCustomer(name = "青禾"))
        val case = session.service().open(NewCase(kind = CaseKind.COMPLAINT, subject = "茶叶受潮", customer = customer.id))
        val remedies = session.service().remedies()
        val terms = RemedyTerms.Refund(RefundTerms(amount = BigDecimal("20")))
        val remedy = remedies.propose(NewCaseRemedy(case = case.id, terms = terms, reason = "运费"))
        val approved = remedies.approve(remedy.id, remedy.version, null, "属实")
        assertEquals(RemedyState.APPROVED, approved.state)
        assertEquals(approved, remedies.list(RemedyFilter(payment = approved.payment)).items.single())
        assertEquals(ErrorCode.WRONG_STATE, assertFailsWith<BookroomException> { remedies.refuse(approved.id, approved.version, "晚了") }.code)
    }

    @Test fun `customers are asked, and cases are analysed`() = office {
        val case = session.service().open(NewCase(kind = CaseKind.COMPLAINT, subject = "茶叶受潮"))
        val surveys = session.service().surveys()
        val survey = surveys.ask(NewSurvey(case = case.id))
        val answered = surveys.answer(listOf(SurveyAnswer(survey.id, survey.version, "满意"))).single()
        assertEquals(4L, answered.points)
        val (first, last) = LocalDate.of(2020, 1, 1) to LocalDate.of(2059, 12, 31)
        assertEquals(1L, session.reports().satisfaction(first, last, listOf(SatisfactionBy.OPERATOR)).single().answered)
        assertEquals(1L, session.reports().caseAnalysis(first, last, listOf(CaseAnalysisBy.KIND)).single().complaints)
        assertEquals(1L, session.reports().casePareto(first, last, CaseAnalysisBy.ROOT_CAUSE, null).single().place)
    }

    @Test fun `a book leaves steps of cases out`() = office {
        val transitions = session.service().transitions()
        assertEquals(1L, transitions.set(CaseState.NEW, 0, listOf(CaseStep.ASSIGN)).version)
        val case = session.service().open(NewCase(kind = CaseKind.REQUEST, subject = "检测报告"))
        val seen = listOf(CaseVersion(case.id, case.version))
        assertEquals(ErrorCode.WRONG_STATE, assertFailsWith<BookroomException> { session.service().reject(seen, "不受理") }.code)
    }

    @Test fun `customers are merged and parted`() = office {
        val customers = session.customers()
        val one = customers.add(NewCustomer(name = "蓝湖商行"))
        val two = customers.add(NewCustomer(name = "蓝湖商行有限公司"))
        val rules = listOf(MergeFieldRule(field = "name", rule = MergeRule.OF, customer = two.id))
        val others = listOf(CustomerVersion(two.id, two.version))
        val merged = customers.merge(CustomerVersion(one.id, one.version), others, rules)
        assertEquals("蓝湖商行有限公司", merged.customer.name)
        assertEquals(one.id, customers.get(two.id).mergedInto)
        val parted = customers.unmerge(merged.merge.id, merged.merge.version)
        assertEquals("蓝湖商行", parted.customer.name)
        assertEquals(null, customers.get(two.id).mergedInto)
    }

    @Test fun `customers that may be the same are found, set apart and merged`() = office {
        val customers = session.customers()
        val one = customers.add(NewCustomer(name = "杭州青禾贸易有限公司"))
        val two = customers.add(NewCustomer(name = "青禾贸易（杭州）有限责任公司"))
        customers.add(NewCustomer(name = "杭州青禾贸易有限公司北京分公司"))
        val group = customers.findDuplicates(DuplicateSearch()).groups.single()
        assertEquals(listOf(one.id, two.id), group.customers.map { it.customer.id })
        val reason = group.pairs.single().reasons.first()
        assertEquals(ComparedField.NAME to Agreement.SAME, reason.field to reason.agreement)
        val said = customers.setApart(listOf(CustomerPair(one.id, two.id))).single()
        assertEquals(0L, customers.findDuplicates(DuplicateSearch()).count)
        assertEquals(listOf(said), customers.apart(null).items)
        customers.forgetApart(listOf(said.id))
        val merged = customers.merge(group.customers.first().customer, group.customers.drop(1).map { it.customer }, listOf())
        assertEquals(one.id, merged.customer.id)
        assertEquals(0L, customers.findDuplicates(DuplicateSearch(minScore = 90L)).count)
        assertEquals(0L, customers.findDuplicateContacts(ContactDuplicateSearch()).count)
    }

    @Test fun `a view is saved, used and shared`() = office {
        val views = session.savedViews()
        val filter = ListFilter.Tasks(TaskFilter(overdue = true))
        val view = views.add(NewSavedView(label = "逾期任务", filter = filter, sort = "due_on", isShared = true))
        assertEquals(listOf(view), views.list(ViewedList.TASKS))
        val tasks = view.filter as ListFilter.Tasks
        assertEquals(0L, session.tasks().count(tasks.v1))
        assertEquals(ErrorCode.BAD_CHOICE, assertFailsWith<BookroomException> { views.add(NewSavedView(label = "x", filter = filter, sort = "colour")) }.code)
        views.remove(view.id, view.version)
        assertEquals(listOf(), views.list(null))
    }

    @Test fun `a book has fields of its own`() = office {
        val fields = session.customFields()
        val new = NewCustomField(subject = CustomSubject.CUSTOMER, key = "staff", labelZh = "员工数", kind = CustomKind.NUMBER)
        val field = fields.add(new)
        val made = session.customers().add(NewCustomer(name = "大理山海", custom = mapOf("staff" to CustomValue.Number(BigDecimal("120")))))
        assertEquals(CustomValue.Number(BigDecimal("120")), made.custom["staff"])
        val edit = CustomerEdit(custom = mapOf("staff" to CustomValue.Text("7")))
        val edited = session.customers().edit(made.id, made.version, edit)
        assertEquals(CustomValue.Number(BigDecimal("7")), edited.custom["staff"])
        assertEquals(1L, session.customers().count(CustomerFilter(conditions = listOf(Condition("custom.staff", ColumnTest.AtMost(ColumnValue.Number(BigDecimal.TEN)))))))
        val cleared = session.customers().edit(edited.id, edited.version, CustomerEdit(custom = mapOf("staff" to null)))
        assertEquals(mapOf(), cleared.custom)
        assertEquals(0L, fields.fit(field.id).values)
        fields.remove(field.id, field.version)
        assertEquals(listOf(), fields.list(null))
    }

    @Test fun `records have files`() = office {
        val files = session.attachments()
        val record = AttachedTo.Customer(session.customers().add(NewCustomer(name = "大理山海")).id)
        val content = ByteArray(300_000) { (it % 127 + 1).toByte() }
        val made = files.add(NewAttachment(record = record, name = "合同.txt", content = content, note = "草稿"))
        assertEquals(300_000L, made.size)
        assertContentEquals(content, files.content(made.id))
        assertContentEquals(content.copyOfRange(262_000, 262_500), files.part(made.id, 262_000L, 500L))
        assertEquals(listOf(made), files.list(AttachmentFilter(record = record)).items)
        val renamed = files.edit(made.id, made.version, AttachmentEdit(name = "定稿.txt"))
        val empty = NewAttachment(record = record, name = "空.txt", content = ByteArray(0))
        assertEquals(ErrorCode.EMPTY_FILE, assertFailsWith<BookroomException.Invalid> { files.add(empty) }.code)
        assertNotNull(files.remove(listOf(AttachmentVersion(renamed.id, renamed.version))).single().removedAt)
        assertEquals(listOf(), files.list(AttachmentFilter(record = record)).items)
        assertEquals(100L, files.policy().maxPerRecord)
    }

    @Test fun `every list is exported by its name`() = office {
        for (name in listOf("accounts", "ageing", "products", "trial_balance")) {
            assertTrue(session.exchange().exportBytes(exportList(name)).isNotEmpty(), name)
        }
        val refused = assertFailsWith<BookroomException.Invalid> { exportList("statement") }
        assertEquals(ErrorCode.REQUIRED, refused.code)
    }

    @Test fun `one box finds customers by what is typed`() = office {
        val made = session.customers().add(NewCustomer(name = "杭州青禾科技有限公司", code = "K-007"))
        for (typed in listOf("青", "青禾", "hzqh", "qinghe", "k007")) {
            val found = session.search().find(SearchQuery(text = typed, kinds = listOf(SearchKind.CUSTOMER)))
            assertEquals(made.id.value, found.hits.single().id, typed)
        }
        assertEquals(SearchFit.PINYIN, session.search().find(SearchQuery(text = "hzqh")).hits.first().fit)
        assertFailsWith<BookroomException.Invalid> { session.search().find(SearchQuery(text = " ")) }
        session.search().rebuild()
    }

    @Test fun `charts show what reports say and are drawn`() = office {
        val charts = session.charts()
        val trend = charts.caseTrend(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-03-31"))
        assertEquals(listOf("2026-01", "2026-02", "2026-03"), trend.categories)
        val visits = ChartSeries(name = "Visits", values = listOf(BigDecimal(12), null))
        val own = Chart(kind = ChartKind.LINE, title = "Visits", categories = listOf("May", "June"), series = listOf(visits))
        assertTrue(charts.drawSvg(own, ChartOptions()).startsWith("<svg"))
        val refused = assertFailsWith<BookroomException.Invalid> { charts.drawSvg(own.copy(series = listOf()), ChartOptions()) }
        assertEquals(ErrorCode.REQUIRED, refused.code)
    }

    @Test fun `an operator without rights is refused, and their session ends`() = office {
        val access = session.access()
        val clerk = access.addOperator(NewOperator(signInName = "li", displayName = "李", password = PASSWORD, roles = listOf("sales")))
        val first = room.signIn(book, "li", PASSWORD)
        val change = assertFailsWith<BookroomException.Denied> { first.customers().count() }
        assertEquals(ErrorCode.PASSWORD_CHANGE_REQUIRED, change.code)
        first.access().changeOwnPassword(PASSWORD, "Another-Word-9")
        val second = room.signIn(book, "li", "Another-Word-9")
        assertEquals(0L, second.customers().count())
        assertEquals(ErrorCode.NOT_PERMITTED, assertFailsWith<BookroomException.Denied> { second.ledger().post(entry("1")) }.code)
        val moved = access.editOperator(clerk.id, access.operators().first { it.id == clerk.id }.version, OperatorEdit(displayName = "李四"))
        assertEquals("李四", moved.displayName)
        access.setOperatorActive(clerk.id, moved.version, false)
        assertEquals(ErrorCode.SESSION_ENDED, assertFailsWith<BookroomException.Denied> { second.customers().count() }.code)
    }
}
