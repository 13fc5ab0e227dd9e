//! The words of summaries, in Chinese and English.

use crate::exchange::headers::Target;
use crate::exchange::model::{ImportKind, NoticeKind};
use crate::values::Language;

/// Words in Chinese and English.
type Words = (&'static str, &'static str);

pub(super) fn kind(kind: ImportKind) -> Words {
    match kind {
        ImportKind::Customers => ("客户", "customers"),
        ImportKind::Products => ("商品", "products"),
        ImportKind::Sales => ("销售", "sales"),
        ImportKind::Payments => ("收付款", "payments"),
        ImportKind::OpeningItems => ("期初往来", "opening items"),
    }
}

pub(super) fn target(target: Target) -> Words {
    match target {
        Target::Invoices => ("单据", "documents"),
        Target::Lines => ("单据明细", "lines of documents"),
        _ => target.kind().map_or(("", ""), kind),
    }
}

/// A kind of record; its own name where there is no word.
pub(super) fn subject(subject: &str, language: Language) -> &str {
    let (zh, en) = match subject {
        "customer" => ("客户", "customers"),
        "contact" => ("联系人", "contacts"),
        "product" => ("商品", "products"),
        "invoice" => ("销售单据", "invoices"),
        "payment" => ("收付款", "payments"),
        "allocation" => ("核销", "allocations"),
        "dictionary_item" => ("字典项", "list items"),
        "entry_item" => ("期初往来单据", "opening items"),
        other => (other, other),
    };
    language.pick(zh, en)
}

pub(super) fn notice(kind: NoticeKind) -> Words {
    let found = of_record(kind).or_else(|| of_figure(kind)).or_else(|| of_booking(kind));
    found.or_else(|| of_file(kind)).unwrap_or_default()
}

/// What is told of records and labels.
fn of_record(kind: NoticeKind) -> Option<Words> {
    Some(match kind {
        NoticeKind::LabelLeftOut => ("字典中没有该选项,已略去", "labels not in the list, left out"),
        NoticeKind::LabelAdded => ("字典中新增了选项", "labels added to the list"),
        NoticeKind::OwnerLeftOut => ("负责人不是操作员,已略去", "persons in charge left out"),
        NoticeKind::LabelReplaced => {
            ("选项已改用合并或更名后的", "labels taken for their successors")
        }
        NoticeKind::CustomerReplaced => {
            ("客户已合并,改用保留的客户", "customers taken for those that they were merged into")
        }
        NoticeKind::MadeBesideKnown => ("新增的与已有记录相似", "made beside a similar record"),
        NoticeKind::NameChanged => ("更改了已有记录的名称", "names of known records changed"),
        NoticeKind::SpellingKept => ("名称写法不同,保留原写法", "other spelling, own one kept"),
        NoticeKind::ValueLeftOut => ("重复行的不同内容未采用", "values of repeated rows left out"),
        NoticeKind::DiffersFromRecord => {
            ("与记录不同,保留记录原值", "other values than the record's, which stay")
        }
        NoticeKind::BlankKept => ("空白单元格,保留记录原值", "blank cells, values of records kept"),
        NoticeKind::TakenFromAbove => {
            ("合并单元格,取自上一行", "blank below merged cells, taken from above")
        }
        NoticeKind::PhoneUnknown => ("电话无法识别,已照录", "phone numbers not recognised, kept"),
        NoticeKind::IdentifierUnchecked => {
            ("证件号码无法校验,已照录", "tax or identity numbers that cannot be checked, kept")
        }
        NoticeKind::BankNotStated => {
            ("银行账号未注明开户行,记入开票资料", "accounts without their bank, kept for invoices")
        }
        NoticeKind::ChosenBySide => {
            ("同名往来单位,按收付方向选定", "chosen by their side among several of one name")
        }
        NoticeKind::NamedByCode => {
            ("仅有编号,以编号为名称新增", "made of a code only, called by that code")
        }
        NoticeKind::MaskLeftOut => ("掩码值,已略去", "masked values left out"),
        NoticeKind::ChangedSinceExport => {
            ("记录在导出后已更改", "records changed since they were exported")
        }
        NoticeKind::ValueChanged => ("更改了已有记录的内容", "values of known records changed"),
        NoticeKind::NotARecord => ("合计、签名等已略去", "sums, signatures and remarks left out"),
        NoticeKind::LooksLikeSum => ("像合计的行已作为记录", "rows like sums taken as records"),
        NoticeKind::KnownRetired => ("已有记录处于停用状态", "known records that are retired"),
        _ => return None,
    })
}

/// What is told of files as a whole.
fn of_file(kind: NoticeKind) -> Option<Words> {
    Some(match kind {
        NoticeKind::EncodingGuessed => ("编码为推测", "the encoding is a guess"),
        NoticeKind::TextDamaged => ("文字已损坏", "damaged text"),
        NoticeKind::UnitFromTitle => ("金额单位取自标题行", "unit taken from a line of the title"),
        NoticeKind::TitleSpeaksOtherwise => {
            ("标题行可能另有所指", "a line of the title may say otherwise")
        }
        NoticeKind::TitleNotRead => {
            ("标题行的文字未能理解", "lines above the heading that are not understood")
        }
        NoticeKind::SectionNotRead => {
            ("记录之间的分段行未能理解", "rows between records that are not understood")
        }
        NoticeKind::SumDiffers => {
            ("文件的合计与各行不符", "sums in the file that are not those of its rows")
        }
        NoticeKind::NoRows => ("文件中没有数据行", "the file has no rows"),
        NoticeKind::TaxRateAssumed => ("未给出税率,按 0 处理", "no tax rate given, taken as 0"),
        NoticeKind::MayBeCut => ("末格可能被截断", "the last cell may be cut off"),
        NoticeKind::FileImportedBefore => ("此文件此前已导入", "the same file was imported before"),
        _ => return None,
    })
}

/// What is told of figures, and of what is settled and booked.
fn of_figure(kind: NoticeKind) -> Option<Words> {
    Some(match kind {
        NoticeKind::DatesAmbiguous => ("日期顺序无法确定", "order of dates not certain"),
        NoticeKind::RatesAmbiguous => {
            ("比率是否为百分数无法确定", "rates may be percentages or not")
        }
        NoticeKind::ReferenceNotSettled => ("所列单据未能核销", "named documents not settled"),
        NoticeKind::MoreThanNamed => ("付款多于所列单据", "payments beyond the named documents"),
        NoticeKind::FoundInText => {
            ("按文字中的单号核销", "documents settled whose numbers stand in texts")
        }
        NoticeKind::PricesDiffer => ("同一新商品价格不一", "different prices of one new product"),
        NoticeKind::NumbersAmbiguous => ("数字有两种读法", "numbers with two readings"),
        NoticeKind::PriceModeAssumed => ("按不含税单价处理", "unit prices taken as net"),
        NoticeKind::DiscountsAmbiguous => ("折扣含义无法确定", "meaning of discounts not certain"),
        NoticeKind::TotalDiffers => {
            ("单据合计与文件有尾差", "totals of documents differ by rounding")
        }
        NoticeKind::TakenOnce => {
            ("整单金额在多行重复,只计一次", "amounts of documents on several rows, taken once")
        }
        NoticeKind::AmountRepeated => (
            "各行金额或折扣相同,可能是整单的",
            "amounts alike on all lines: they may be the documents'",
        ),
        NoticeKind::PriceRounded => ("单价小数过多,已舍入", "unit prices rounded"),
        NoticeKind::DirectionAssumed => ("收付方向为推定", "direction of payments assumed"),
        NoticeKind::SignMeansDirection => {
            ("负数按付款处理", "amounts below zero taken as money out")
        }
        NoticeKind::TakenAsRefund => {
            ("付给客户或收自供应商,按退款入账", "money back to or from a party, taken as refunds")
        }
        NoticeKind::PurposeAssumed => {
            ("付款或退款无法确定,按收付款入账", "payments that may be refunds, taken as payments")
        }
        NoticeKind::ColumnNotRead => ("列未读取", "columns not read"),
        NoticeKind::ColumnsCompete => ("多列对应同一字段,取第一列", "columns that fit one field"),
        NoticeKind::PriceFromAmount => {
            ("单价有舍入,按金额反算", "rounded unit prices, taken from amounts")
        }
        _ => return None,
    })
}

/// What is told of what is booked, and of what was.
fn of_booking(kind: NoticeKind) -> Option<Words> {
    Some(match kind {
        NoticeKind::SignMeansCredit => {
            ("负的期初按预收预付处理", "openings below zero taken as advances")
        }
        NoticeKind::OpeningAdded => {
            ("重复行的另一期初也已入账", "further openings of repeated rows booked")
        }
        NoticeKind::OpeningKept => {
            ("期初此前已导入,未重复入账", "openings imported before, not booked again")
        }
        NoticeKind::BeforeOpening => (
            "日期早于该往来单位的期初,可能重复计入",
            "dated before the opening, may be counted twice",
        ),
        NoticeKind::BookedBefore => {
            ("此前已导入的行再次入账", "lines imported before, booked again")
        }
        NoticeKind::MayNotCount => (
            "文字可能表示不应入账或已停用",
            "words that may say it does not count, or is not in use",
        ),
        NoticeKind::DocumentAsLine => {
            ("单据无明细,每单按金额记一行", "documents without lines, taken as one line each")
        }
        NoticeKind::BillAsMoney => {
            ("承兑汇票记为银行存款", "bills of exchange, booked as money in the bank")
        }
        NoticeKind::BalanceNotFollowed => {
            ("余额与金额不衔接", "balances that do not follow from the amounts")
        }
        NoticeKind::LikeKnown => {
            ("账中已有相似的记录", "records like ones that the book has already")
        }
        NoticeKind::LikeEarlier => {
            ("同一往来单位的期初金额重复", "openings like earlier ones of the file")
        }
        NoticeKind::TakenTogether => ("同一收款单的多行", "rows of one receipt"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_has_words() {
        for kind in NoticeKind::ALL {
            let (zh, en) = notice(*kind);
            assert!(!zh.is_empty() && !en.is_empty(), "{kind:?}");
        }
    }
}
