import Bookroom
import Foundation
import Testing

@Suite struct DuplicatesTests {
    @Test func customersThatMayBeTheSameAreFoundSetApartAndMerged() throws {
        let session = try Office().session
        let customers = session.customers()
        let one = try customers.add(customer: NewCustomer(name: "杭州青禾贸易有限公司"))
        let two = try customers.add(customer: NewCustomer(name: "青禾贸易（杭州）有限责任公司"))
        _ = try customers.add(customer: NewCustomer(name: "杭州青禾贸易有限公司北京分公司"))
        let found = try customers.findDuplicates(search: DuplicateSearch())
        #expect(found.count == 1)
        let group = found.groups[0]
        #expect(group.customers.map { $0.customer.id } == [one.id, two.id])
        let reason = group.pairs[0].reasons[0]
        #expect(reason.field == .name && reason.agreement == .same)
        let pair = CustomerPair(first: one.id, second: two.id)
        let said = try customers.setApart(pairs: [pair])
        #expect(try customers.findDuplicates(search: DuplicateSearch()).count == 0)
        #expect(try customers.apart(customer: nil).items == said)
        _ = try customers.forgetApart(ids: [said[0].id])
        let others = group.customers.dropFirst().map { $0.customer }
        let into = group.customers[0].customer
        let merged = try customers.merge(into: into, customers: others, rules: [])
        #expect(merged.customer.id == one.id)
        #expect(try customers.findDuplicates(search: DuplicateSearch(minScore: 90)).count == 0)
        let contacts = try customers.findDuplicateContacts(search: ContactDuplicateSearch())
        #expect(contacts.count == 0)
    }
}
