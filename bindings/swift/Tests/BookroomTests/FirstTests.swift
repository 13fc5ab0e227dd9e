import Foundation
import Testing

import Bookroom

@Test func opens() throws {
    let room = try Bookroom.open(url: ":memory:")
    #expect(try room.books().isEmpty)
}
