import Bookroom
import Foundation
import Testing

@Suite struct ValuesTests {
    @Test func decimalsCrossExactly() throws {
        for text in [
            "0", "1", "-0.00000001", "423772.89", "79228162514264337593543950335",
            "-7.9228162514264337593543950335", "123456789012345678", "1234567890123456789.5",
        ] {
            let number = Decimal(string: text)!
            #expect(try crossingDecimal(number: number) == number, "\(text)")
        }
        for wrong in [Decimal(string: "79228162514264337593543950336")!, Decimal.nan] {
            let refused = failure { _ = try crossingDecimal(number: wrong) }
            #expect(refused?.code == .badNumber)
        }
    }

    @Test func datesCarryNoTimeZone() throws {
        for text in ["1970-01-01", "1000-01-01", "2024-02-29", "9999-12-31", "1969-12-31"] {
            let date = try #require(LocalDate(text))
            #expect(try crossingDate(date: date) == date)
            #expect(date.description == text)
        }
        #expect(LocalDate("2023-02-29") == nil && LocalDate("2023-2-1") == nil)
        let far = LocalDate(daysSinceEpoch: Int64.max)
        #expect(failure { _ = try crossingDate(date: far) }?.code == .badDate)
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        #expect(LocalDate(of: Date(timeIntervalSince1970: -3600), in: zone).description == "1970-01-01")
    }

    @Test func instantsKeepTheirMicroseconds() throws {
        for seconds in [0, 1_750_000_000.123456, -0.000001, -30_000_000_000] {
            let instant = Date(timeIntervalSince1970: seconds)
            let back = try crossingInstant(instant: instant)
            #expect(abs(back.timeIntervalSince(instant)) < 0.000001)
        }
        #expect(failure { _ = try crossingInstant(instant: .distantFuture.addingTimeInterval(1e18)) } != nil)
    }

    @Test func textsKeepEveryCharacter() {
        for text in ["", "a", "账房", "👨‍👩‍👧 e\u{301}", "a\0b", "\n\t\"'"] {
            #expect(crossingText(text: text) == text)
        }
        #expect(crossingNumber(number: Int64.max) == Int64.min)
    }

    @Test func aRecordKeepsEveryField() throws {
        let customer = NewCustomer(
            code: "C-1", kind: .person, name: "王小明", isSupplier: true,
            classes: ["industry": "retail", "region": "east"], taxKind: IdentifierKind.allCases[0],
            taxNumber: "x", paymentDays: 30,
            channels: [Channel(kind: .mobile, label: "工作", value: "13812345678")],
            tags: ["vip", "老客户"], owner: 7)
        #expect(try crossingCustomer(customer: customer) == customer)
        let json = try JSONEncoder().encode(customer)
        #expect(try JSONDecoder().decode(NewCustomer.self, from: json) == customer)
    }

    @Test func aCommandIsData() throws {
        let command = AnyCommand.addCustomers(AddCustomers(customers: [NewCustomer(name: "A")]))
        #expect(try crossingCommand(command: command) == command)
        let secret = AnyCommand.resetPassword(ResetPassword(id: 1, password: "Secret-Word-1"))
        guard case .resetPassword(let back) = try crossingCommand(command: secret) else {
            Issue.record("another command came back")
            return
        }
        #expect(back.password == "***", "a password never comes back")
    }

    @Test func defaultsAreTheEngines() throws {
        let plain = try Office().customer("默认")
        #expect(plain.kind == .company && plain.isCustomer && !plain.isSupplier && plain.active)
        #expect(PageRequest().limit == 50)
        #expect(SalesImport().unknownProducts == .create && SalesImport().taxRate == 0)
        #expect(CustomerId(7) == 7 && InvoiceId(1) < InvoiceId(2))
    }

    @Test func formsCanCheckWhatIsTyped() throws {
        let code = IdentifierKind.unifiedSocialCredit
        #expect(try checkIdentifier(kind: code, text: " 91350100m000100y43 ") == "91350100M000100Y43")
        let wrong = failure { _ = try checkIdentifier(kind: code, text: "91350100M000100Y44") }
        #expect(wrong?.code == .badCheckDigit)
        #expect(detectIdentifier(text: "91350100M000100Y44") == code)
        #expect(normalizeIdentifier(kind: .vat, text: "de 136-695 976") == "DE136695976")
        let phone = readPhone(text: "０２１ 5555 1234 转 801", region: "CN")
        #expect(phone.display == "021-55551234-801" && phone.kind == .landline)
        let phones = splitPhones(text: "13800138000 / 010-12345678")
        #expect(phones == ["13800138000", "010-12345678"])
        #expect(try checkEmail(text: "Zhang@EXAMPLE.com") == "Zhang@example.com")
        #expect(failure { _ = try checkEmail(text: "x@") }?.code == .badFormat)
        #expect(maskPhone(number: "13800138000") == "138****8000")
        #expect(maskEmail(address: "zhang@example.com") == "z***@example.com")
        #expect(maskName(name: "王小明") == "王**")
        #expect(maskAllButFour(number: "6222021234565678") == "****5678")
        #expect(splitByWeight(amount: 100, weights: [1, 1, 1]) == [34, 33, 33])
        #expect(caseStepsFrom(state: .inProgress).contains(.resolve))
    }

    @Test func rejectedRowsComeBackAsAFile() throws {
        let csv = "客户名称,统一社会信用代码\n甲公司,91350100M000100Y44\n乙公司,\n"
        let report = try Office().session.exchange().importCustomers(
            file: .bytes(name: "客户.csv", bytes: Data(csv.utf8)))
        let file = try #require(report.files.first)
        let bytes = try rejectedBytes(file: file, language: .chinese)
        let text = try #require(String(data: bytes, encoding: .utf8))
        #expect(text.contains("甲公司") && text.contains("bad_check_digit"))
        let folder = try folder()
        let target = folder.appendingPathComponent("rejected.csv")
        #expect(try writeRejected(file: file, path: target.path, language: .chinese) == 1)
        #expect(try Data(contentsOf: target) == bytes)
        let refused = failure {
            _ = try writeRejected(file: file, path: folder.path, language: .chinese)
        }
        #expect(refused?.code == .notAFile)
    }
}
