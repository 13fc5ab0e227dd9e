// What every error answers, whatever its case.

extension BookroomError {
    /// What is wrong: one problem, except for `Invalid`, which holds all it found.
    public var problems: [Problem] {
        switch self {
        case .Invalid(let problems), .NotFound(let problems), .Denied(let problems),
            .Conflict(let problems), .Duplicate(let problems), .Closed(let problems),
            .Busy(let problems), .Storage(let problems), .Unsupported(let problems):
            return problems
        }
    }

    /// The code of the first problem.
    public var code: ErrorCode { problems.first?.code ?? .internal }

    /// The kind: what a caller would do about it.
    public var kind: ErrorKind {
        switch self {
        case .Invalid: return .invalid
        case .NotFound: return .notFound
        case .Denied: return .denied
        case .Conflict: return .conflict
        case .Duplicate: return .duplicate
        case .Closed: return .closed
        case .Busy: return .busy
        case .Storage: return .storage
        case .Unsupported: return .unsupported
        }
    }

    /// Where in the caller's input the problems are, such as `lines[2].quantity`.
    public var paths: [String] { problems.map(\.path) }

    /// The sentences for people in a language, one a line.
    public func text(_ language: Language) -> String {
        problems.map { language == .chinese ? $0.textZh : $0.textEn }.joined(separator: "\n")
    }
}

extension Problem {
    /// The value of the fact of this name, such as `limit`.
    public func fact(_ name: String) -> String? { facts.first { $0.name == name }?.value }
}
