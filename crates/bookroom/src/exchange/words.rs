//! What the words of records mean, for people: kinds, states and sides in Chinese and English.

use serde::{Deserialize, Serialize};

use crate::dictionaries;
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{Language, slugs};
use crate::work::Session;

slugs! {
    /// What a label is of.
    LabelKind {
        /// A word of a kind, state or side; the list is the name of the type.
        Word "word",
        /// An item of a user-maintained list; the list is its code.
        Item "item",
        /// An account; the list has no name.
        Account "account",
        /// A journal; the list has no name.
        Journal "journal",
    }
}

/// What a code or word in a record means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeLabel {
    /// What it is of.
    pub kind: LabelKind,
    /// Of which list.
    pub list: String,
    /// The code or word, as records have it.
    pub code: String,
    /// What it is called.
    pub label: String,
}

/// The words of one type: word, Chinese, English.
type Words = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

const WORDS: &[Words] = &[
    (
        "AccountKind",
        &[
            ("asset", "资产", "asset"),
            ("liability", "负债", "liability"),
            ("equity", "所有者权益", "equity"),
            ("cost", "成本", "cost"),
            ("income", "收入", "income"),
            ("expense", "费用", "expense"),
        ],
    ),
    (
        "AccountRole",
        &[
            ("receivable", "应收账款", "receivable"),
            ("payable", "应付账款", "payable"),
            ("customer_advance", "预收账款", "paid in advance by customers"),
            ("supplier_advance", "预付账款", "paid in advance to suppliers"),
            ("opening_balance", "期初", "opening balance"),
            ("revenue", "商品销售收入", "sales of goods"),
            ("service_revenue", "服务收入", "sales of services"),
            ("output_tax", "销项税额", "tax on sales"),
            ("input_tax", "进项税额", "tax on purchases"),
            ("purchases", "采购", "purchases"),
            ("cash", "库存现金", "cash in hand"),
            ("bank", "银行存款", "money at the bank"),
        ],
    ),
    (
        "AddressKind",
        &[
            ("registered", "注册地址", "registered"),
            ("office", "办公地址", "office"),
            ("billing", "开票地址", "billing"),
            ("shipping", "收货地址", "shipping"),
            ("home", "家庭地址", "home"),
            ("other", "其他", "other"),
        ],
    ),
    (
        "AssignmentOtherwise",
        &[("stay", "暂不分派", "stays unassigned"), ("next", "按下一条规则", "next rule")],
    ),
    (
        "AssignmentTrouble",
        &[
            ("no_rule", "没有适用规则", "no rule fits"),
            ("no_owner", "客户没有归属人", "the customer has no owner"),
            ("nobody", "没有可处理的人员", "nobody may work on it"),
            ("away", "人员均不在岗", "all are away"),
            ("full", "人员均已达上限", "all have as many as they may"),
            ("not_allowed", "当前状态不可分派", "not allowed in its state"),
        ],
    ),
    (
        "AssignmentWay",
        &[
            ("first", "按名单顺序", "first of the list"),
            ("owner", "客户归属人", "owner of the customer"),
            ("round_robin", "轮流", "in turns"),
            ("least_load", "未结最少者", "least load"),
        ],
    ),
    (
        "CaseKind",
        &[
            ("feedback", "反馈", "feedback"),
            ("complaint", "投诉", "complaint"),
            ("request", "服务请求", "request"),
        ],
    ),
    (
        "CaseLinkKind",
        &[
            ("related", "相关", "related"),
            ("duplicate", "重复", "duplicate"),
            ("recurs", "再次发生", "comes again"),
            ("split", "拆分", "split off"),
            ("merged", "合并", "merged"),
        ],
    ),
    (
        "CaseSeverity",
        &[
            ("low", "低", "low"),
            ("normal", "一般", "normal"),
            ("high", "高", "high"),
            ("urgent", "紧急", "urgent"),
        ],
    ),
    (
        "CaseState",
        &[
            ("new", "新建", "new"),
            ("assigned", "已分派", "assigned"),
            ("in_progress", "处理中", "in progress"),
            ("waiting", "等待中", "waiting"),
            ("resolved", "已解决", "resolved"),
            ("closed", "已关闭", "closed"),
            ("rejected", "不受理", "rejected"),
            ("merged", "已合并", "merged"),
        ],
    ),
    (
        "Agreement",
        &[
            ("same", "相同", "the same"),
            ("near", "相近", "nearly the same"),
            ("differs", "不同", "different"),
        ],
    ),
    ("CashKind", &[("cash", "现金", "cash"), ("bank", "银行", "bank")]),
    (
        "ChannelKind",
        &[
            ("phone", "电话", "phone"),
            ("mobile", "手机", "mobile"),
            ("fax", "传真", "fax"),
            ("email", "邮箱", "email"),
            ("wechat", "微信", "WeChat"),
            ("qq", "QQ", "QQ"),
            ("website", "网址", "website"),
            ("other", "其他", "other"),
        ],
    ),
    (
        "ClockState",
        &[
            ("running", "计时中", "running"),
            ("paused", "暂停", "paused"),
            ("met", "按时完成", "met"),
            ("breached", "超时", "breached"),
            ("dropped", "提前结束", "dropped"),
            ("withdrawn", "不再适用", "withdrawn"),
        ],
    ),
    (
        "ComparedField",
        &[
            ("tax_number", "税号", "tax number"),
            ("name", "名称", "name"),
            ("trade", "行业字样", "trade in the name"),
            ("place", "名称中的地区", "place in the name"),
            ("branch", "分支机构", "branch"),
            ("numbers", "名称中的数字", "numbers in the name"),
            ("legal_form", "组织形式", "legal form"),
            ("kind", "类别", "kind"),
            ("phone", "电话", "phone"),
            ("email", "邮箱", "mail"),
            ("bank_account", "银行账号", "bank account"),
            ("address", "地址", "address"),
            ("customer", "所属客户", "customer"),
        ],
    ),
    ("CustomerKind", &[("company", "企业", "company"), ("person", "个人", "person")]),
    (
        "DecisionRole",
        &[
            ("decision_maker", "决策人", "decision maker"),
            ("influencer", "影响者", "influencer"),
            ("champion", "支持者", "champion"),
            ("buyer", "采购经办人", "buyer"),
            ("user", "使用者", "user"),
            ("gatekeeper", "把关人", "gatekeeper"),
            ("opponent", "反对者", "opponent"),
        ],
    ),
    ("Discount", &[("percent", "百分比", "percent"), ("amount", "金额", "amount")]),
    ("Direction", &[("sale", "销售", "sale"), ("purchase", "采购", "purchase")]),
    ("DocumentKind", &[("invoice", "发票", "invoice"), ("credit_note", "红字发票", "credit note")]),
    (
        "Gender",
        &[("female", "女", "female"), ("male", "男", "male"), ("unstated", "未说明", "unstated")],
    ),
    (
        "IdentifierKind",
        &[
            ("unified_social_credit", "统一社会信用代码", "unified social credit code"),
            ("resident_id", "居民身份证", "resident identity card"),
            ("vat", "增值税号", "VAT number"),
            ("other", "其他", "other"),
        ],
    ),
    (
        "ImportKind",
        &[
            ("customers", "客户", "customers"),
            ("products", "产品", "products"),
            ("sales", "销售", "sales"),
            ("payments", "收付款", "payments"),
            ("opening_items", "期初往来", "opening items"),
        ],
    ),
    (
        "ImportantDateKind",
        &[
            ("birthday", "生日", "birthday"),
            ("anniversary", "纪念日", "anniversary"),
            ("founding", "成立日", "founding day"),
            ("renewal", "续约日", "renewal"),
            ("other", "其他", "other"),
        ],
    ),
    ("ImportState", &[("done", "已完成", "done"), ("undone", "已撤销", "undone")]),
    (
        "InvoiceState",
        &[
            ("draft", "草稿", "draft"),
            ("posted", "已过账", "posted"),
            ("part_paid", "部分结清", "part paid"),
            ("paid", "已结清", "paid"),
            ("cancelled", "已作废", "cancelled"),
        ],
    ),
    (
        "LevelTarget",
        &[
            ("first_response", "首次答复", "first response"),
            ("next_response", "再次答复", "next response"),
            ("resolution", "解决", "resolution"),
        ],
    ),
    ("NoteAuthor", &[("staff", "客服", "staff"), ("customer", "客户", "customer")]),
    (
        "OpenItem",
        &[
            ("invoice", "发票", "invoice"),
            ("payment", "收付款", "payment"),
            ("entry", "凭证", "entry"),
        ],
    ),
    ("OpenItemSide", &[("receivable", "应收", "receivable"), ("payable", "应付", "payable")]),
    ("OpenKind", &[("debt", "欠款", "debt"), ("credit", "贷项", "credit")]),
    ("PaymentDirection", &[("in", "收款", "money in"), ("out", "付款", "money out")]),
    ("PaymentPurpose", &[("settlement", "结算", "settlement"), ("refund", "退款", "refund")]),
    ("PaymentState", &[("posted", "已过账", "posted"), ("cancelled", "已作废", "cancelled")]),
    (
        "OwnerChangeKind",
        &[
            ("assigned", "分配", "assigned"),
            ("claimed", "领取", "claimed"),
            ("put", "退回公海", "put into a pool"),
            ("given", "公海分配", "given from a pool"),
            ("taken_out", "移出公海", "taken out of a pool"),
            ("transferred", "转移公海", "moved to another pool"),
            ("recycled", "自动回收", "recycled"),
        ],
    ),
    (
        "PlaceLevel",
        &[
            ("province", "省级", "province"),
            ("city", "地级", "city"),
            ("county", "县级", "county"),
            ("district", "区", "district"),
        ],
    ),
    ("PriceMode", &[("net", "不含税", "net"), ("gross", "含税", "gross")]),
    ("ProductKind", &[("product", "商品", "product"), ("service", "服务", "service")]),
    ("Reach", &[("own", "本人", "own"), ("team", "团队", "team"), ("all", "全部", "all")]),
    (
        "RemedyKind",
        &[
            ("credit_note", "红字发票", "credit note"),
            ("replacement", "换货", "replacement"),
            ("refund", "退款", "refund"),
        ],
    ),
    (
        "RemedyState",
        &[
            ("proposed", "待审批", "proposed"),
            ("approved", "已批准", "approved"),
            ("refused", "已驳回", "refused"),
            ("withdrawn", "已撤回", "withdrawn"),
            ("reversed", "已冲回", "reversed"),
        ],
    ),
    (
        "SurveyState",
        &[
            ("asked", "待回答", "asked"),
            ("answered", "已回答", "answered"),
            ("withdrawn", "已撤回", "withdrawn"),
        ],
    ),
    ("Side", &[("debit", "借", "debit"), ("credit", "贷", "credit")]),
    (
        "StatementKind",
        &[
            ("invoice", "发票", "invoice"),
            ("credit_note", "红字发票", "credit note"),
            ("payment", "收付款", "payment"),
            ("refund", "退款", "refund"),
            ("cancellation", "作废", "cancellation"),
            ("entry", "凭证", "entry"),
        ],
    ),
    ("TaxRounding", &[("line", "按行", "by line"), ("document", "按单据", "by document")]),
    (
        "Weekday",
        &[
            ("monday", "周一", "Monday"),
            ("tuesday", "周二", "Tuesday"),
            ("wednesday", "周三", "Wednesday"),
            ("thursday", "周四", "Thursday"),
            ("friday", "周五", "Friday"),
            ("saturday", "周六", "Saturday"),
            ("sunday", "周日", "Sunday"),
        ],
    ),
];

/// See [`super::Exchange::labels`].
pub(crate) fn labels(session: &Session, language: Option<Language>) -> Result<Vec<CodeLabel>> {
    let language = language.unwrap_or(session.book().language);
    let make = |kind: LabelKind, list: &str, code: &str, chinese: &str, english: &str| CodeLabel {
        kind,
        list: list.to_owned(),
        code: code.to_owned(),
        label: language.pick(chinese, english).to_owned(),
    };
    let words = WORDS.iter().flat_map(|(list, words)| {
        words.iter().map(move |(word, zh, en)| make(LabelKind::Word, list, word, zh, en))
    });
    let mut labels: Vec<CodeLabel> = words.collect();
    let may = |permission| session.grants().scope(permission).is_ok();
    if may(Permission::DictionariesView) {
        let items = session.read(Permission::DictionariesView, |view| {
            let book = view.book_id();
            dictionaries::load_all_labels(view.conn, book)
        })?;
        labels.extend(items.iter().map(|item| {
            make(LabelKind::Item, &item.dictionary, &item.code, &item.label_zh, &item.label_en)
        }));
    }
    if may(Permission::LedgerView) {
        let (accounts, journals) = (session.ledger().accounts()?, session.ledger().journals()?);
        labels.extend(
            accounts
                .iter()
                .map(|it| make(LabelKind::Account, "", &it.code, &it.name_zh, &it.name_en)),
        );
        labels.extend(
            journals
                .iter()
                .map(|it| make(LabelKind::Journal, "", &it.code, &it.name_zh, &it.name_en)),
        );
    }
    Ok(labels)
}
