import Foundation

enum ColumnKind {
    static let magic: UInt32 = 0x3143_4B42
    static let number: UInt8 = 1
    static let decimal: UInt8 = 2
    static let date: UInt8 = 3
    static let instant: UInt8 = 4
    static let text: UInt8 = 5
    static let flag: UInt8 = 6
    static let decimalText: UInt8 = 7
}

/// A packed table: columns in one buffer, for lists and batches where a record per row is slow. The
/// engine's `listPacked`, `entriesPacked` and `registerPacked` give one; `TableWriter` makes one for
/// `postPacked`. Columns are decoded when they are asked for.
public struct ColumnTable: Sendable {
    /// What is wrong with a buffer or a request.
    public enum Failure: Error, Equatable {
        /// The bytes are no packed table.
        case notATable
        /// There is no such column, or it is of another kind.
        case noColumn(String)
    }

    /// How many rows there are.
    public let rows: Int
    /// The names of the columns, in order.
    public let names: [String]

    private let bytes: [UInt8]
    private let columns: [String: Column]

    private struct Column: Sendable {
        var kind: UInt8 = 0
        var bitmap: Int?
        var scale = 0
        var dictionary: [String] = []
        var start = 0
    }

    /// Reads the heads of all columns.
    public init(_ data: Data) throws {
        bytes = [UInt8](data)
        var reader = Reader(bytes: bytes)
        guard try reader.number(UInt32.self) == ColumnKind.magic else { throw Failure.notATable }
        rows = Int(try reader.number(UInt32.self))
        var names: [String] = []
        var columns: [String: Column] = [:]
        for _ in 0..<(try reader.number(UInt32.self)) {
            let name = try reader.text(Int(try reader.number(UInt16.self)))
            names.append(name)
            columns[name] = try Self.head(&reader, rows)
        }
        (self.names, self.columns) = (names, columns)
    }

    private static func head(_ reader: inout Reader, _ rows: Int) throws -> Column {
        var column = Column()
        column.kind = try reader.number(UInt8.self)
        if try reader.number(UInt8.self) != 0 {
            column.bitmap = reader.at
            try reader.skip((rows + 7) / 8)
        }
        var width = 4
        switch column.kind {
        case ColumnKind.number, ColumnKind.instant: width = 8
        case ColumnKind.decimal:
            column.scale = Int(try reader.number(UInt8.self))
            width = 8
        case ColumnKind.text, ColumnKind.decimalText:
            let count = Int(try reader.number(UInt32.self))
            for _ in 0..<count {
                column.dictionary.append(try reader.text(Int(try reader.number(UInt32.self))))
            }
        case ColumnKind.flag: width = 1
        default: break
        }
        column.start = reader.at
        try reader.skip(rows * width)
        return column
    }

    /// Whether the row has a value in the column.
    public func isPresent(_ name: String, row: Int) throws -> Bool {
        guard let column = columns[name] else { throw Failure.noColumn(name) }
        return isPresent(column, row)
    }

    /// The column's numbers.
    public func integers(_ name: String) throws -> [Int64?] {
        let column = try column(name, ColumnKind.number)
        return (0..<rows).map { isPresent(column, $0) ? wide(column, $0) : nil }
    }

    /// The column's decimals.
    public func decimals(_ name: String) throws -> [Decimal?] {
        let column = try column(name, ColumnKind.decimal, ColumnKind.decimalText)
        if column.kind == ColumnKind.decimalText {
            return (0..<rows).map { text(column, $0).map(decimalFromEngine) }
        }
        return (0..<rows).map { row in
            guard isPresent(column, row) else { return nil }
            let units = wide(column, row)
            return Decimal(
                sign: units < 0 ? .minus : .plus, exponent: -column.scale,
                significand: Decimal(units.magnitude))
        }
    }

    /// The decimal places of a column of decimals in `units`.
    public func scale(_ name: String) throws -> Int { try column(name, ColumnKind.decimal).scale }

    /// The column's decimals in units of the last place: a hundredth of the time of `decimals`.
    public func units(_ name: String) throws -> [Int64] {
        let column = try column(name, ColumnKind.decimal)
        return (0..<rows).map { wide(column, $0) }
    }

    /// The column's dates.
    public func dates(_ name: String) throws -> [LocalDate?] {
        let column = try column(name, ColumnKind.date)
        return (0..<rows).map { row in
            guard isPresent(column, row) else { return nil }
            return LocalDate(daysSinceEpoch: Int64(load(Int32.self, column.start + row * 4)))
        }
    }

    /// The column's instants.
    public func instants(_ name: String) throws -> [Date?] {
        let column = try column(name, ColumnKind.instant)
        return (0..<rows).map {
            isPresent(column, $0) ? instantFromEngine(wide(column, $0)) : nil
        }
    }

    /// The column's texts.
    public func texts(_ name: String) throws -> [String?] {
        let column = try column(name, ColumnKind.text)
        return (0..<rows).map { text(column, $0) }
    }

    /// The column's answers.
    public func flags(_ name: String) throws -> [Bool] {
        let column = try column(name, ColumnKind.flag)
        return (0..<rows).map { bytes[column.start + $0] != 0 }
    }

    private func column(_ name: String, _ kinds: UInt8...) throws -> Column {
        guard let column = columns[name], kinds.contains(column.kind) else {
            throw Failure.noColumn(name)
        }
        return column
    }

    private func isPresent(_ column: Column, _ row: Int) -> Bool {
        column.bitmap.map { bytes[$0 + row / 8] >> UInt8(row % 8) & 1 == 1 } ?? true
    }

    private func wide(_ column: Column, _ row: Int) -> Int64 {
        load(Int64.self, column.start + row * 8)
    }

    private func text(_ column: Column, _ row: Int) -> String? {
        guard isPresent(column, row) else { return nil }
        return column.dictionary[Int(load(UInt32.self, column.start + row * 4))]
    }

    private func load<Number: FixedWidthInteger>(_ type: Number.Type, _ at: Int) -> Number {
        bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: type)) }
    }

    /// A place in the bytes, never past their end.
    private struct Reader {
        let bytes: [UInt8]
        var at = 0

        mutating func skip(_ count: Int) throws {
            guard count >= 0, at + count <= bytes.count else { throw Failure.notATable }
            at += count
        }

        mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
            let start = at
            try skip(MemoryLayout<Number>.size)
            return bytes.withUnsafeBytes {
                Number(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: type))
            }
        }

        mutating func text(_ length: Int) throws -> String {
            let start = at
            try skip(length)
            return String(decoding: bytes[start..<at], as: UTF8.self)
        }
    }
}

extension Customers {
    /// Every customer that a filter finds, in columns.
    public func listColumns(
        filter: CustomerFilter? = nil, sort: CustomerSort? = nil, descending: Bool = false
    ) throws -> ColumnTable {
        try ColumnTable(listPacked(filter: filter, sort: sort, descending: descending))
    }
}

extension Invoices {
    /// Every document that a filter finds, in columns.
    public func listColumns(
        filter: InvoiceFilter? = nil, sort: InvoiceSort? = nil, descending: Bool = false
    ) throws -> ColumnTable {
        try ColumnTable(listPacked(filter: filter, sort: sort, descending: descending))
    }
}

extension Payments {
    /// Every payment that a filter finds, in columns.
    public func listColumns(
        filter: PaymentFilter? = nil, sort: PaymentSort? = nil, descending: Bool = false
    ) throws -> ColumnTable {
        try ColumnTable(listPacked(filter: filter, sort: sort, descending: descending))
    }
}

extension Ledger {
    /// Every posting of the entries that a filter finds, in columns.
    public func entryColumns(filter: EntryFilter? = nil) throws -> ColumnTable {
        try ColumnTable(entriesPacked(filter: filter))
    }

    /// Every movement of a register, in columns.
    public func registerColumns(query: RegisterOptions) throws -> ColumnTable {
        try ColumnTable(registerPacked(query: query))
    }

    /// Posts the entries of a table; see `postPacked` for its columns.
    public func postColumns(_ table: TableWriter) throws -> ColumnTable {
        try ColumnTable(postPacked(table: table.data()))
    }
}
