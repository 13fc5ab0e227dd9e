package dev.bookroom

/** What is wrong: one problem, except for [BookroomException.Invalid], which holds all it found. */
val BookroomException.problems: List<Problem>
    get() = when (this) {
        is BookroomException.Invalid -> problems
        is BookroomException.NotFound -> problems
        is BookroomException.Denied -> problems
        is BookroomException.Conflict -> problems
        is BookroomException.Duplicate -> problems
        is BookroomException.Closed -> problems
        is BookroomException.Busy -> problems
        is BookroomException.Storage -> problems
        is BookroomException.Unsupported -> problems
    }

/** The code of the first problem. */
val BookroomException.code: ErrorCode
    get() = problems.firstOrNull()?.code ?: ErrorCode.INTERNAL

/** The kind: what a caller would do about it. */
val BookroomException.kind: ErrorKind
    get() = when (this) {
        is BookroomException.Invalid -> ErrorKind.INVALID
        is BookroomException.NotFound -> ErrorKind.NOT_FOUND
        is BookroomException.Denied -> ErrorKind.DENIED
        is BookroomException.Conflict -> ErrorKind.CONFLICT
        is BookroomException.Duplicate -> ErrorKind.DUPLICATE
        is BookroomException.Closed -> ErrorKind.CLOSED
        is BookroomException.Busy -> ErrorKind.BUSY
        is BookroomException.Storage -> ErrorKind.STORAGE
        is BookroomException.Unsupported -> ErrorKind.UNSUPPORTED
    }

/** Where in the caller's input the problems are, such as `lines[2].quantity`. */
val BookroomException.paths: List<String>
    get() = problems.map { it.path }

/** The sentences for people in a language, one a line. */
fun BookroomException.text(language: Language): String = problems.joinToString("\n") {
    if (language == Language.CHINESE) it.textZh else it.textEn
}

/** The value of the fact called [name], such as `limit`. */
fun Problem.fact(name: String): String? = facts.firstOrNull { it.name == name }?.value
