//! What findings say to people, in English and Chinese.

use super::model::FindingKind as Kind;

/// The sentences of each kind of finding: English, Chinese.
const TEXTS: &[(Kind, &str, &str)] = &[
    (Kind::Gap, "The log has a gap.", "变更日志有缺号。"),
    (Kind::Chain, "A change does not follow the one before it.", "变更与前一条不相接。"),
    (Kind::Hash, "A change is not what its hash was made of.", "变更与其哈希不符。"),
    (Kind::Image, "A change holds a text that is no record.", "变更内容无法读取。"),
    (Kind::Head, "The head of the log is not its last change.", "日志头与最后一条变更不符。"),
    (Kind::ExportedHead, "The log does not hold the exported head.", "日志中没有已导出的日志头。"),
    (
        Kind::UnknownKind,
        "A change is about a kind of record that does not exist.",
        "变更所属的记录种类不存在。",
    ),
    (
        Kind::Erased,
        "A value of the log is erased, but nobody erased it.",
        "日志中的值已被清除,但没有清除记录。",
    ),
    (
        Kind::Request,
        "A request key and the changes made under it do not agree.",
        "请求键与其变更不符。",
    ),
    (Kind::Missing, "A record that the log knows is not in the store.", "日志中的记录不在账房中。"),
    (Kind::Unlogged, "No change made this record.", "记录没有来源,日志中无此变更。"),
    (Kind::Field, "The field is not what the log says.", "字段与日志不符。"),
    (
        Kind::Derived,
        "The field does not follow from the others of its record.",
        "字段与本记录的其他字段不符。",
    ),
    (Kind::Unreadable, "The record cannot be read.", "记录无法读取。"),
    (Kind::Orphan, "The row belongs to a record that is not there.", "所属的记录不存在。"),
    (Kind::Counter, "The counter does not stand where the records end.", "计数器与记录不符。"),
    (Kind::Cycle, "The record stands below itself.", "上下级关系成环。"),
    (
        Kind::LeafWithChildren,
        "The account takes postings although others stand below it.",
        "有下级的科目仍为末级科目。",
    ),
    (
        Kind::BranchWithoutChildren,
        "The account takes no postings although none stands below it.",
        "没有下级的科目不是末级科目。",
    ),
    (Kind::WrongParent, "The record stands below one that it cannot stand below.", "上级有误。"),
    (Kind::Digest, "The entry is not what its digest was made of.", "凭证与其摘要不符。"),
    (
        Kind::Content,
        "What a file holds is not what its digest was made of.",
        "附件内容与其摘要不符或不完整。",
    ),
    (Kind::Log, "The log has another digest of the entry.", "凭证摘要与日志不符。"),
    (Kind::Balanced, "The entry does not balance.", "凭证借贷不平衡。"),
    (Kind::TwoPostings, "The entry has fewer than two postings.", "凭证不足两行分录。"),
    (Kind::Period, "The entry stands in another month than its date.", "凭证的期间与日期不符。"),
    (Kind::Line, "The lines are not numbered 1, 2, 3 ….", "分录行号不连续。"),
    (Kind::Date, "The posting has another date than its entry.", "分录日期与凭证不符。"),
    (Kind::OneSided, "The posting has both of debit and credit, or none.", "分录借贷方有误。"),
    (
        Kind::Reversal,
        "The reversal is not the negative of what it reverses.",
        "冲销凭证与原凭证不符。",
    ),
    (
        Kind::Number,
        "Numbers have gaps, or the counter does not stand where they end.",
        "凭证号不连续。",
    ),
    (Kind::Balance, "The balance is not the sum of its postings.", "余额与分录合计不符。"),
    (Kind::Control, "The control account is not the sum of its parties.", "总账与往来明细不符。"),
    (
        Kind::PartyBalance,
        "The balance of the party is not the sum of its postings.",
        "往来余额与分录合计不符。",
    ),
    (Kind::DocumentSum, "The document is not the sum of its lines.", "单据合计与明细行不符。"),
    (
        Kind::LineSum,
        "Net and tax do not make the gross amount.",
        "不含税金额与税额之和不等于价税合计。",
    ),
    (
        Kind::Settled,
        "What is settled is not the sum of the allocations.",
        "已核销金额与核销记录不符。",
    ),
    (Kind::Word, "Kind, direction or state is none there is.", "种类、方向或状态不存在。"),
    (Kind::State, "The state does not follow from what is settled.", "状态与核销情况不符。"),
    (
        Kind::HasNumber,
        "The document has a number and must not, or lacks one.",
        "单据编号的有无与状态不符。",
    ),
    (
        Kind::HasEntry,
        "The document has an entry and must not, or lacks one.",
        "单据凭证的有无与状态不符。",
    ),
    (
        Kind::EntryAmount,
        "The entry of the document has another amount.",
        "单据与其凭证的金额不符。",
    ),
    (Kind::NumberSeries, "The number is of another series.", "编号的前缀有误。"),
    (
        Kind::NumberGap,
        "Numbers have gaps, or the counter does not stand where they end.",
        "编号不连续。",
    ),
    (
        Kind::Allocated,
        "What is allocated is not the sum of the allocations.",
        "已核销金额与核销记录不符。",
    ),
    (Kind::OverAllocated, "More is allocated than there is.", "核销金额过多。"),
    (
        Kind::Posted,
        "The payment does not stand in the ledger with its amount.",
        "收付款与其凭证不符。",
    ),
    (
        Kind::Reversed,
        "The cancelled payment does not stand reversed in the ledger.",
        "已取消的收付款与其冲销凭证不符。",
    ),
    (
        Kind::Cancelled,
        "The payment is cancelled without a day, or not cancelled with one.",
        "取消日期与状态不符。",
    ),
    (
        Kind::Amounts,
        "The document does not follow from its lines, discounts and way of rounding.",
        "单据金额与明细、折扣及取整方式算得的结果不符。",
    ),
    (
        Kind::EntryItem,
        "The line posted by hand is not open as its posting says.",
        "手工往来明细与分录不符。",
    ),
    (
        Kind::EntryItems,
        "The lines posted by hand and what is kept of them differ in number.",
        "手工往来明细的数量与分录不符。",
    ),
    (
        Kind::Entered,
        "Days or number of the line are not those that were entered.",
        "往来明细的日期或编号与录入时不符。",
    ),
    (
        Kind::OpenItems,
        "What is open of the customer is not its balance.",
        "未结往来与科目余额不符。",
    ),
    (
        Kind::Index,
        "The index of the search is not as the records are: rebuild it.",
        "搜索索引与记录不符,请重建索引。",
    ),
];

/// The sentence of a kind of finding: English, Chinese.
pub(super) fn texts(kind: Kind) -> (&'static str, &'static str) {
    let found = TEXTS.iter().find(|(known, ..)| *known == kind);
    found.map_or((kind.slug(), kind.slug()), |(_, english, chinese)| (english, chinese))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_sentences_once() {
        let known: Vec<Kind> = TEXTS.iter().map(|(kind, ..)| *kind).collect();
        assert_eq!(known, Kind::ALL);
        assert!(
            TEXTS.iter().all(|(_, english, chinese)| !english.is_empty() && *chinese != *english)
        );
    }
}
