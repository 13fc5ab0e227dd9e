// What all typed ids have. The ids themselves are made from the engine's: `generated/Ids.swift`.

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
