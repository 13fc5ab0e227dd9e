import Bookroom
import Foundation
import Testing

@Suite struct PeopleTests {
    @Test func aPersonStandsAtSeveralCustomers() throws {
        let session = try Office().session
        let customers = session.customers()
        let own = try customers.add(customer: NewCustomer(name: "青禾贸易"))
        let other = try customers.add(customer: NewCustomer(name: "青禾投资"))
        let chief = try customers.addContact(contact: NewContact(customer: own.id, name: "王总", decisionRole: .decisionMaker))
        let below = try customers.addContact(contact: NewContact(customer: own.id, name: "李四", superior: chief.id))
        let new = NewContactLink(contact: chief.id, customer: other.id, title: "董事", decisionRole: .influencer)
        let link = try customers.linkContact(link: new)
        #expect(try customers.contacts(customer: other.id).map { $0.links } == [[link]])
        #expect(try customers.countContacts(filter: ContactFilter(superior: chief.id)) == 1)
        let edit = ContactLinkEdit(title: .set("监事"))
        let edited = try customers.editContactLink(id: link.id, version: link.version, edit: edit)
        #expect(edited.title == "监事")
        let up = ContactEdit(superior: .set(below.id))
        let circle = failure { _ = try customers.editContact(id: chief.id, version: chief.version, edit: up) }
        #expect(circle?.code == .cycle)
        _ = try customers.unlinkContact(id: edited.id, version: edited.version)
        #expect(try customers.contacts(customer: other.id).isEmpty)
    }

    @Test func onePersonThatWasEnteredTwiceBecomesOne() throws {
        let session = try Office().session
        let customers = session.customers()
        let own = try customers.add(customer: NewCustomer(name: "青禾贸易"))
        let other = try customers.add(customer: NewCustomer(name: "青禾投资"))
        let one = try customers.addContact(contact: NewContact(customer: own.id, name: "钱文"))
        let two = try customers.addContact(contact: NewContact(customer: other.id, name: "钱文"))
        let pair = ContactPair(first: one.id, second: two.id)
        let said = try customers.setContactsApart(pairs: [pair])
        #expect(try customers.contactsApart(contact: nil).items == said)
        _ = try customers.forgetContactsApart(ids: [said[0].id])
        let merged = try customers.mergeContacts(
            into: ContactVersion(id: one.id, version: one.version),
            contacts: [ContactVersion(id: two.id, version: two.version)], rules: [])
        #expect(merged.contact.links.map { $0.customer } == [other.id])
        #expect(try customers.contact(id: two.id).mergedInto == one.id)
        let parted = try customers.unmergeContacts(id: merged.merge.id, version: merged.merge.version)
        #expect(parted.others[0].active)
        #expect(try customers.contactMerges(contact: nil).items == [parted.merge])
    }
}
