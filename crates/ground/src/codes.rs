//! The catalogue of error codes: each declared once, with its kind and its text in English and
//! Chinese. `tests/errors.rs` produces every one of them by a real call. Codes are never reused.

use serde::{Deserialize, Serialize};

/// What a caller would do about a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Correct the input.
    Invalid,
    /// Nothing there, or not yours.
    NotFound,
    /// Not allowed.
    Denied,
    /// Load again and decide anew.
    Conflict,
    /// Already there.
    Duplicate,
    /// The store is shut down.
    Closed,
    /// Try again.
    Busy,
    /// The store failed.
    Storage,
    /// Cannot be done by this build or store, or from within a callback.
    Unsupported,
}

macro_rules! codes {
    ($($variant:ident $slug:literal $kind:ident $en:literal $zh:literal;)*) => {
        /// A stable code of a problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $en] #[serde(rename = $slug)] $variant,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The code as text, the same in every language and release.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Code::$variant => $slug,)* }
            }

            /// The kind of error that carries this code.
            #[must_use]
            pub const fn kind(self) -> Kind {
                match self { $(Code::$variant => Kind::$kind,)* }
            }

            /// The sentence in English.
            #[must_use]
            pub const fn text_en(self) -> &'static str {
                match self { $(Code::$variant => $en,)* }
            }

            /// The sentence in Chinese.
            #[must_use]
            pub const fn text_zh(self) -> &'static str {
                match self { $(Code::$variant => $zh,)* }
            }
        }
    };
}

codes! {
    // Values
    Required "required" Invalid "A value is required." "必须填写。";
    TooLong "too_long" Invalid "The text is too long." "文字过长。";
    LengthMismatch "length_mismatch" Invalid "There must be as many of these as of what they stand for." "数量与所对应的项目不符。";
    TooMany "too_many" Invalid "There are too many items." "项目过多。";
    BadCharacter "bad_character" Invalid "The text holds a character that cannot be kept here, such as a line end or one that cannot be seen." "文字含有此处不能保存的字符，例如换行符或看不见的字符。";
    BadNumber "bad_number" Invalid "This is not a number." "不是数字。";
    TooManyDecimals "too_many_decimals" Invalid "The number has more decimal places than allowed." "小数位数过多。";
    OutOfRange "out_of_range" Invalid "The number is out of range." "数值超出范围。";
    NotAFraction "not_a_fraction" Invalid "A rate is a fraction from 0 to 1: 10 % is written 0.1." "比率以 0 至 1 的小数表示:10% 写作 0.1。";
    MustBePositive "must_be_positive" Invalid "The number must be greater than zero." "数值必须大于零。";
    BadDate "bad_date" Invalid "This is not a date that can be kept." "日期无效。";
    DateFar "date_far" Invalid "The date lies outside the days of this book: check the year, or widen its dates_from and dates_to." "日期超出账套的日期范围,请核对年份,或修改账套的 dates_from 与 dates_to 以放宽。";
    DateOrder "date_order" Invalid "The dates are in the wrong order." "日期先后有误。";
    BadChoice "bad_choice" Invalid "This is not one of the possible values." "不是可选的值。";
    BadFormat "bad_format" Invalid "The text does not have the right form." "格式有误。";
    WrongType "wrong_type" Invalid "The value is of another type than expected." "值的类型不符。";
    BadCheckDigit "bad_check_digit" Invalid "The check digit does not fit: probably a typing error." "校验位不符,可能录入有误。";
    BadCursor "bad_cursor" Invalid "The page cursor is not of this list." "分页游标无效。";
    Repeated "repeated" Invalid "The same value stands here twice." "重复填写。";
    BankCharge "bank_charge" Invalid "A bank's own charge or interest has no payer and is no payment: enter it as a journal entry (ledger.post), and leave the row out of the file; or map a column that names somebody." "银行自身的手续费或利息没有对方单位,不是收付款:请另作记账凭证(ledger.post)并从文件中去掉该行,或映射写有对方单位的列。";
    UnknownReference "unknown_reference" Invalid "What this refers to does not exist." "引用的对象不存在。";
    Retired "retired" Invalid "What this refers to is no longer in use." "引用的对象已停用。";
    MergedAway "merged_away" Invalid "This was merged into another one: use that one." "该记录已合并到另一条记录,请使用后者。";
    Cycle "cycle" Invalid "A thing cannot be above itself." "上下级关系成环。";
    UnknownCommand "unknown_command" Invalid "There is no command of that name." "没有该名称的命令。";
    HostRule "host_rule" Invalid "A rule of the application is broken." "违反应用程序的规则。";
    // Ledger
    NotBalanced "not_balanced" Invalid "Debits and credits are not equal." "借贷不平衡。";
    OneSided "one_sided" Invalid "A posting has exactly one of debit and credit, and not zero." "每行分录须且仅须填写借方或贷方之一,且不为零。";
    TooFewPostings "too_few_postings" Invalid "An entry has at least two postings." "凭证至少两行分录。";
    NotPostable "not_postable" Invalid "Only accounts without sub-accounts take postings." "只能记入末级科目。";
    PartyRequired "party_required" Invalid "This account is kept by customer or supplier: name one." "该科目须指明往来单位。";
    PartyNotAllowed "party_not_allowed" Invalid "This account is not kept by customer or supplier." "该科目不核算往来单位。";
    // Billing
    NoLines "no_lines" Invalid "The document has no lines." "单据没有明细行。";
    NegativeTotal "negative_total" Invalid "The document comes to less than nothing: make it the opposite document." "单据合计为负,请改开相反的单据。";
    OverAllocated "over_allocated" Invalid "More is allocated than is open." "核销金额超过未核销余额。";
    CreditLimitExceeded "credit_limit_exceeded" Invalid "The customer would owe more than its credit limit: take money in or credit something first, raise the limit, or have somebody post it who may go beyond limits." "客户欠款将超过授信额度:请先收款或冲减欠款、提高授信额度,或由有超限权限的人员过账。";
    LikelyDuplicate "likely_duplicate" Invalid "The customer is very likely in the book already: look at the one that is named, or have somebody add it who may add duplicates." "该客户很可能已在账簿中:请查看所指客户,或由有权限添加重复客户的人员添加。";
    NotASupplier "not_a_supplier" Invalid "This party is only sold to: money out to it is given as purpose=\"refund\", money in from it as purpose=\"settlement\". If you buy from it, mark it as a supplier first." "该往来单位只是客户:付给它的款项请填 purpose=\"refund\"(退款),收自它的款项请填 purpose=\"settlement\"(结算);如向其采购,请先标为供应商。";
    NotACustomer "not_a_customer" Invalid "This party is only bought from: money in from it is given as purpose=\"refund\", money out to it as purpose=\"settlement\". If you sell to it, mark it as a customer first." "该往来单位只是供应商:收自它的款项请填 purpose=\"refund\"(退款),付给它的款项请填 purpose=\"settlement\"(结算);如向其销售,请先标为客户。";
    // Service
    OtherCustomer "other_customer" Invalid "The cases are of different customers: what one said must not be shown to the other." "工单属于不同客户:一方的内容不得向另一方显示。";
    // Access
    WeakPassword "weak_password" Invalid "The password does not meet the policy." "密码不符合要求。";
    ScopeNotSupported "scope_not_supported" Invalid "This permission cannot be limited to that scope." "该权限不支持此数据范围。";
    DutyConflict "duty_conflict" Invalid "Duties that must be kept apart would meet in one person." "不相容职务未分离。";
    // Exchange
    BadEncoding "bad_encoding" Invalid "The file's characters cannot be read." "文件编码无法识别。";
    BadTable "bad_table" Invalid "The file, or this row of it, is not a table that can be read: too many or too few cells, a number cut at its comma, or a quote that takes in other rows." "文件或该行不是可读取的表格:单元格数与标题不符、数字在千分位逗号处断开,或引号吞并了其他行。";
    OtherList "other_list" Invalid "A line says that this is another kind of list, for the whole file or for the rows below it: import them as what they are, or, if the line means nothing, leave it out (skip_lines above the heading)." "该行文字表明整个文件或其下各行是另一类清单:请按其类别导入;若该行并无此意,请将其去掉(标题行之上用 skip_lines)。";
    OtherMatter "other_matter" Invalid "The row says that it is not what is imported here: void, failed, bounced, a refund, a debt written off, a balance carried forward. Leave it out, or enter it as what it is." "该行表明其并非此处应导入的内容(作废、失败、退票、退款、坏账、结转余额等):请去掉该行,或按其性质另行录入。";
    UnknownColumn "unknown_column" Invalid "No column of the file gives this value." "文件中找不到该列。";
    ForeignFormat "foreign_format" Invalid "The file is not a text table: save it as CSV first." "文件不是文本表格,请先另存为 CSV。";
    Ambiguous "ambiguous" Invalid "This can mean more than one thing: say which." "可能有多种含义,请指明是哪一种。";
    OtherCurrency "other_currency" Invalid "The amount is in another currency than the book." "金额的币种与账簿不同。";
    DigitsLost "digits_lost" Invalid "A spreadsheet has lost digits of this number: write it in full." "电子表格丢失了该号码的部分数字,请填写完整号码。";
    AmountDiffers "amount_differs" Invalid "The other figures of the row do not make this amount." "该行的其他数字算不出该金额。";
    UnitsDiffer "units_differ" Invalid "Quantity, price and unit are in different units." "数量、单价与单位的计量单位不一致。";
    ColumnNotUnderstood "column_not_understood" Invalid "This column may change the amount, but its heading is not understood: map it, give the amount of the line, or name the column as ignored." "该列可能影响金额,但无法识别其标题:请指定其含义、提供行金额,或将其列入忽略的列。";
    NotASale "not_a_sale" Invalid "The row says that it is no sale that stands (void, a draft, a return or something else): leave it out, and enter returns as credit notes." "该行表明其不是有效的销售(作废、草稿、退货或其他单据):请排除该行,退货请开红字单据。";
    DocumentDiffers "document_differs" Invalid "The rows of one document do not agree." "同一单据的各行内容不一致。";
    DocumentRejected "document_rejected" Invalid "Another row of the same document is rejected." "同一单据的其他行未通过。";
    IdentityDiffers "identity_differs" Invalid "The row names a record, but what else it says belongs to another." "该行指向的记录与行中的其他内容不符。";
    NotEditable "not_editable" Invalid "This value of a record of the book cannot be changed by an import: change the record itself, or leave the cell as it was exported." "账簿中已有记录的此项不能通过导入更改,请直接修改该记录,或保持导出时的内容。";
    // Attachments
    EmptyFile "empty_file" Invalid "The file is empty." "文件为空。";
    FileTooLarge "file_too_large" Invalid "The file is larger than the book allows: make it smaller, or have the limit raised." "文件超过账套允许的大小,请缩小文件或调高上限。";
    TypeNotAllowed "type_not_allowed" Invalid "The book takes no files of this type: save it as another type, or have the type allowed." "账套不接受此类文件,请另存为其他类型,或由有权限的人员允许该类型。";
    TypeDiffers "type_differs" Invalid "The file does not hold what its name, or the type that was given, says." "文件内容与其扩展名或所填类型不符。";
    BadFileName "bad_file_name" Invalid "This cannot be the name of a file everywhere: no folders, none of / \\ : * ? \" < > |, no dot or space at its end, and no name that a system keeps for itself." "不能用作文件名:不得含文件夹或 / \\ : * ? \" < > | 等字符,结尾不得为点或空格,也不得为系统保留名称。";
    // Stores
    BadAddress "bad_address" Invalid "This looks like an address, but not like one of a store." "看似地址,但不是账房的地址。";
    // Other kinds
    NotFound "not_found" NotFound "There is no such record." "找不到该记录。";
    NoBook "no_book" NotFound "The store holds no book: it is new, or its file was copied without the -wal file beside it." "账房中没有账套:可能是新建的,或复制时遗漏了同名的 -wal 文件。";
    NotPermitted "not_permitted" Denied "Your roles do not permit this." "没有权限。";
    FieldNotPermitted "field_not_permitted" Denied "Your roles do not permit this with the field." "没有对该字段进行此操作的权限。";
    SignInFailed "sign_in_failed" Denied "Name or password is wrong." "用户名或密码错误。";
    SignInLocked "sign_in_locked" Denied "Too many failed attempts: wait." "登录失败次数过多,请稍后再试。";
    SessionEnded "session_ended" Denied "The session has ended: sign in again." "会话已结束,请重新登录。";
    PasswordChangeRequired "password_change_required" Denied "Change your password first." "请先修改密码。";
    MakerIsReviewer "maker_is_reviewer" Denied "Who made it cannot review it." "制单人不能审核本人凭证。";
    NotAPoolMember "not_a_pool_member" Denied "Only members of the pool may do this." "仅公海成员可执行此操作。";
    NotAPoolAdmin "not_a_pool_admin" Denied "Only who looks after the pool may do this." "仅公海管理员可执行此操作。";
    ClaimBarred "claim_barred" Denied "You gave this customer up not long ago: you may claim it again from that day on." "您不久前放弃了该客户,须待所示日期起方可再次领取。";
    ClaimLimit "claim_limit" Denied "You would claim more customers from this pool today than allowed." "今日从该公海领取的客户数将超过上限。";
    OwnerQuota "owner_quota" Denied "The operator would own more customers than allowed." "该操作员持有的客户数将超过上限。";
    VersionConflict "version_conflict" Conflict "The record has changed since it was loaded." "记录已被他人修改。";
    WrongState "wrong_state" Conflict "The record's state does not allow this." "当前状态不允许此操作。";
    RecordLocked "record_locked" Conflict "The customer is locked: unlock it first." "客户已锁定,请先解锁。";
    OfDocument "of_document" Conflict "The entry belongs to a document: credit the invoice, cancel the payment or withdraw the allocation, and the red entry is posted with it." "凭证由单据生成:请冲红发票、作废收付款或撤销核销,红字凭证随之生成。";
    AttachmentKept "attachment_kept" Conflict "The record is posted, closed or locked: the files attached to it are kept." "记录已过账、已结束或已锁定,其附件须予保留。";
    InPool "in_pool" Conflict "The customer waits in a pool: claim it first." "客户在公海中,请先领取。";
    NotInPool "not_in_pool" Conflict "The customer is not in this pool." "客户不在该公海中。";
    AlreadyClaimed "already_claimed" Conflict "Somebody else was faster: the customer has left the pool." "客户已被他人领取或已移出公海。";
    InUse "in_use" Conflict "It is in use: retire it, or first take the link of what names it away." "已被使用:请停用,或先解除引用它的记录。";
    AlreadyReversed "already_reversed" Conflict "The entry is reversed already." "凭证已冲销。";
    KeyReused "key_reused" Conflict "This request key was used for another request." "请求键已用于其他请求。";
    OutcomeErased "outcome_erased" Conflict "The request was done; its outcome can no longer be shown." "请求已完成,其结果已无法显示。";
    UndoBlocked "undo_blocked" Conflict "Something changed since: it cannot be undone." "之后已有变更,无法撤销。";
    UnmergeBlocked "unmerge_blocked" Conflict "What came after the merge stands in the way of parting what was merged." "合并之后的变更使其无法拆分。";
    LastOwner "last_owner" Conflict "Somebody must be able to manage operators." "至少保留一名可管理操作员的人员。";
    AlreadyExists "already_exists" Duplicate "There is one already." "已存在。";
    ImportedBefore "imported_before" Duplicate "This was imported before: undo that import, or say in the options whether only new lines or all are to be booked." "此前已导入:请先撤销该次导入,或在选项中指明只导入新行还是全部重新入账。";
    StoreClosed "store_closed" Closed "The store is shut down: reopen it, or open it anew." "账房已关闭:请用 reopen 恢复连接,或重新打开。";
    FolderNotEmpty "folder_not_empty" Duplicate "The folder is not empty: name another, or say that what is there may be replaced." "文件夹不为空,请换一个文件夹,或允许覆盖其中的文件。";
    Busy "busy" Busy "Others are writing: try again." "正忙,请重试。";
    TooSlow "too_slow" Busy "A statement took longer than the limit for it." "语句执行超过时限。";
    Unreachable "unreachable" Busy "The database server cannot be reached." "无法连接数据库服务器。";
    ConnectionLost "connection_lost" Busy "The connection to the database was lost." "与数据库的连接中断。";
    ServerUnavailable "server_unavailable" Busy "The database server takes no connections now: it starts, stops, or is full." "数据库服务器暂不接受连接(正在启动、停止或连接已满)。";
    Interrupted "interrupted" Busy "The caller stopped the call; nothing is kept." "调用已被中断,未保存任何内容。";
    Storage "storage" Storage "The database failed." "数据库出错。";
    AccessRefused "access_refused" Storage "The database server refuses the name or password in the address." "数据库服务器拒绝地址中的用户名或密码。";
    NoDatabase "no_database" Storage "The database server has no such database, or it is not yours." "数据库服务器上没有该数据库,或无权使用。";
    NoFolder "no_folder" Storage "The folder that the file should be in does not exist." "文件所在的文件夹不存在。";
    NotAFolder "not_a_folder" Storage "This is a file, not a folder." "这是文件,不是文件夹。";
    NoFile "no_file" Storage "There is no such file." "找不到该文件。";
    NotAFile "not_a_file" Storage "This is a folder or a device, not a file." "这是文件夹或设备,不是文件。";
    NotAStore "not_a_store" Storage "The file is no store of bookroom: it is another program's, or a store that was cut short." "该文件不是账房文件:可能属于其他程序,或是不完整的账房文件。";
    FileReplaced "file_replaced" Storage "The store's file was moved, removed or replaced while it was open: nothing more is written." "账房文件在打开期间被移动、删除或替换,不再写入。";
    Corrupt "corrupt" Storage "The store holds something it must not." "数据已损坏。";
    FileAccess "file_access" Storage "The file cannot be read or written." "文件无法读写。";
    CallbackFailed "callback_failed" Storage "A rule or callback of the application failed; nothing is kept." "应用程序的规则或回调出错,未保存任何内容。";
    Internal "internal" Storage "A promise of the engine is broken." "内部错误。";
    NoCharts "no_charts" Unsupported "This build draws no charts of that form." "此版本不能绘制该形式的图表。";
    NoFont "no_font" Unsupported "No font was found that has all characters of the texts: name one that does." "找不到包含全部文字的字体,请指定字体。";
    NotAFont "not_a_font" Unsupported "This file is no font that can be read." "该文件不是可读取的字体。";
    NoBackend "no_backend" Unsupported "This build has no support for that database." "此版本不支持该数据库。";
    ForeignDatabase "foreign_database" Unsupported "The database belongs to another program; it is left as it was." "该数据库属于其他程序,未作任何更改。";
    NewerStore "newer_store" Unsupported "The store was written by a newer version of bookroom; it is left as it was." "该账房由更新版本写入,未作任何更改。";
    ServerStore "server_store" Unsupported "A store on a server cannot do this: use the server's own tools." "服务器上的账房不支持此操作,请使用服务器自带的工具。";
    WithinCallback "within_callback" Unsupported "A rule or callback that runs inside a call can only read." "规则或回调在调用进行中只能读取。";
    MemoryStore "memory_store" Unsupported "A store in memory cannot do this." "内存账房不支持此操作。";
}
