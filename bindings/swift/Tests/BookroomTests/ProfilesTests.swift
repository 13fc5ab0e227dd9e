import Bookroom
import Foundation
import Testing

@Suite struct ProfilesTests {
    @Test func salesShowWhatCustomersWantOnThem() throws {
        let session = try Office().session
        let profiles = session.customers().invoiceProfiles()
        let buyer = try session.customers().add(customer: NewCustomer(name: "青禾"))
        let first = try profiles.add(
            profile: NewInvoiceProfile(customer: buyer.id, title: "青禾有限公司"))
        #expect(first.isDefault)
        let other = try profiles.add(
            profile: NewInvoiceProfile(customer: buyer.id, title: "青禾上海"))
        let retired = try profiles.setActive(id: other.id, version: other.version, active: false)
        let filter = InvoiceProfileFilter(customer: buyer.id)
        #expect(try profiles.list(filter: filter).items == [first, retired])
        #expect(try profiles.remove(id: retired.id, version: retired.version).id == other.id)
    }

    @Test func daysThatMatterComeUp() throws {
        let session = try Office().session
        let dates = session.customers().importantDates()
        let buyer = try session.customers().add(customer: NewCustomer(name: "青禾"))
        let date = try dates.add(
            date: NewImportantDate(
                customer: buyer.id, kind: .founding, year: 2008, month: 2, day: 29))
        let found = try dates.coming(
            from: LocalDate(2027, 2, 1)!, to: LocalDate(2027, 3, 31)!, filter: ComingDateFilter())
        #expect(found.items.map(\.on) == [LocalDate(2027, 2, 28)!])
        #expect(found.items[0].years == 19)
        #expect(try dates.remove(id: date.id, version: date.version).id == date.id)
    }
}
