import Foundation

extension Bookroom {
    /// Opens the store `bookroom.db` in a folder, which is made when absent.
    ///
    /// On iOS the folder gets the protection `completeUntilFirstUserAuthentication`: with
    /// `complete` SQLite could not write while the screen is locked. It is also left out of
    /// backups, since a store that is restored halfway is worse than none. Beside the file stand
    /// `-wal` and `-shm`, which belong to it.
    public static func open(
        in folder: URL,
        passwordPolicy: PasswordPolicy? = nil,
        busyWait: TimeInterval? = nil,
        clock: (any Clock)? = nil
    ) throws -> Bookroom {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #if os(iOS) || os(tvOS) || os(watchOS) || os(visionOS)
            try FileManager.default.setAttributes(
                [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication],
                ofItemAtPath: folder.path)
            var values = URLResourceValues()
            values.isExcludedFromBackup = true
            var excluded = folder
            try excluded.setResourceValues(values)
        #endif
        return try open(
            url: folder.appendingPathComponent("bookroom.db").path,
            passwordPolicy: passwordPolicy, busyWait: busyWait, clock: clock)
    }

    /// Closes every connection while the application is in the background: call it when the scene
    /// enters it, and `reopen` when it comes back. iOS ends applications that hold a file lock while
    /// they are suspended. Returns false for a store in memory, which stays as it is.
    @discardableResult
    public func suspendStore() throws -> Bool {
        do {
            try shutdown()
            return true
        } catch BookroomError.Unsupported {
            return false
        }
    }
}

/// All rows of a list, page by page.
func pages<Page, Row>(
    of load: (PageRequest) throws -> Page, rows: (Page) -> [Row], next: (Page) -> Cursor?
) throws -> [Row] {
    var all: [Row] = []
    var request: PageRequest? = PageRequest(limit: 1000)
    while let wanted = request {
        let page = try load(wanted)
        all += rows(page)
        request = next(page).map { PageRequest(limit: 1000, after: $0) }
    }
    return all
}

extension Customers {
    /// All customers that a filter finds.
    public func all(
        filter: CustomerFilter? = nil, sort: CustomerSort? = nil, descending: Bool = false
    ) throws -> [CustomerSummary] {
        try pages(
            of: { try list(filter: filter, sort: sort, descending: descending, page: $0) },
            rows: \.items, next: \.next)
    }
}

extension Invoices {
    /// All invoices that a filter finds.
    public func all(
        filter: InvoiceFilter? = nil, sort: InvoiceSort? = nil, descending: Bool = false
    ) throws -> [Invoice] {
        try pages(
            of: { try list(filter: filter, sort: sort, descending: descending, page: $0) },
            rows: \.items, next: \.next)
    }
}

extension Ledger {
    /// All journal entries that a filter finds.
    public func all(
        filter: EntryFilter? = nil, sort: EntrySort? = nil, descending: Bool = false
    ) throws -> [JournalEntry] {
        try pages(
            of: { try entries(filter: filter, sort: sort, descending: descending, page: $0) },
            rows: \.items, next: \.next)
    }
}
