package dev.bookroom

import java.io.File
import java.time.Duration
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow

/**
 * Opens the store `bookroom.db` in [folder], which is made when absent. On Android give
 * `context.noBackupFilesDir` or a folder below it: a store that a backup restores halfway is worse
 * than none. Beside the file stand `-wal` and `-shm`, which belong to it.
 */
fun openBookroom(
    folder: File,
    passwordPolicy: PasswordPolicy? = null,
    busyWait: Duration? = null,
    clock: Clock? = null,
): Bookroom {
    folder.mkdirs()
    val file = File(folder, "bookroom.db").absolutePath
    return Bookroom.open(file, passwordPolicy, busyWait, clock)
}

/**
 * Closes every connection while the application is in the background: call it in `onStop`, and
 * [Bookroom.reopen] in `onStart`. A store in memory stays as it is.
 */
fun Bookroom.suspendStore(): Boolean = try {
    shutdown()
    true
} catch (refused: BookroomException.Unsupported) {
    false
}

/** Signs in, does [work], and frees the session whatever comes of it. */
inline fun <T> Bookroom.signedIn(
    book: BookId,
    name: String,
    password: String,
    work: (Session) -> T,
): T = signIn(book, name, password).use(work)

/**
 * All rows of a list as a [Flow], page by page as they are collected:
 * `pages { customers.list(page = it) }` wants [rows] and [next] of its page.
 */
fun <P, T> pages(
    rows: (P) -> List<T>,
    next: (P) -> Cursor?,
    limit: UInt = 500u,
    load: (PageRequest) -> P,
): Flow<T> = flow {
    var request: PageRequest? = PageRequest(limit)
    while (request != null) {
        val page = load(request)
        for (row in rows(page)) emit(row)
        request = next(page)?.let { PageRequest(limit, it) }
    }
}

/** All customers that a filter finds, page by page as they are collected. */
fun Customers.all(
    filter: CustomerFilter = CustomerFilter(),
    sort: CustomerSort = CustomerSort.NAME,
    descending: Boolean = false,
): Flow<CustomerSummary> =
    pages({ it.items }, CustomerSummaryPage::next) { list(filter, sort, descending, it) }

/** All invoices that a filter finds, page by page as they are collected. */
fun Invoices.all(
    filter: InvoiceFilter = InvoiceFilter(),
    sort: InvoiceSort = InvoiceSort.ISSUE_ON,
    descending: Boolean = false,
): Flow<Invoice> = pages({ it.items }, InvoicePage::next) { list(filter, sort, descending, it) }

/** All journal entries that a filter finds, page by page as they are collected. */
fun Ledger.all(
    filter: EntryFilter = EntryFilter(),
    sort: EntrySort = EntrySort.ON,
    descending: Boolean = false,
): Flow<JournalEntry> =
    pages({ it.items }, JournalEntryPage::next) { entries(filter, sort, descending, it) }
