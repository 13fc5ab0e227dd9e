/** Conversions that the generated code calls. */
package dev.bookroom.support

import java.math.BigDecimal
import java.time.Instant

/** The number in plain digits: `BigDecimal.toString` may answer `1E+3`. */
internal fun plain(number: BigDecimal): String =
    // Digits that no engine number has are not written out: the engine refuses either text.
    if (number.scale() in -64..64) number.toPlainString() else number.toString()

/** The instant so many microseconds after 1970 began, UTC. */
internal fun instant(micros: Long): Instant =
    Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000)

/** Microseconds since 1970 began; what lies beyond them becomes a number that the engine refuses. */
internal fun micros(instant: Instant): Long = try {
    Math.addExact(Math.multiplyExact(instant.epochSecond, 1_000_000L), instant.nano / 1_000L)
} catch (_: ArithmeticException) {
    Long.MAX_VALUE
}
