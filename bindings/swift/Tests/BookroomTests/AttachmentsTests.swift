import Bookroom
import Foundation
import Testing

@Suite struct AttachmentsTests {
    @Test func recordsHaveFiles() throws {
        let session = try Office().session
        let files = session.attachments()
        let customer = try session.customers().add(customer: NewCustomer(name: "大理山海"))
        let record = AttachedTo.customer(customer.id)
        let content = Data((0..<300_000).map { UInt8($0 % 127 + 1) })
        let new = NewAttachment(record: record, name: "合同.txt", content: content, note: "草稿")
        let made = try files.add(attachment: new)
        #expect(made.size == 300_000)
        #expect(try files.content(id: made.id) == content)
        let part = try files.part(id: made.id, offset: 262_000, length: 500)
        #expect(part == content.subdata(in: 262_000..<262_500))
        #expect(try files.list(filter: AttachmentFilter(record: record)).items == [made])
        let edit = AttachmentEdit(name: "定稿.txt")
        let renamed = try files.edit(id: made.id, version: made.version, edit: edit)
        let empty = NewAttachment(record: record, name: "空.txt", content: Data())
        #expect(failure { _ = try files.add(attachment: empty) }?.code == .emptyFile)
        let seen = AttachmentVersion(id: renamed.id, version: renamed.version)
        #expect(try files.remove(attachments: [seen])[0].removedAt != nil)
        #expect(try files.list(filter: AttachmentFilter(record: record)).items.isEmpty)
        #expect(try files.policy().maxPerRecord == 100)
    }
}
