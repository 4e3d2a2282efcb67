//! Invented cascades, in the form that the page reads.

use serde_json::{Value, json};

/// A title that would act if it were taken for markup.
pub(crate) const HOSTILE: &str = "Về <img src=x onerror=\"window.hit = 1\"> & </script><script>window.hit = 2</script>";

/// Documents and what is known of them.
#[derive(Default)]
struct Cascade {
    documents: Vec<Value>,
    links: Vec<Value>,
    findings: Vec<Value>,
    ambiguous: Vec<Value>,
}

/// One document: number, date, level, tier, issuer, title. The number is its id.
type Row<'a> = (&'a str, &'a str, &'a str, u32, &'a str, &'a str);

impl Cascade {
    fn document(&mut self, (number, date, level, tier, issuer, title): Row<'_>) {
        let (kind, name) = match () {
            () if number.contains("NQ") => ("nghi_quyet", "Nghị quyết"),
            () if number.contains("CT") => ("chi_thi", "Chỉ thị"),
            () if number.contains("QĐ") => ("quyet_dinh", "Quyết định"),
            () => ("ke_hoach", "Kế hoạch"),
        };
        self.documents.push(json!({
            "id": number, "path": format!("van-ban/{}.txt", number.replace('/', "-")), "type": kind, "type_name": name, "number": number,
            "date": date, "issuer": issuer, "title": title, "level": level, "tier": tier, "present": true,
        }));
    }

    /// Only cited, not at hand.
    fn absent(&mut self, row: Row<'_>) {
        self.document(row);
        let last = self.documents.last_mut().expect("a document");
        (last["present"], last["path"]) = (json!(false), Value::Null);
    }

    fn link(&mut self, parent: &str, child: &str, relation: &str, summary: Value) {
        let evidence = format!("Thực hiện văn bản số {parent}, cơ quan ban hành kế hoạch với các nội dung sau");
        self.links.push(
            json!({ "parent": parent, "child": child, "relation": relation, "confidence": 0.9, "evidence": evidence, "summary": summary }),
        );
    }

    /// A link that was compared, with a finding for each demand that is missing and one for those that are partial.
    fn compared(&mut self, parent: &str, child: &str, [kept, reworded, partial, missing]: [u32; 4]) {
        let own = kept + reworded + partial + missing;
        let coverage = (f64::from(kept) + 0.9 * f64::from(reworded) + 0.5 * f64::from(partial)) / f64::from(own.max(1));
        self.link(
            parent,
            child,
            "implements",
            json!({
                "mandates": own + 4, "applicable": own, "kept": kept, "reworded": reworded, "renamed": 0, "partial": partial, "weakened": 0,
                "reassigned": 0, "missing": missing, "not_applicable": 4, "coverage": if own == 0 { Value::Null } else { json!(coverage) }, "unread": 0,
            }),
        );
        if partial > 0 {
            self.finding(
                "partial-mandate",
                "warning",
                "yêu cầu II.3/1 chỉ được thể hiện một phần, thiếu: “mỗi quý một lần”",
                child,
                Some(parent),
            );
        }
        for at in 1..=missing {
            let words = format!("bỏ sót yêu cầu III.{at}/1: “Tổ chức tập huấn cho cán bộ làm công tác chuyển đổi số ở cơ sở”");
            self.finding("missing-mandate", "error", &words, child, Some(parent));
        }
    }

    fn finding(&mut self, code: &str, severity: &str, message: &str, child: &str, parent: Option<&str>) {
        self.findings.push(json!({
            "code": code, "severity": severity, "message": message, "hint": "bổ sung nội dung này, hoặc nêu rõ lý do không thực hiện",
            "child": child, "parent": parent, "file": format!("van-ban/{}.txt", child.replace('/', "-")), "line": 12,
        }));
    }

    fn json(self, lang: &str) -> Value {
        json!({
            "schema": "bamsat/audit/1", "lang": lang, "documents": self.documents, "links": self.links, "ambiguous": self.ambiguous,
            "findings": self.findings,
        })
    }
}

/// Twenty documents on four tiers: one absent, one with markup in its title, eight schools in the same place.
pub(crate) fn small(lang: &str) -> Value {
    let mut it = Cascade::default();
    it.absent(("21-NQ/TW", "2024-12-20", "party", 0, "Ban Chấp hành Trung ương", "Về phát triển kinh tế số"));
    it.document(("09/CT-TTg", "2025-01-15", "central", 1, "Thủ tướng Chính phủ", "Về đẩy mạnh chuyển đổi số trong cơ quan nhà nước"));
    it.document(("77/QĐ-TTg", "2025-02", "central", 0, "Thủ tướng Chính phủ", "Phê duyệt Chương trình kỹ năng số"));
    it.document(("115/KH-UBND", "2025-03-04", "province", 2, "Ủy ban nhân dân tỉnh Sông Lam", "Chuyển đổi số tỉnh Sông Lam năm 2025"));
    it.document(("86/KH-UBND", "2025-03-10", "province", 2, "Ủy ban nhân dân tỉnh Hồng Lĩnh", "Chuyển đổi số tỉnh Hồng Lĩnh năm 2025"));
    it.document(("31/KH-SNV", "2025-04-02", "department", 3, "Sở Nội vụ tỉnh Sông Lam", HOSTILE));
    it.document(("44/KH-SGDĐT", "2025-04-08", "department", 3, "Sở Giáo dục và Đào tạo tỉnh Sông Lam", "Chuyển đổi số ngành giáo dục"));
    it.document(("12/KH-UBND", "2025-04-15", "commune", 3, "Ủy ban nhân dân xã Bến Đá", "Chuyển đổi số xã Bến Đá năm 2025"));
    it.document(("15/KH-UBND", "2025-04-18", "commune", 3, "Ủy ban nhân dân xã Đồng Tâm", "Chuyển đổi số xã Đồng Tâm năm 2025"));
    it.document(("18/KH-UBND", "2025-04-21", "commune", 3, "Ủy ban nhân dân xã Cẩm Sơn", "Chuyển đổi số xã Cẩm Sơn năm 2025"));
    it.document(("52/QĐ-UBND", "2025-01-03", "province", 0, "Ủy ban nhân dân tỉnh Sông Lam", "Ban hành Quy chế làm việc"));
    it.document(("", "2025-05-05", "commune", 0, "Ủy ban nhân dân xã An Hòa", "Phòng, chống đuối nước cho trẻ em"));
    it.documents[11]["id"] = json!("khong-so");
    it.link("21-NQ/TW", "09/CT-TTg", "implements", Value::Null);
    it.compared("09/CT-TTg", "115/KH-UBND", [14, 2, 2, 1]);
    it.compared("09/CT-TTg", "86/KH-UBND", [5, 1, 4, 9]);
    it.compared("77/QĐ-TTg", "115/KH-UBND", [9, 1, 0, 0]);
    it.compared("115/KH-UBND", "31/KH-SNV", [3, 2, 5, 4]);
    it.compared("115/KH-UBND", "44/KH-SGDĐT", [10, 3, 2, 1]);
    it.compared("115/KH-UBND", "12/KH-UBND", [2, 1, 2, 11]);
    it.compared("86/KH-UBND", "15/KH-UBND", [12, 1, 0, 0]);
    it.compared("86/KH-UBND", "18/KH-UBND", [0, 0, 0, 0]);
    it.compared("77/QĐ-TTg", "12/KH-UBND", [3, 0, 1, 1]);
    it.link("52/QĐ-UBND", "115/KH-UBND", "legal_basis", Value::Null);
    it.link("52/QĐ-UBND", "12/KH-UBND", "mentions", Value::Null);
    it.finding("stale-year", "warning", "mốc thời gian “năm 2023” đã qua trước ngày ban hành văn bản", "31/KH-SNV", None);
    for school in 1..=8 {
        let (number, issuer) = (format!("{school}/KH-THCS"), format!("Trường Trung học cơ sở số {school}"));
        it.document((&number, "2025-05-12", "school", 4, &issuer, "Thực hiện chuyển đổi số năm học 2025 - 2026"));
        it.compared("44/KH-SGDĐT", &number, [school, 1, 1, 8 - school]);
    }
    it.ambiguous.push(
        json!({ "child": "khong-so", "citation": "Kế hoạch số 86 của Ủy ban nhân dân tỉnh", "candidates": ["86/KH-UBND", "115/KH-UBND"] }),
    );
    it.json(lang)
}

/// `count` documents: centre, provinces, departments, communes, many of them with two parents, some with none.
pub(crate) fn large(count: usize) -> Value {
    let mut it = Cascade::default();
    let mut seed = 7_u32;
    let mut draw = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    let centre: Vec<String> = (1..=8).map(|n| format!("{n}/CT-TTg")).collect();
    for number in &centre {
        it.document((number, "2025-01-10", "central", 0, "Thủ tướng Chính phủ", "Về đẩy mạnh chuyển đổi số"));
    }
    let provinces: Vec<String> = (1..=34).map(|n| format!("{n}/KH-UBND")).collect();
    for number in &provinces {
        it.document((number, "2025-02-20", "province", 1, &format!("Ủy ban nhân dân tỉnh {number}"), "Chuyển đổi số của tỉnh"));
        let first = draw(8) as usize;
        for parent in [first, (first + 3) % 8] {
            it.compared(&centre[parent], number, [draw(20), draw(4), draw(6), draw(8)]);
        }
    }
    let mut departments = Vec::new();
    while it.documents.len() < count {
        let at = it.documents.len();
        let province = draw(34) as usize;
        let counts = [draw(20), draw(4), draw(6), draw(10)];
        if at < 320 {
            let number = format!("{at}/KH-SNV");
            it.document((&number, "2025-03-15", "department", 2, &format!("Sở Nội vụ tỉnh {province}"), "Chuyển đổi số của ngành"));
            it.compared(&provinces[province], &number, counts);
            departments.push((number, province));
            continue;
        }
        let number = format!("{at}/KH-UBND-X");
        match draw(20) {
            0 => it.document((&number, "2025-05-02", "commune", 0, &format!("Ủy ban nhân dân xã số {at}"), "Vệ sinh môi trường")),
            1 => {
                it.absent((&format!("{at}/QĐ-BNV"), "2023-06-01", "ministry", 0, "Bộ Nội vụ", ""));
                it.document((&number, "2025-05-02", "commune", 1, &format!("Ủy ban nhân dân xã số {at}"), "Chuyển đổi số của xã"));
                it.link(&format!("{at}/QĐ-BNV"), &number, "implements", Value::Null);
            }
            kind => {
                it.document((&number, "2025-05-02", "commune", 3, &format!("Ủy ban nhân dân xã số {at}"), "Chuyển đổi số của xã"));
                let (department, of) = &departments[draw(departments.len() as u32) as usize];
                it.compared(department, &number, counts);
                if kind < 9 {
                    it.compared(&provinces[*of], &number, counts);
                }
                if kind == 9 {
                    it.link(&centre[draw(8) as usize], &number, "implements", Value::Null);
                }
                if kind > 12 {
                    it.link(&centre[draw(8) as usize], &number, "mentions", Value::Null);
                }
            }
        }
    }
    it.json("vi")
}

/// One plan of a province, and below it the plans of all the others.
pub(crate) fn flat(count: u32) -> Value {
    let mut it = Cascade::default();
    it.document(("1/KH-UBND", "2025-02-20", "province", 0, "Ủy ban nhân dân tỉnh Sông Lam", "Chuyển đổi số của tỉnh"));
    for at in 2..=count {
        let number = format!("{at}/KH-UBND-X");
        it.document((&number, "2025-05-02", "commune", 1, &format!("Ủy ban nhân dân xã số {at}"), "Chuyển đổi số của xã"));
        it.compared("1/KH-UBND", &number, [at % 7, 1, 1, at % 3]);
    }
    it.json("vi")
}
