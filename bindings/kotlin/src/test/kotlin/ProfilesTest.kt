package dev.bookroom.test

import dev.bookroom.*
import java.time.LocalDate
import org.junit.jupiter.api.Test
import kotlin.test.*

class ProfilesTest {
    @Test fun `sales show what customers want on them`() = office {
        val profiles = session.customers().invoiceProfiles()
        val buyer = session.customers().add(NewCustomer(name = "青禾"))
        val first = profiles.add(NewInvoiceProfile(customer = buyer.id, title = "青禾有限公司"))
        assertTrue(first.isDefault)
        val other = profiles.add(NewInvoiceProfile(customer = buyer.id, title = "青禾上海"))
        val retired = profiles.setActive(other.id, other.version, false)
        assertEquals(listOf(first, retired), profiles.list(InvoiceProfileFilter(customer = buyer.id)).items)
        assertEquals(other.id, profiles.remove(retired.id, retired.version).id)
    }

    @Test fun `days that matter come up`() = office {
        val dates = session.customers().importantDates()
        val buyer = session.customers().add(NewCustomer(name = "青禾"))
        val founded = NewImportantDate(
            customer = buyer.id, kind = ImportantDateKind.FOUNDING, year = 2008, month = 2, day = 29,
        )
        val date = dates.add(founded)
        val (from, to) = LocalDate.parse("2027-02-01") to LocalDate.parse("2027-03-31")
        val coming = dates.coming(from, to, ComingDateFilter()).items.single()
        assertEquals(LocalDate.parse("2027-02-28") to 19L, coming.on to coming.years)
        assertEquals(date.id, dates.remove(date.id, date.version).id)
    }
}
