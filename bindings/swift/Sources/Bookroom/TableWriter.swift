import Foundation

/// Makes a packed table, column by column.
public struct TableWriter {
    private let rows: Int
    private var columns: UInt32 = 0
    private var bytes: [UInt8] = []

    /// A table of so many rows.
    public init(rows: Int) { self.rows = rows }

    /// A column of numbers; nil where there is none.
    public mutating func integers(_ name: String, _ value: (Int) -> Int64?) {
        let values = (0..<rows).map(value)
        begin(name, ColumnKind.number, values.map { $0 != nil })
        for value in values { append(value ?? 0) }
    }

    /// A column of dates.
    public mutating func dates(_ name: String, _ value: (Int) -> LocalDate?) {
        let values = (0..<rows).map(value)
        begin(name, ColumnKind.date, values.map { $0 != nil })
        for value in values { append(Int32(clamping: value?.daysSinceEpoch ?? 0)) }
    }

    /// A column of decimals, as text: exact whatever their size.
    public mutating func decimals(_ name: String, _ value: (Int) -> Decimal?) {
        dictionary(name, ColumnKind.decimalText) { value($0).map(decimalToEngine) }
    }

    /// A column of decimals in units of the last of `scale` places: the quick way.
    public mutating func units(_ name: String, scale: UInt8, _ value: (Int) -> Int64?) {
        let values = (0..<rows).map(value)
        begin(name, ColumnKind.decimal, values.map { $0 != nil })
        bytes.append(scale)
        for value in values { append(value ?? 0) }
    }

    /// A column of texts.
    public mutating func texts(_ name: String, _ value: (Int) -> String?) {
        dictionary(name, ColumnKind.text, value)
    }

    /// The whole table.
    public func data() -> Data {
        var head = TableWriter(rows: 0)
        head.append(ColumnKind.magic)
        head.append(UInt32(rows))
        head.append(columns)
        return Data(head.bytes + bytes)
    }

    private mutating func dictionary(_ name: String, _ kind: UInt8, _ value: (Int) -> String?) {
        let values = (0..<rows).map(value)
        begin(name, kind, values.map { $0 != nil })
        var places: [String: UInt32] = [:]
        var texts: [String] = []
        var indexes: [UInt32] = []
        for value in values {
            guard let text = value else {
                indexes.append(0)
                continue
            }
            if let place = places[text] {
                indexes.append(place)
            } else {
                let place = UInt32(texts.count)
                places[text] = place
                texts.append(text)
                indexes.append(place)
            }
        }
        append(UInt32(texts.count))
        for text in texts {
            append(UInt32(text.utf8.count))
            bytes += text.utf8
        }
        for index in indexes { append(index) }
    }

    private mutating func begin(_ name: String, _ kind: UInt8, _ present: [Bool]) {
        columns += 1
        append(UInt16(name.utf8.count))
        bytes += name.utf8
        let someAbsent = present.contains(false)
        bytes += [kind, someAbsent ? 1 : 0]
        guard someAbsent else { return }
        var bitmap = [UInt8](repeating: 0, count: (rows + 7) / 8)
        for (row, isPresent) in present.enumerated() where isPresent {
            bitmap[row / 8] |= 1 << UInt8(row % 8)
        }
        bytes += bitmap
    }

    private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
