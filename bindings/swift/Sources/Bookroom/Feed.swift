import Foundation

extension Session {
    /// The change log of the session's book as a sequence without end: every change after `seq`
    /// (0 for the beginning), in order and without gaps, whoever made it. Keep the number of the
    /// last change that was dealt with, and nothing is missed over a restart. What the operator may
    /// not see is withheld.
    ///
    /// The wait runs on a thread of its own, never on one of Swift's; cancelling takes effect
    /// within `patience`. It throws `Closed` when the store is shut down: begin anew after
    /// `reopen`.
    public func changes(after seq: Int64, patience: TimeInterval = 0.25) -> ChangeFeed {
        ChangeFeed(log: changes(), seq: seq, patience: patience)
    }
}

/// The changes of a book, one by one; see `Session.changes(after:)`.
public struct ChangeFeed: AsyncSequence, Sendable {
    public typealias Element = Change

    let log: Changes
    let seq: Int64
    let patience: TimeInterval

    public func makeAsyncIterator() -> Iterator {
        Iterator(log: log, seq: seq, patience: patience)
    }

    public struct Iterator: AsyncIteratorProtocol {
        let log: Changes
        var seq: Int64
        let patience: TimeInterval
        var ready: ArraySlice<Change> = []

        public mutating func next() async throws -> Change? {
            while ready.isEmpty {
                if Task.isCancelled { return nil }
                ready = try await load()[...]
            }
            let change = ready.removeFirst()
            seq = change.seq
            return change
        }

        private func load() async throws -> [Change] {
            let (log, seq, patience) = (log, seq, patience)
            return try await withCheckedThrowingContinuation { waiting in
                Thread.detachNewThread {
                    waiting.resume(
                        with: Result { try log.wait(seq: seq, limit: 500, timeout: patience) })
                }
            }
        }
    }
}

extension Bookroom {
    /// The changes of all books of the store that are committed from now on, as a stream without
    /// end. Nothing is withheld: it is for the application itself, not for an operator. What is not
    /// consumed waits in memory.
    public func committedChanges() throws -> AsyncStream<Change> {
        let (stream, feed) = AsyncStream.makeStream(of: Change.self)
        let subscription = try addListener(listener: FeedListener(feed: feed))
        feed.onTermination = { _ in _ = subscription.remove() }
        return stream
    }
}

private final class FeedListener: ChangeListener {
    let feed: AsyncStream<Change>.Continuation

    init(feed: AsyncStream<Change>.Continuation) { self.feed = feed }

    func onChanges(changes: [Change]) throws {
        for change in changes { feed.yield(change) }
    }
}
