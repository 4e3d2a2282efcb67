//! Tiếng Việt.

use crate::compare::{Applies, Verdict};
use crate::lexicon::Level;

use super::{Field, FolderLabels, Labels, Message, Part};

pub(super) const LABELS: Labels = Labels {
    parent: "văn bản cấp trên",
    child: "văn bản được rà soát",
    draft_lost: "số yêu cầu dự thảo mới thực hiện kém hơn",
    draft_gained: "số yêu cầu dự thảo mới thực hiện tốt hơn",
    draft_scope: "số yêu cầu chỉ thuộc phạm vi của một trong hai bản",
    coverage: "mức độ bám sát",
    mandates: "yêu cầu",
    applicable: "thuộc phạm vi phải thực hiện",
    unread: "chưa đọc được",
    nothing_unread: "đã đọc được toàn bộ văn bản",
    found_here: "được thể hiện tại đây",
    weak_here: "chỉ gần giống, chưa đủ căn cứ",
    expected_here: "lẽ ra phải thể hiện ở đây",
    slip_here: "cần rà soát lại",
    page: "trang",
    hint: "gợi ý",
    other_place: "nguyên văn cấp trên",
    nothing_found: "không phát hiện nội dung bị bỏ sót",
    no_slip: "không phát hiện lỗi",
    mendable: "sửa được ngay",
    citations: "văn bản viện dẫn",
    attachment: "văn bản kèm theo",
    issuer: "cơ quan ban hành",
    date: "ngày",
    signatory: "người ký",
    inferred: "suy ra từ nội dung",
    blank: "số còn để trống",
    implements: "thực hiện",
    bullets: "gạch đầu dòng",
};

pub(super) const FOLDER: FolderLabels = FolderLabels {
    documents: "văn bản",
    absent: "văn bản được viện dẫn nhưng không có trong thư mục",
    not_there: "không có trong thư mục",
    links: "liên kết",
    compared: "đã đối chiếu",
    unresolved: "chưa có văn bản cấp trên trong thư mục",
    ambiguous: "viện dẫn chưa xác định được văn bản",
    unread_files: "tệp chưa đọc được",
    skipped: "tệp không phải văn bản chỉ đạo, kế hoạch",
    unread_lines: "dòng chưa đọc được",
    mandates: "lượt yêu cầu được đối chiếu",
    applicable: "thuộc phạm vi phải thực hiện",
    missing: "bỏ sót",
    partial: "thiếu một phần",
    changed: "giảm nhẹ, đổi tên hoặc giao cơ quan khác",
    coverage: "mức độ bám sát",
    levels: "mức độ bám sát theo cấp",
    worst: "liên kết có mức độ bám sát thấp nhất",
    wanted: "văn bản cần bổ sung (được triển khai nhưng không có trong thư mục)",
    units: "cơ quan, đơn vị có nhiều nhiệm vụ bị bỏ sót nhất",
    lost: "nơi yêu cầu bị bỏ sót",
    begun: "yêu cầu nêu lần đầu",
    carried_changed: "thể hiện có thay đổi hoặc thiếu một phần",
    roots: "yêu cầu qua các cấp",
    findings: "phát hiện",
    plans: "kế hoạch",
    more: "mục nữa; dùng --top 0 để xem tất cả",
    none: "không có",
    above: "xem ở trên",
    lost_at: "bị bỏ sót tại",
    below: "văn bản cấp dưới không nhận được yêu cầu",
    kept: "giữ nguyên",
    unseen: "lượt cấp dưới không nhận được",
    open: "không truy tiếp được hoặc không thuộc phạm vi",
    reassigned: "nhiệm vụ bị giao cho cơ quan khác",
    given_by: "được giao việc tại",
};

pub(super) fn level(level: Option<Level>) -> &'static str {
    match level {
        Some(Level::Central) => "Trung ương",
        Some(Level::Ministry) => "bộ, ngành",
        Some(Level::Province) => "cấp tỉnh",
        Some(Level::Department) => "sở, ban, ngành",
        Some(Level::District) => "cấp huyện",
        Some(Level::Commune) => "cấp xã",
        Some(Level::Party) => "cơ quan Đảng",
        Some(Level::Front) => "Mặt trận và đoàn thể",
        Some(Level::Enterprise) => "doanh nghiệp",
        Some(Level::School) => "trường học",
        Some(Level::Other) => "khác",
        None => "chưa rõ cấp",
    }
}

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => "giữ nguyên",
        Verdict::Reworded => "diễn đạt lại",
        Verdict::Renamed => "đổi tên",
        Verdict::Partial => "thiếu một phần",
        Verdict::Weakened => "giảm nhẹ",
        Verdict::Reassigned => "giao cơ quan khác",
        Verdict::Missing => "bỏ sót",
        Verdict::NotApplicable => "không thuộc phạm vi",
    }
}

pub(super) fn render(message: &Message) -> String {
    match message {
        Message::Missing { id, text, near: None } => format!("bỏ sót yêu cầu {id}: “{text}”"),
        Message::Missing { id, text, near: Some(line) } => format!("có thể bỏ sót yêu cầu {id}: “{text}” (có thể đã nêu tại dòng {line})"),
        Message::Partial { id, lost, more: 0 } => format!("yêu cầu {id} chỉ được thể hiện một phần, thiếu: “{lost}”"),
        Message::Partial { id, lost, more } => format!("yêu cầu {id} chỉ được thể hiện một phần, thiếu: “{lost}” và {more} nội dung khác"),
        Message::Renamed { parent, child } => format!("tên gọi “{parent}” đã đổi thành “{child}”"),
        Message::Lowered { id, parent, child } => format!("yêu cầu {id}: chỉ tiêu “{parent}” đã nới lỏng thành “{child}”"),
        Message::Late { id, parent, child } => format!("yêu cầu {id}: thời hạn “{parent}” đã lùi thành “{child}”"),
        Message::Weakened { id, parent, child } => format!("yêu cầu {id}: nội dung “{parent}” đã giảm nhẹ thành “{child}”"),
        Message::LimitGone { id, parent } => format!("yêu cầu {id}: không còn nêu “{parent}”"),
        Message::WeakerRole { id, parent, child } => format!("yêu cầu {id}: vai trò “{parent}” chỉ còn “{child}”"),
        Message::Reassigned { id, parent, child } => format!("yêu cầu {id}: nhiệm vụ của “{parent}” đã giao cho “{child}”"),
        Message::Reorganised { parent, child, date, basis } => format!("“{parent}” nay là “{child}” do sắp xếp tổ chức ({date}; {basis})"),
        Message::RenamedHeading { parent, child } => format!("đề mục “{parent}” đã đổi thành “{child}”"),
        Message::DroppedCitation { document } => format!("không còn viện dẫn {document}"),
        Message::Foreign { text } => format!("có thể là nội dung không thuộc chủ đề của văn bản: “{text}”"),
        Message::Unread { line } => format!("không đọc được dòng {line}"),
        Message::Unjudged { id, count, limit } => {
            format!("chưa đối chiếu {count} yêu cầu, từ yêu cầu {id} trở đi, do vượt giới hạn {limit}")
        }
        Message::CitedTwoWays { here, elsewhere } => format!("viện dẫn không thống nhất: “{here}”, chỗ khác ghi “{elsewhere}”"),
        Message::WrongYear { citation } => format!("“{citation}”: ngày ban hành không khớp với năm trong số, ký hiệu"),
        Message::FromFuture { citation } => format!("“{citation}” có ngày ban hành sau ngày của văn bản này"),
        Message::MalformedNumber { written } => format!("số, ký hiệu “{written}” không đúng thể thức"),
        Message::OutdatedUnit { unit, date, basis } if basis.is_empty() => format!("“{unit}” không còn là tên cơ quan hiện hành ({date})"),
        Message::OutdatedUnit { unit, date, basis } => format!("“{unit}” không còn là tên cơ quan hiện hành ({date}; {basis})"),
        Message::UnknownUnit { unit } => format!("không xác định được cơ quan “{unit}”"),
        Message::Unassigned { section } => format!("chưa giao cơ quan nào thực hiện nội dung tại mục “{section}”"),
        Message::Unaddressed { unit } => format!("“{unit}” được giao nhiệm vụ nhưng không có trong nơi nhận"),
        Message::Doubled { word } => format!("lặp từ: “{word}”"),
        Message::StaleYear { time } => format!("mốc thời gian “{time}” đã qua trước ngày ban hành văn bản"),
        Message::MissingField { field } => format!("văn bản thiếu {}", self::field(*field)),
        Message::BlankNumber { symbol } => format!("số của văn bản còn để trống: “{symbol}”"),
        Message::UnresolvedParent { document } => format!("kế hoạch triển khai thực hiện {document} nhưng thư mục không có văn bản này"),
        Message::AmbiguousParent { citation, candidates } => format!("“{citation}” có thể là một trong các văn bản: {candidates}"),
        Message::Cyclic { documents } => format!("các văn bản triển khai lẫn nhau theo vòng tròn: {documents}"),
        Message::SkippedLevel { document, province } => format!("triển khai thẳng {document}, không viện dẫn {province} của tỉnh"),
        Message::PredatesParent { own, document } => {
            format!("kế hoạch ban hành ngày {own}, trước {document} là văn bản được triển khai thực hiện")
        }
        Message::SupersededParent { document, by } => format!("{document} đã được thay thế bởi {by}"),
        Message::ConflictingDate { citation, right, others: None } => format!("“{citation}”: chính văn bản ghi ngày {right}"),
        Message::ConflictingDate { citation, right, others: Some(n) } => {
            format!("“{citation}”: phần lớn văn bản khác ({n}) ghi ngày {right}")
        }
        Message::MisspeltCitation { citation, right } => format!("“{citation}”: viện dẫn sai số, ký hiệu, đúng ra là {right}"),
        Message::DuplicateDocument { document, file } => format!("trùng văn bản với tệp {file}: {document}"),
        Message::OrphanPlan { document } => format!("{document} không nêu triển khai thực hiện văn bản nào của cấp trên"),
        Message::SiblingGap { parent, text, carried, family } => {
            format!("{carried} trên {family} kế hoạch cùng triển khai {parent} có nội dung mà kế hoạch này không có: “{text}”")
        }
        Message::SwappedNumber { written } => format!("“{written}”: lẫn cách ghi số, ký hiệu của Đảng và của Nhà nước"),
        Message::SpacedNumber { written } => format!("thừa khoảng trắng trong số, ký hiệu “{written}”"),
        Message::UnpaddedNumber { written } => format!("“{written}”: số nhỏ hơn 10 thiếu số 0 phía trước"),
        Message::UnpaddedDate { written } => format!("“{written}”: ngày nhỏ hơn 10, tháng 1, tháng 2 thiếu số 0 phía trước"),
        Message::TypedLetter { written } => format!("số, ký hiệu công văn “{written}” không được ghi tên loại CV"),
        Message::WrongTypeSymbol { written, doc_type } => format!("“{written}”: ký hiệu không đúng với tên loại {doc_type}"),
        Message::IncompleteCitation { citation, lacks } => {
            let lacks: Vec<&str> = lacks.iter().map(|part| self::part(*part)).collect();
            format!("viện dẫn lần đầu chưa đầy đủ, thiếu {}: “{citation}”", lacks.join(", "))
        }
        Message::UnclosedBasis { basis, last: false } => format!("căn cứ chưa kết thúc bằng dấu chấm phẩy: “{basis}”"),
        Message::UnclosedBasis { basis, last: true } => format!("căn cứ cuối cùng chưa kết thúc bằng dấu chấm: “{basis}”"),
        Message::SkippedNumber { before, here } => format!("đánh số không liên tục: sau “{before}” là “{here}”"),
        Message::RepeatedNumber { here } => format!("trùng số thứ tự “{here}”"),
        Message::ForeignLetter { here } => format!("“{here}” không có trong bảng chữ cái tiếng Việt"),
        Message::UntitledDivision { division } => format!("“{division}” không có tiêu đề trong khi các phần cùng cấp đều có"),
        Message::AbsentAnnex { annex } => format!("văn bản nêu “{annex}” nhưng không thấy kèm theo"),
        Message::UnnamedAnnex { annex } => format!("“{annex}” không được nêu trong nội dung văn bản"),
        Message::ForeignSignature { written } => format!("“{written}”: lẫn cách ghi quyền hạn ký của Đảng và của Nhà nước"),
        Message::NoFileCopy => "nơi nhận không có dòng “Lưu”".to_owned(),
        Message::UnclosedRecipient { line, last: false } => format!("nơi nhận “{line}” chưa kết thúc bằng dấu chấm phẩy"),
        Message::UnclosedRecipient { line, last: true } => format!("dòng cuối nơi nhận “{line}” chưa kết thúc bằng dấu chấm"),
        Message::MiscapitalisedProvision { written } => format!("viết hoa chưa đúng khi viện dẫn: “{written}”"),
        Message::MixedLetterhead { both: true } => "văn bản có cả Quốc hiệu và tiêu đề “Đảng Cộng sản Việt Nam”".to_owned(),
        Message::MixedLetterhead { both: false } => "văn bản của Đảng nhưng ghi Quốc hiệu".to_owned(),
        Message::AbolishedDistrict { unit } => format!("“{unit}”: đơn vị hành chính cấp huyện đã kết thúc hoạt động từ ngày 01/7/2025"),
        Message::HintWrite { right } => format!("ghi là “{right}”"),
        Message::HintTypedLetter => "ghi ký hiệu gồm cơ quan ban hành và đơn vị soạn thảo hoặc lĩnh vực".to_owned(),
        Message::HintFullCitation => {
            "lần đầu ghi đủ tên loại, số, ký hiệu, thời gian, cơ quan ban hành, trích yếu; lần sau chỉ ghi tên loại và số, ký hiệu"
                .to_owned()
        }
        Message::HintBasis { last: false } => "kết thúc mỗi căn cứ bằng dấu chấm phẩy".to_owned(),
        Message::HintBasis { last: true } => "kết thúc căn cứ cuối cùng bằng dấu chấm".to_owned(),
        Message::HintNumbering { expected } => format!("số tiếp theo là “{expected}”"),
        Message::HintAlphabet => "ghi điểm theo thứ tự a, b, c, d, đ, e, g, h, i, k".to_owned(),
        Message::HintTitle => "bổ sung tiêu đề".to_owned(),
        Message::HintAbsentAnnex => "kèm phụ lục vào văn bản, hoặc kiểm tra xem phụ lục có ở tệp riêng".to_owned(),
        Message::HintUnnamedAnnex => "nêu phụ lục tại nội dung có liên quan".to_owned(),
        Message::HintFileCopy => "bổ sung dòng cuối “- Lưu: VT, ...”".to_owned(),
        Message::HintRecipient { last: false } => "kết thúc mỗi dòng bằng dấu chấm phẩy".to_owned(),
        Message::HintRecipient { last: true } => "kết thúc dòng cuối bằng dấu chấm".to_owned(),
        Message::HintLetterhead => {
            "văn bản của Đảng ghi tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM”, văn bản của Nhà nước ghi Quốc hiệu, Tiêu ngữ".to_owned()
        }
        Message::HintDistrict => "giao cho cấp xã hoặc cấp tỉnh đang thực hiện nhiệm vụ này".to_owned(),
        Message::HintUnresolved => "bổ sung văn bản vào thư mục để đối chiếu".to_owned(),
        Message::HintAmbiguous => "viện dẫn đủ số, ký hiệu, ngày ban hành và cơ quan ban hành".to_owned(),
        Message::HintCyclic => "đối chiếu ngày ban hành, sửa viện dẫn trong văn bản ban hành trước".to_owned(),
        Message::HintSkipped => "triển khai và viện dẫn văn bản của tỉnh".to_owned(),
        Message::HintPredates => "đối chiếu hai văn bản, sửa ngày hoặc viện dẫn".to_owned(),
        Message::HintSuperseded => "xem xét triển khai theo văn bản mới".to_owned(),
        Message::HintDuplicate => "chỉ giữ tệp của bản đã ban hành".to_owned(),
        Message::HintOrphan => "nêu trong phần căn cứ hoặc mở đầu kế hoạch triển khai thực hiện văn bản nào".to_owned(),
        Message::HintSibling => "tìm văn bản cấp trên và đối chiếu kế hoạch với văn bản đó".to_owned(),
        Message::HintMissing => "bổ sung nội dung này, hoặc nêu rõ lý do không thực hiện".to_owned(),
        Message::HintPartial => "bổ sung phần còn thiếu, hoặc nêu rõ lý do lược bỏ".to_owned(),
        Message::HintLowered => "lấy đúng chỉ tiêu của cấp trên, hoặc nêu rõ lý do hạ chỉ tiêu".to_owned(),
        Message::HintLate => "giữ thời hạn của cấp trên hoặc đặt sớm hơn".to_owned(),
        Message::HintWeakened => "giữ mức độ yêu cầu, số lượng, thời hạn và định kỳ như văn bản cấp trên".to_owned(),
        Message::HintRole => "giao đúng vai trò như văn bản cấp trên".to_owned(),
        Message::HintReassigned => "giao đúng cơ quan như văn bản cấp trên hoặc cơ quan kế thừa".to_owned(),
        Message::HintRenamed => "dùng đúng tên gọi trong văn bản cấp trên".to_owned(),
        Message::HintReorganised => "việc đổi tên đã được ghi nhận, không phải sửa".to_owned(),
        Message::HintHeading => "giữ đề mục như văn bản cấp trên để dễ đối chiếu".to_owned(),
        Message::HintCitation => "viện dẫn lại văn bản này nếu nhiệm vụ còn dựa vào nó".to_owned(),
        Message::HintForeign => "kiểm tra xem đoạn này có phải còn sót lại từ văn bản khác".to_owned(),
        Message::UnusedException { code } => format!("ngoại lệ cho {code} không bỏ qua phát hiện nào"),
        Message::ExpiredException { until } => format!("ngoại lệ đã hết hạn ngày {until}"),
        Message::HintUnusedException => "bỏ ngoại lệ này, hoặc sửa lại cho đúng".to_owned(),
        Message::HintUnjudged { key } => format!("nâng giới hạn {key} ở mục [limits] của bamsat.toml, hoặc tách nhỏ văn bản"),
        Message::HintUnread => "mở lại tệp gốc và lưu với bảng mã UTF-8".to_owned(),
        Message::HintPicture => "xem trực tiếp trang này, hoặc cài phần mềm nhận dạng chữ (bamsat doctor)".to_owned(),
        Message::HintDoubtful => "đối chiếu với bản gốc: một số chữ ở đây do máy nhận dạng từ ảnh quét, chưa chắc đúng".to_owned(),
        Message::HintConflict => "đối chiếu với bản gốc và ghi thống nhất số, ký hiệu, ngày ban hành, tên loại, trích yếu".to_owned(),
        Message::HintNumber { right } => format!("có thể là “{right}”"),
        Message::HintSuccessor { units } => format!("nhiệm vụ nay thuộc: {units}"),
        Message::HintUnit { unit } => format!("có thể là “{unit}”"),
        Message::HintEnded => "ghi tên cơ quan hiện đang thực hiện nhiệm vụ này".to_owned(),
        Message::HintUnassigned => "bổ sung cơ quan chủ trì trong phần tổ chức thực hiện".to_owned(),
        Message::HintUnaddressed => "bổ sung cơ quan này vào nơi nhận".to_owned(),
        Message::HintDoubled => "bỏ phần bị lặp".to_owned(),
        Message::HintStaleYear => "kiểm tra xem mốc thời gian có còn sót lại từ kế hoạch cũ".to_owned(),
        Message::HintField => "bổ sung theo Điều 8 Nghị định số 30/2020/NĐ-CP".to_owned(),
        Message::HintBlankNumber => "ghi số khi ban hành văn bản".to_owned(),
        Message::Reason { verdict, applies, unit, found, weak } => reason(*verdict, *applies, unit.as_deref(), *found, *weak),
    }
}

fn field(field: Field) -> &'static str {
    match field {
        Field::Letterhead => "phần đầu văn bản (cơ quan ban hành, số, ký hiệu, ngày tháng)",
        Field::Number => "số, ký hiệu",
        Field::Date => "ngày, tháng, năm ban hành",
        Field::Issuer => "tên cơ quan ban hành",
        Field::Title => "trích yếu nội dung",
        Field::Signatory => "họ tên người ký",
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Date => "thời gian ban hành",
        Part::Issuer => "cơ quan ban hành",
    }
}

fn reason(verdict: Verdict, applies: Applies, unit: Option<&str>, found: usize, weak: bool) -> String {
    let unit = unit.unwrap_or("");
    let why = match applies {
        Applies::General => "nội dung chung cho mọi cơ quan thực hiện".to_owned(),
        Applies::Own => format!("giao cho chính cơ quan ban hành: “{unit}”"),
        Applies::Successor => format!("giao cho cơ quan tiền thân hoặc kế thừa: “{unit}”"),
        Applies::Collective => format!("thuộc nhóm được giao: “{unit}”"),
        Applies::Superior => format!("giao cho cơ quan cấp trên trực tiếp: “{unit}”"),
        Applies::Subordinate => format!("giao cho đơn vị thuộc quyền: “{unit}”"),
        Applies::Counterpart => format!("giao cho cơ quan cùng ngành ở cấp trên: “{unit}”"),
        Applies::UnknownIssuer => "chưa xác định được cơ quan ban hành nên xem như phải thực hiện".to_owned(),
        Applies::Excepted => return format!("cơ quan ban hành được nêu là ngoại lệ của “{unit}”"),
        Applies::Others => return format!("chỉ giao cho cơ quan khác: “{unit}”"),
    };
    let what = match verdict {
        Verdict::Missing if weak => "chỉ thấy nội dung gần giống, chưa đủ căn cứ".to_owned(),
        Verdict::Missing => "không thấy nội dung tương ứng".to_owned(),
        _ => format!("tìm thấy tại {found} chỗ"),
    };
    format!("{why}; {what}")
}
