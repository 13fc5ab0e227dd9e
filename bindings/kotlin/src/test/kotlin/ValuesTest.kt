package dev.bookroom.test

import dev.bookroom.*
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
import org.junit.jupiter.api.Test
import kotlin.test.*

class ValuesTest {
    @Test fun `decimals cross exactly`() {
        for (text in listOf(
            "0", "1.00", "-0.00000001", "423772.89", "79228162514264337593543950335",
            "-7.9228162514264337593543950335",
        )) {
            assertEquals(BigDecimal(text), crossingDecimal(BigDecimal(text)), text)
        }
        assertEquals(0, crossingDecimal(BigDecimal("1E+3")).compareTo(BigDecimal(1000)))
        for (text in listOf("79228162514264337593543950336", "0.12345678901234567890123456789", "1E+99999")) {
            val refused = assertFailsWith<BookroomException.Invalid>(text) { crossingDecimal(BigDecimal(text)) }
            assertEquals(ErrorCode.BAD_NUMBER, refused.code)
        }
    }

    @Test fun `dates carry no time zone`() {
        for (date in listOf(LocalDate.EPOCH, LocalDate.of(1000, 1, 1), LocalDate.of(2024, 2, 29), LocalDate.of(9999, 12, 31))) {
            assertEquals(date, crossingDate(date))
        }
        val refused = assertFailsWith<BookroomException.Invalid> { crossingDate(LocalDate.MAX) }
        assertEquals(ErrorCode.BAD_DATE, refused.code)
    }

    @Test fun `instants keep their microseconds`() {
        for (text in listOf("1970-01-01T00:00:00Z", "2026-06-15T08:09:10.123456Z", "1969-12-31T23:59:59.999999Z", "1000-01-01T00:00:00Z")) {
            assertEquals(Instant.parse(text), crossingInstant(Instant.parse(text)))
        }
        assertFailsWith<BookroomException.Invalid> { crossingInstant(Instant.MAX) }
    }

    @Test fun `texts keep every character`() {
        for (text in listOf("", "a", "账房", "👨‍👩‍👧 e\u0301", "a\u0000b", "\n\t\"'")) {
            assertEquals(text, crossingText(text))
        }
        assertEquals(Long.MIN_VALUE, crossingNumber(Long.MAX_VALUE))
    }

    @Test fun `a record keeps every field`() {
        val customer = NewCustomer(
            code = "C-1",
            kind = CustomerKind.PERSON,
            name = "王小明",
            isSupplier = true,
            classes = mapOf("industry" to "retail", "region" to "east"),
            taxKind = IdentifierKind.entries.first(),
            taxNumber = "x",
            paymentDays = 30,
            channels = listOf(Channel(kind = ChannelKind.MOBILE, value = "13812345678", label = "工作")),
            tags = listOf("vip", "老客户"),
            owner = OperatorId(7),
        )
        assertEquals(customer, crossingCustomer(customer))
        assertEquals(NewCustomer(name = "A"), crossingCustomer(NewCustomer(name = "A")))
    }

    @Test fun `a command is data`() {
        val command: AnyCommand = AnyCommand.AddCustomers(AddCustomers(listOf(NewCustomer(name = "A"))))
        assertEquals(command, crossingCommand(command))
        val password = AnyCommand.ResetPassword(ResetPassword(OperatorId(1), "Secret-Word-1"))
        val back = assertIs<AnyCommand.ResetPassword>(crossingCommand(password))
        assertEquals("***", back.v1.password, "a password never comes back")
    }

    @Test fun `ids are values of their own`() {
        assertEquals(CustomerId(7), CustomerId(7))
        assertEquals("7", CustomerId(7).toString())
        assertTrue(InvoiceId(1) < InvoiceId(2))
    }

    @Test fun `defaults are the engine's`() = office {
        val plain = customer("默认")
        assertEquals(CustomerKind.COMPANY, plain.kind)
        assertTrue(plain.isCustomer && !plain.isSupplier && plain.active)
        assertEquals(50u, PageRequest().limit)
        assertEquals(emptyList(), CustomerFilter().conditions)
        assertEquals(UnknownValues.CREATE, SalesImport().unknownProducts)
        assertEquals(BigDecimal.ZERO, SalesImport().taxRate)
    }

    @Test fun `forms can check what is typed`() {
        assertEquals("91350100M000100Y43", checkIdentifier(IdentifierKind.UNIFIED_SOCIAL_CREDIT, " 91350100m000100y43 "))
        val wrong = assertFailsWith<BookroomException.Invalid> {
            checkIdentifier(IdentifierKind.UNIFIED_SOCIAL_CREDIT, "91350100M000100Y44")
        }
        assertEquals(ErrorCode.BAD_CHECK_DIGIT, wrong.code)
        assertEquals(IdentifierKind.UNIFIED_SOCIAL_CREDIT, detectIdentifier("91350100M000100Y44"))
        assertEquals("DE136695976", normalizeIdentifier(IdentifierKind.VAT, "de 136-695 976"))
        val phone = readPhone("０２１ 5555 1234 转 801", "CN")
        assertEquals("021-55551234-801" to PhoneKind.LANDLINE, phone.display to phone.kind)
        assertEquals(listOf("13800138000", "010-12345678"), splitPhones("13800138000 / 010-12345678"))
        assertEquals("Zhang@example.com", checkEmail("Zhang@EXAMPLE.com"))
        assertEquals(ErrorCode.BAD_FORMAT, assertFailsWith<BookroomException.Invalid> { checkEmail("x@") }.code)
        assertEquals("138****8000", maskPhone("13800138000"))
        assertEquals("z***@example.com", maskEmail("zhang@example.com"))
        assertEquals("王**", maskName("王小明"))
        assertEquals("****5678", maskAllButFour("6222021234565678"))
        assertEquals(listOf(34L, 33L, 33L), splitByWeight(100, listOf(1, 1, 1)))
        assertTrue(CaseStep.RESOLVE in caseStepsFrom(CaseState.IN_PROGRESS))
    }

    @Test fun `rejected rows come back as a file`() = office {
        val csv = "客户名称,统一社会信用代码\n甲公司,91350100M000100Y44\n乙公司,\n".toByteArray()
        val report = session.exchange().importCustomers(ImportSource.Bytes("客户.csv", csv))
        val file = report.files.single()
        val text = rejectedBytes(file, Language.CHINESE).decodeToString()
        assertTrue("甲公司" in text && "bad_check_digit" in text, text)
        val folder = folder()
        val target = folder.resolve("rejected.csv")
        assertEquals(1uL, writeRejected(file, target.path, Language.CHINESE))
        assertEquals(text, target.readText())
        assertEquals(
            ErrorCode.NOT_A_FILE,
            assertFailsWith<BookroomException> { writeRejected(file, folder.path, Language.CHINESE) }.code,
        )
    }
}
