import Foundation

// Conversions that the generated code calls. Decimals cross as text, never as floating point.

/// The number of a text such as `-1234.50`. Up to 18 digits are read by hand: Foundation takes
/// ten times as long.
func decimalFromEngine(_ text: String) -> Decimal {
    var digits: UInt64 = 0
    var count = 0
    var places = 0
    var negative = false
    var afterPoint = false
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "-"): negative = true
        case UInt8(ascii: "."): afterPoint = true
        default:
            digits = digits &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
            count += 1
            if afterPoint { places += 1 }
        }
    }
    guard count <= 18 else { return Decimal(string: text, locale: plain) ?? Decimal.nan }
    return Decimal(
        sign: negative ? .minus : .plus, exponent: -places, significand: Decimal(digits))
}

/// The text of a number. What is not a number becomes a text that the engine refuses.
func decimalToEngine(_ number: Decimal) -> String {
    var number = number
    return NSDecimalString(&number, plain)
}

// The user's own locale may write a decimal comma.
private let plain = Locale(identifier: "en_US_POSIX")

/// The instant so many microseconds after 1970 began.
func instantFromEngine(_ micros: Int64) -> Date {
    Date(timeIntervalSince1970: Double(micros) / 1_000_000)
}

/// Microseconds since 1970 began; what lies beyond them becomes a number that the engine refuses.
func instantToEngine(_ instant: Date) -> Int64 {
    let micros = (instant.timeIntervalSince1970 * 1_000_000).rounded()
    return Int64(exactly: micros) ?? Int64.max
}
