package dev.bookroom.test

import dev.bookroom.*
import java.math.BigDecimal
import org.junit.jupiter.api.Test
import kotlin.test.*

class EditsTest {
    @Test fun `an edit keeps, clears and sets`() = office {
        val customers = session.customers()
        val made = customers.add(NewCustomer(name = "南山贸易", note = "老客户", level = "A", tags = listOf("VIP")))
        val kept = customers.edit(made.id, made.version, CustomerEdit(name = "南山"))
        assertEquals("南山", kept.name)
        assertEquals(listOf("老客户", "A"), listOf(kept.note, kept.level))
        val edit = CustomerEdit(note = TextEdit.Clear, level = TextEdit.Set("B"), tags = TextListEdit.Clear)
        val edited = customers.edit(kept.id, kept.version, edit)
        assertNull(edited.note)
        assertEquals("B", edited.level)
        assertEquals(emptyList(), edited.tags)
        assertEquals("南山", edited.name)
    }

    @Test fun `products and drafts are edited in part`() = office {
        val products = session.billing().products()
        val tea = products.add(NewProduct("TEA", ProductKind.PRODUCT, "茶", "罐", BigDecimal(20), PriceMode.NET, BigDecimal("0.13")))
        val cheaper = products.edit(tea.id, tea.version, ProductEdit(unitPrice = DecimalEdit.Set(BigDecimal(18))))
        assertEquals("罐", cheaper.unit)
        assertEquals(0, BigDecimal(18).compareTo(cheaper.unitPrice))
        val free = products.edit(tea.id, cheaper.version, ProductEdit(unit = TextEdit.Clear, unitPrice = DecimalEdit.Clear))
        assertNull(free.unit)
        assertNull(free.unitPrice)

        val invoices = session.billing().invoices()
        val line = NewInvoiceLine(description = "服务", quantity = BigDecimal.ONE, unitPrice = BigDecimal(100))
        val draft = invoices.draft(NewInvoice.sale(customer("甲").id, DAY, listOf(line)))
        val noted = invoices.edit(draft.id, draft.version, InvoiceEdit(note = TextEdit.Set("改"), dueOn = DateEdit.Set(DAY.plusDays(9))))
        assertEquals(draft.lines, noted.lines)
        assertEquals(DAY.plusDays(9), noted.dueOn)
        val due = invoices.edit(draft.id, noted.version, InvoiceEdit(dueOn = DateEdit.Clear))
        assertEquals(DAY, due.dueOn)
        assertEquals("改", due.note)
    }

    @Test fun `many edits have one form`() = office {
        val service = session.service()
        val case = service.open(NewCase(kind = CaseKind.COMPLAINT, subject = "破损"))
        val update = CaseUpdate(case.id, case.version, CaseEdit(subject = "两箱破损", description = TextEdit.Set("外箱")))
        assertEquals("外箱", service.editMany(listOf(update)).single().description)
    }
}
