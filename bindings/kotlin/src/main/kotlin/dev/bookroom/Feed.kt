package dev.bookroom

import java.time.Duration
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.channels.trySendBlocking
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn

/**
 * The change log of the session's book as a [Flow] without end: every change after [seq] (0 for the
 * beginning), in order and without gaps, whoever made it. Keep the number of the last change that
 * was dealt with, and nothing is missed over a restart. What the operator may not see is withheld.
 *
 * The wait runs on [dispatcher]; cancelling takes effect within [patience]. The flow fails with
 * [BookroomException.Closed] when the store is shut down: collect anew after `reopen`.
 */
fun Session.changesAfter(
    seq: Long,
    patience: Duration = Duration.ofMillis(250),
    dispatcher: CoroutineDispatcher = Dispatchers.IO,
): Flow<Change> = flow {
    changes().use { log ->
        var last = seq
        while (true) {
            currentCoroutineContext().ensureActive()
            for (change in log.wait(last, FEED_ROWS, patience)) {
                emit(change)
                last = change.seq
            }
        }
    }
}.flowOn(dispatcher)

/** How many changes are read at a time. */
private const val FEED_ROWS = 500u

/**
 * The changes of all books of the store that are committed from now on, as a [Flow] without end.
 * Nothing is withheld: it is for the application itself, not for an operator. A slow collector
 * holds back the thread that feeds it, never a writer.
 */
fun Bookroom.committedChanges(): Flow<Change> = callbackFlow {
    val subscription = addListener(object : ChangeListener {
        override fun onChanges(changes: List<Change>) {
            // Once the collector is gone the rest concerns nobody.
            changes.all { trySendBlocking(it).isSuccess }
        }
    })
    awaitClose {
        subscription.remove()
        subscription.close()
    }
}
