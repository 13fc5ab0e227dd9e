package dev.bookroom

import java.math.BigDecimal
import java.time.LocalDate

/** A Chinese small business: CNY, Chinese, UTC+8, 小企业会计准则. */
fun NewBook.Companion.chinese(name: String, ownerName: String, ownerPassword: String): NewBook =
    NewBook(
        name = name,
        currency = "CNY",
        language = Language.CHINESE,
        utcOffsetMinutes = 480,
        chart = "cn_small_business",
        ownerName = ownerName,
        ownerPassword = ownerPassword,
    )

/** A company with the plain international chart, in English, at UTC. */
fun NewBook.Companion.international(
    name: String,
    currency: String,
    ownerName: String,
    ownerPassword: String,
): NewBook = NewBook(
    name = name,
    currency = currency,
    language = Language.ENGLISH,
    utcOffsetMinutes = 0,
    chart = "international",
    ownerName = ownerName,
    ownerPassword = ownerPassword,
)

/** A debit. */
fun NewPosting.Companion.debit(
    account: String,
    amount: BigDecimal,
    party: CustomerId? = null,
    memo: String? = null,
): NewPosting = NewPosting(account, debit = amount, party = party, memo = memo)

/** A credit. */
fun NewPosting.Companion.credit(
    account: String,
    amount: BigDecimal,
    party: CustomerId? = null,
    memo: String? = null,
): NewPosting = NewPosting(account, credit = amount, party = party, memo = memo)

/** A sale with unit prices without tax, due after the customer's payment days. */
fun NewInvoice.Companion.sale(
    customer: CustomerId,
    issueOn: LocalDate,
    lines: List<NewInvoiceLine>,
): NewInvoice = NewInvoice(
    direction = Direction.SALE,
    customer = customer,
    issueOn = issueOn,
    priceMode = PriceMode.NET,
    lines = lines,
)

/** Money from a customer, by bank transfer, that settles the oldest invoices. */
fun NewPayment.Companion.received(
    customer: CustomerId,
    paidOn: LocalDate,
    amount: BigDecimal,
): NewPayment = NewPayment(
    direction = PaymentDirection.IN,
    purpose = PaymentPurpose.SETTLEMENT,
    customer = customer,
    paidOn = paidOn,
    amount = amount,
    allocate = AllocationChoice.Automatic,
)

/** Money to a supplier, by bank transfer, that settles the oldest invoices. */
fun NewPayment.Companion.paid(
    customer: CustomerId,
    paidOn: LocalDate,
    amount: BigDecimal,
): NewPayment = received(customer, paidOn, amount).copy(direction = PaymentDirection.OUT)

/** What customers owed at the end of a day, by due date in the usual bands. */
fun AgeingOptions.Companion.receivable(on: LocalDate): AgeingOptions = AgeingOptions(
    on = on,
    side = OpenItemSide.RECEIVABLE,
    bands = AgeingBands.Months,
    by = AgeingBy.DUE_DATE,
    page = PageRequest(1000u),
)

/** What was owed to suppliers. */
fun AgeingOptions.Companion.payable(on: LocalDate): AgeingOptions =
    receivable(on).copy(side = OpenItemSide.PAYABLE)

/** What is not settled yet. */
val Invoice.open: BigDecimal
    get() = gross - settled

/** As with the ids of these records: a part of a payment for an invoice. */
fun Payments.allocateTo(
    payment: Payment,
    invoice: Invoice,
    amount: BigDecimal,
    on: LocalDate? = null,
): Allocation = allocateTo(payment.id, invoice.id, amount, on)
