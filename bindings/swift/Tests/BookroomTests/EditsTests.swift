import Bookroom
import Foundation
import Testing

@Suite struct EditsTests {
    @Test func anEditKeepsClearsAndSets() throws {
        let customers = try Office().session.customers()
        let made = try customers.add(
            customer: NewCustomer(name: "南山贸易", level: "A", note: "老客户", tags: ["VIP"]))
        let kept = try customers.edit(
            id: made.id, version: made.version, edit: CustomerEdit(name: "南山"))
        #expect(kept.name == "南山")
        #expect(kept.note == "老客户")
        #expect(kept.level == "A")
        let edited = try customers.edit(
            id: kept.id, version: kept.version,
            edit: CustomerEdit(level: .set("B"), note: .clear, tags: .clear))
        #expect(edited.note == nil)
        #expect(edited.level == "B")
        #expect(edited.tags == [])
        #expect(edited.name == "南山")
    }

    @Test func productsAndDraftsAreEditedInPart() throws {
        let office = try Office()
        let products = office.session.billing().products()
        let tea = try products.add(
            product: NewProduct(
                code: "TEA", kind: .product, name: "茶", unit: "罐", unitPrice: 20,
                priceMode: .net, taxRate: Decimal(string: "0.13")!))
        let cheaper = try products.edit(
            id: tea.id, version: tea.version, edit: ProductEdit(unitPrice: .set(18)))
        #expect(cheaper.unit == "罐")
        #expect(cheaper.unitPrice == 18)
        let free = try products.edit(
            id: tea.id, version: cheaper.version, edit: ProductEdit(unit: .clear, unitPrice: .clear))
        #expect(free.unit == nil)
        #expect(free.unitPrice == nil)

        let invoices = office.session.billing().invoices()
        let line = NewInvoiceLine(description: "服务", quantity: 1, unitPrice: 100)
        let customer = try office.customer("甲")
        let draft = try invoices.draft(
            invoice: NewInvoice.sale(customer: customer.id, issueOn: day, lines: [line]))
        let noted = try invoices.edit(
            id: draft.id, version: draft.version,
            edit: InvoiceEdit(dueOn: .set(day.adding(days: 9)), note: .set("改")))
        #expect(noted.lines == draft.lines)
        #expect(noted.dueOn == day.adding(days: 9))
        let due = try invoices.edit(
            id: draft.id, version: noted.version, edit: InvoiceEdit(dueOn: .clear))
        #expect(due.dueOn == day)
        #expect(due.note == "改")
    }

    @Test func manyEditsHaveOneForm() throws {
        let service = try Office().session.service()
        let opened = try service.open(newCase: NewCase(kind: .complaint, subject: "破损"))
        let update = CaseUpdate(
            id: opened.id, version: opened.version,
            edit: CaseEdit(subject: "两箱破损", description: .set("外箱")))
        #expect(try service.editMany(edits: [update])[0].description == "外箱")
    }
}
