import Foundation

// The engine's constructors by name.

extension NewBook {
    /// A Chinese small business: CNY, Chinese, UTC+8, 小企业会计准则.
    public static func chinese(name: String, ownerName: String, ownerPassword: String) -> NewBook {
        NewBook(
            name: name, currency: "CNY", language: .chinese, utcOffsetMinutes: 480,
            chart: "cn_small_business", ownerName: ownerName, ownerPassword: ownerPassword)
    }

    /// A company with the plain international chart, in English, at UTC.
    public static func international(
        name: String, currency: String, ownerName: String, ownerPassword: String
    ) -> NewBook {
        NewBook(
            name: name, currency: currency, language: .english, utcOffsetMinutes: 0,
            chart: "international", ownerName: ownerName, ownerPassword: ownerPassword)
    }
}

extension NewPosting {
    /// A debit.
    public static func debit(
        _ account: String, _ amount: Decimal, party: CustomerId? = nil, memo: String? = nil
    ) -> NewPosting {
        NewPosting(account: account, debit: amount, party: party, memo: memo)
    }

    /// A credit.
    public static func credit(
        _ account: String, _ amount: Decimal, party: CustomerId? = nil, memo: String? = nil
    ) -> NewPosting {
        NewPosting(account: account, credit: amount, party: party, memo: memo)
    }
}

extension NewInvoice {
    /// A sale with unit prices without tax, due after the customer's payment days.
    public static func sale(
        customer: CustomerId, issueOn: LocalDate, lines: [NewInvoiceLine]
    ) -> NewInvoice {
        NewInvoice(
            direction: .sale, customer: customer, issueOn: issueOn, priceMode: .net, lines: lines)
    }
}

extension NewPayment {
    /// Money from a customer, by bank transfer, that settles the oldest invoices.
    public static func received(
        customer: CustomerId, paidOn: LocalDate, amount: Decimal
    ) -> NewPayment {
        NewPayment(
            direction: .in, purpose: .settlement, customer: customer, paidOn: paidOn,
            amount: amount, allocate: .automatic)
    }

    /// Money to a supplier, by bank transfer, that settles the oldest invoices.
    public static func paid(
        customer: CustomerId, paidOn: LocalDate, amount: Decimal
    ) -> NewPayment {
        NewPayment(
            direction: .out, purpose: .settlement, customer: customer, paidOn: paidOn,
            amount: amount, allocate: .automatic)
    }
}

extension AgeingOptions {
    /// What customers owed at the end of a day, by due date in the usual bands.
    public static func receivable(on day: LocalDate) -> AgeingOptions {
        AgeingOptions(
            on: day, side: .receivable, bands: .months, by: .dueDate, page: PageRequest(limit: 1000))
    }

    /// What was owed to suppliers.
    public static func payable(on day: LocalDate) -> AgeingOptions {
        AgeingOptions(
            on: day, side: .payable, bands: .months, by: .dueDate, page: PageRequest(limit: 1000))
    }
}

extension Invoice {
    /// What is not settled yet.
    public var open: Decimal { gross - settled }
}

extension Payments {
    /// As with the ids of these records: a part of a payment for an invoice.
    public func allocateTo(
        _ payment: Payment, _ invoice: Invoice, amount: Decimal, on day: LocalDate? = nil
    ) throws -> Allocation {
        try allocateTo(payment: payment.id, invoice: invoice.id, amount: amount, on: day)
    }
}
