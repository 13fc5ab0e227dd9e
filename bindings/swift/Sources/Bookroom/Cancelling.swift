import Foundation

extension Session {
    /// Does `work` on a thread of its own with a session whose calls are broken off when the task
    /// is cancelled: a call under way keeps nothing, and `CancellationError` is thrown.
    ///
    ///     let report = try await session.cancellable {
    ///         try $0.exchange().importCustomers(file: file)
    ///     }
    public func cancellable<T: Sendable>(
        _ work: @escaping @Sendable (Session) throws -> T
    ) async throws -> T {
        try Task.checkCancellation()
        let interrupter = Interrupter()
        let session = interruptible(interrupter: interrupter)
        return try await withTaskCancellationHandler {
            do {
                return try await withCheckedThrowingContinuation { waiting in
                    Thread.detachNewThread {
                        waiting.resume(with: Result { try work(session) })
                    }
                }
            } catch let error as BookroomError where error.code == .interrupted {
                throw CancellationError()
            }
        } onCancel: {
            interrupter.interrupt()
        }
    }
}
