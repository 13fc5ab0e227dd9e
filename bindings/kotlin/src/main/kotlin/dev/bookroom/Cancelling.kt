package dev.bookroom

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.withContext

/**
 * Does [work] on [dispatcher] with a session whose calls are broken off when the coroutine is
 * cancelled: a call under way keeps nothing. It returns, or throws, once the work has ended.
 *
 * `val report = session.cancellable { it.exchange().importCustomers(file) }`
 */
suspend fun <T> Session.cancellable(
    dispatcher: CoroutineDispatcher = Dispatchers.IO,
    work: (Session) -> T,
): T = coroutineScope {
    val interrupter = Interrupter()
    val session = interruptible(interrupter)
    val working = async(dispatcher) {
        try {
            work(session)
        } catch (stopped: BookroomException.Busy) {
            if (stopped.code != ErrorCode.INTERRUPTED) throw stopped
            throw CancellationException("The call was broken off.", stopped)
        }
    }
    try {
        working.await()
    } catch (cancelled: CancellationException) {
        interrupter.interrupt()
        throw cancelled
    } finally {
        // What the work uses is freed after it.
        withContext(NonCancellable) { working.join() }
        session.close()
        interrupter.close()
    }
}
