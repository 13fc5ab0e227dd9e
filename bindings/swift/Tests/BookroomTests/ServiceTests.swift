import Bookroom
import Foundation
import Testing

@Suite struct ServiceTests {
    @Test func whatIsPromisedForACaseRunsAndIsEscalatedOnce() throws {
        let service = try Office().session.service()
        let levels = service.levels()
        let step = EscalationStep(
            target: .resolution, percent: 50, action: .notify, whom: .owner)
        let policy = try levels.add(
            policy: NewServicePolicy(
                labelZh: "全部", labelEn: "All", resolutionSeconds: 7_200, steps: [step]))
        let opened = try service.open(newCase: NewCase(kind: .request, subject: "索要检测报告"))
        let clock = try levels.clocks(caseId: opened.id)[0]
        #expect(clock.dueAt == opened.openedAt.addingTimeInterval(7_200))
        #expect(try levels.due(filter: DueFilter(withinSeconds: 86_400)).items[0].case.id == opened.id)
        #expect(try levels.escalateDue(at: clock.nextStepAt).count == 1)
        #expect(try levels.escalateDue(at: clock.nextStepAt).isEmpty)
        #expect(try service.addMessage(caseId: opened.id, body: "何时寄出?").author == .customer)
        #expect(throws: BookroomError.self) {
            try levels.remove(id: policy.id, version: policy.version)
        }
    }

    @Test func casesGoToWhomTheRulesSayAndToNobodyWhoIsAway() throws {
        let session = try Office().session
        let service = session.service()
        let assignment = service.assignment()
        let me = session.operatorId()
        let rule = try assignment.add(
            rule: NewAssignmentRule(
                labelZh: "轮流", labelEn: "In turns", operators: [me], openLimit: 2))
        #expect(try assignment.setPolicy(version: 0, automatic: true).automatic)
        let given = try service.open(newCase: NewCase(kind: .request, subject: "索要检测报告"))
        #expect(given.assignee == me)
        #expect(try assignment.said(filter: AssignmentFilter(case: given.id)).items[0].rule == rule.id)
        let away = try assignment.addAbsence(absence: NewAbsence(operator: me))
        let waits = try service.open(newCase: NewCase(kind: .request, subject: "索要发票"))
        let said = try assignment.said(filter: AssignmentFilter(case: waits.id)).items
        #expect(said[0].trouble == .away)
        #expect(try assignment.candidates(rule: rule.id)[0].state == .away)
        _ = try assignment.removeAbsence(id: away.id, version: away.version)
        #expect(try assignment.assignUnassigned(limit: nil).map(\.case.id) == [waits.id])
        #expect(try assignment.handOver(operator: me, limit: 1)[0].trouble == .nobody)
        #expect(throws: BookroomError.self) {
            try assignment.remove(id: rule.id, version: rule.version)
        }
    }

    @Test func casesAreMergedGivenBackSplitAndLinked() throws {
        let service = try Office().session.service()
        let relations = service.relations()
        let first = try service.open(newCase: NewCase(kind: .complaint, subject: "茶叶受潮"))
        let second = try service.open(newCase: NewCase(kind: .complaint, subject: "还没有处理"))
        let link = try relations.link(
            link: NewCaseLink(kind: .recurs, case: second.id, other: first.id))
        #expect(try relations.of(caseId: first.id) == [link])
        let asked = try service.addMessage(caseId: second.id, body: "发票也开错了")
        let merged = try relations.merge(
            cases: [CaseVersion(id: second.id, version: second.version)],
            into: CaseVersion(id: first.id, version: first.version))[0]
        #expect(merged.state == .merged)
        #expect(try service.notes(caseId: first.id).items[0].id == asked.id)
        let back = try relations.unmerge(
            cases: [CaseVersion(id: merged.id, version: merged.version)])[0]
        let part = try relations.split(
            split: CaseSplit(
                id: back.id, version: back.version, notes: [asked.id], subject: "发票抬头有误"))
        #expect(part.openedAt == asked.createdAt)
    }

    @Test func aComplaintLeadsToARefundOnceItIsApproved() throws {
        let session = try Office().session
        let customer = try session.customers().add(
            customer: NewCustomer(name: "青禾"))
        let opened = try session.service().open(
            newCase: NewCase(kind: .complaint, subject: "茶叶受潮", customer: customer.id))
        let remedies = session.service().remedies()
        let remedy = try remedies.propose(
            remedy: NewCaseRemedy(
                case: opened.id, terms: .refund(RefundTerms(amount: Decimal(20))), reason: "运费"))
        let approved = try remedies.approve(
            id: remedy.id, version: remedy.version, on: nil, decision: "属实")
        #expect(approved.state == .approved)
        #expect(
            try remedies.list(filter: RemedyFilter(payment: approved.payment)).items == [approved])
    }

    @Test func customersAreAskedAndCasesAreAnalysed() throws {
        let session = try Office().session
        let opened = try session.service().open(
            newCase: NewCase(kind: .complaint, subject: "茶叶受潮"))
        let surveys = session.service().surveys()
        let survey = try surveys.ask(survey: NewSurvey(case: opened.id))
        let answered = try surveys.answer(
            answers: [SurveyAnswer(id: survey.id, version: survey.version, answer: "满意")])[0]
        #expect(answered.points == 4)
        let rows = try session.reports().caseAnalysis(
            from: day.adding(days: -3_650), to: day.adding(days: 3_650), by: [.kind])
        #expect(rows[0].complaints == 1)
        let asked = try session.reports().satisfaction(
            from: day.adding(days: -3_650), to: day.adding(days: 3_650), by: [.operator])
        #expect(asked[0].answered == 1)
    }

    @Test func aBookLeavesStepsOfCasesOut() throws {
        let service = try Office().session.service()
        let set = try service.transitions().set(state: .new, version: 0, steps: [.assign])
        #expect(set.version == 1)
        let opened = try service.open(newCase: NewCase(kind: .request, subject: "检测报告"))
        #expect(throws: BookroomError.self) {
            try service.reject(
                cases: [CaseVersion(id: opened.id, version: opened.version)], reason: "不受理")
        }
    }
}
