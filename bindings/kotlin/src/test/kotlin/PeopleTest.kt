package dev.bookroom.test

import dev.bookroom.*
import org.junit.jupiter.api.Test
import kotlin.test.*

class PeopleTest {
    @Test fun `a person stands at several customers`() = office {
        val customers = session.customers()
        val (own, other) = listOf("青禾贸易", "青禾投资").map { customer(it).id }
        val chief = customers.addContact(NewContact(customer = own, name = "王总", decisionRole = DecisionRole.DECISION_MAKER))
        val below = customers.addContact(NewContact(customer = own, name = "李四", superior = chief.id))
        val new = NewContactLink(contact = chief.id, customer = other, title = "董事", decisionRole = DecisionRole.INFLUENCER)
        val link = customers.linkContact(new)
        assertEquals(listOf(link), customers.contacts(other).single().links)
        assertEquals(1L, customers.countContacts(ContactFilter(superior = chief.id)))
        val edited = customers.editContactLink(link.id, link.version, ContactLinkEdit(title = TextEdit.Set("监事"), leftOn = DateEdit.Set(DAY.withYear(2020))))
        assertEquals("监事", edited.title)
        val circle = ContactEdit(superior = ContactIdEdit.Set(below.id))
        assertEquals(ErrorCode.CYCLE, assertFailsWith<BookroomException> { customers.editContact(chief.id, chief.version, circle) }.code)
        customers.unlinkContact(edited.id, edited.version)
        assertEquals(listOf(), customers.contacts(other))
    }

    @Test fun `one person that was entered twice becomes one`() = office {
        val customers = session.customers()
        val (own, other) = listOf("青禾贸易", "青禾投资").map { customer(it).id }
        val one = customers.addContact(NewContact(customer = own, name = "钱文"))
        val two = customers.addContact(NewContact(customer = other, name = "钱文"))
        val said = customers.setContactsApart(listOf(ContactPair(one.id, two.id)))
        assertEquals(said, customers.contactsApart(null).items)
        customers.forgetContactsApart(listOf(said.single().id))
        val rules = listOf(ContactMergeRule(field = "name", rule = MergeRule.KEEP))
        val merged = customers.mergeContacts(ContactVersion(one.id, one.version), listOf(ContactVersion(two.id, two.version)), rules)
        assertEquals(listOf(other), merged.contact.links.map { it.customer })
        assertEquals(one.id, customers.contact(two.id).mergedInto)
        val parted = customers.unmergeContacts(merged.merge.id, merged.merge.version)
        assertTrue(parted.others.single().active)
        assertEquals(listOf(parted.merge), customers.contactMerges(null).items)
    }
}
