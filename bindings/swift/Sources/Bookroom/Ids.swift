// Typed ids: a customer's id cannot stand where a product's is asked for.

/// What all ids have: a 64-bit number, small, unique in its book among records of its kind.
public protocol BookroomId: Hashable, Comparable, Codable, Sendable, CustomStringConvertible,
    ExpressibleByIntegerLiteral
{
    /// The number.
    var value: Int64 { get }
    /// The id with this number.
    init(_ value: Int64)
}

extension BookroomId {
    public static func < (one: Self, other: Self) -> Bool { one.value < other.value }
    public var description: String { String(value) }
    public init(integerLiteral value: Int64) { self.init(value) }
    /// Reads a bare number.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Int64.self))
    }
    /// Writes a bare number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// The id of a company's book.
public struct BookId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of a person who signs in.
public struct OperatorId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of a named set of permissions.
public struct RoleId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of a group of operators who share records.
public struct TeamId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of a user-maintained list.
public struct DictionaryId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of an entry of a user-maintained list.
public struct DictionaryItemId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of a company or person dealt with, customer or supplier.
public struct CustomerId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of a person at a customer.
public struct ContactId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of a node of the chart of accounts.
public struct AccountId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of a voucher word.
public struct JournalId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of a voucher.
public struct EntryId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of a product or service.
public struct ProductId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of an invoice or credit note.
public struct InvoiceId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of money in or out.
public struct PaymentId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of which money settles which document.
public struct AllocationId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of feedback, a complaint or a request.
public struct CaseId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of a note on a case.
public struct CaseNoteId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

/// The id of one imported file.
public struct ImportId: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}
