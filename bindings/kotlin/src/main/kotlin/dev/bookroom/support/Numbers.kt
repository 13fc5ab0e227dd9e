/** Conversions that the generated code calls. */
package dev.bookroom.support

import java.math.BigDecimal

/** The number in plain digits: `BigDecimal.toString` may answer `1E+3`. */
internal fun plain(number: BigDecimal): String =
    // Digits that no engine number has are not written out: the engine refuses either text.
    if (number.scale() in -64..64) number.toPlainString() else number.toString()
