//! Gives the memory that JNA keeps for a call back at once.
//!
//! Every structure that crosses registers with JNA's one cleaner thread. It cannot keep up with
//! several threads that call all the time, and the heap fills up with what nobody needs any more
//! (java-native-access/jna#1535). So what a call has used is closed when the call is over.

/// The texts of uniffi's Kotlin that are replaced, and by what.
const CHANGES: [(&str, &str); 3] = [
    (
        "    var status = UniffiRustCallStatus()
    val return_value = callback(status)
    uniffiCheckCallStatus(errorHandler, status)
    return return_value
}
",
        "    val status = UniffiRustCallStatus()
    try {
        val return_value = callback(status)
        uniffiCheckCallStatus(errorHandler, status)
        return return_value
    } finally {
        uniffiRelease(status)
    }
}

// Gives back what JNA keeps for a structure that is no longer used; see `release.rs`.
internal fun uniffiRelease(structure: Structure) {
    (structure.pointer as? com.sun.jna.Memory)?.close()
}
",
    ),
    (
        "rustbuffer_free(buf, status)
        }
",
        "rustbuffer_free(buf, status)
        }.also { uniffiRelease(buf) }
",
    ),
    // JNA itself makes what is not there, within the memory of the whole.
    (
        "    @JvmField var error_buf: RustBuffer.ByValue = RustBuffer.ByValue()\n",
        "    lateinit var error_buf: RustBuffer.ByValue\n",
    ),
];

/// The sources with the changes.
///
/// # Errors
/// A sentence, when uniffi writes something else: then this is to be looked at again.
pub fn kotlin(text: &str) -> Result<String, String> {
    CHANGES.iter().try_fold(text.to_owned(), |text, (from, to)| match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        found => Err(format!("{found} places instead of one read: {from}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_is_made_once() {
        let before: String = CHANGES.iter().map(|(from, _)| *from).collect();
        let after: String = CHANGES.iter().map(|(_, to)| *to).collect();
        assert_eq!(kotlin(&before), Ok(after));
        assert!(kotlin("something else").is_err());
        assert!(kotlin(&(before.clone() + &before)).is_err());
    }
}
