//! Commands and options, with the help texts.

use std::path::{Path, PathBuf};

use bamsat_core::audit::Depth;
use bamsat_core::finding::Severity;
use bamsat_core::message::Lang;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

use crate::audit::Cache;
pub(crate) use crate::common::{Common, CommonArguments, Ocr};
use crate::policy::PolicyArguments;

/// Bám sát: holds a Vietnamese plan against the guidance above it, and shows the demands that it
/// leaves out, cuts or renames, with the words of both sides.
///
/// Đối chiếu kế hoạch với văn bản cấp trên, chỉ ra yêu cầu bị bỏ sót, thiếu hoặc đổi tên, kèm trích
/// dẫn của cả hai bên.
#[derive(Debug, Parser)]
#[command(name = "bamsat", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: CommonArguments,
}

const EXAMPLES: &str = "\
Examples / Ví dụ:
  bamsat check ke-hoach-so.txt --parent huong-dan-tinh.txt
  bamsat check du-thao.txt --parent cap-tren.txt --format concise --fail-on warning
  bamsat parse ke-hoach.txt --format json
  bamsat lint du-thao.docx
  bamsat audit ke-hoach/
  bamsat explain missing-mandate

Exit codes / Mã thoát:
  0  nothing at or above --fail-on     không có phát hiện từ mức --fail-on trở lên
  1  findings                          có phát hiện
  2  the work could not be done        không thực hiện được";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show what was understood of one or several texts / Xem chương trình đã hiểu gì về văn bản
    Parse(ParseArguments),
    /// Print a file as the program reads it / In văn bản như chương trình đọc được
    Read(ReadArguments),
    /// Look at drafts by themselves: form, citations, units, slips / Rà soát thể thức, lỗi của văn bản
    Lint(LintArguments),
    /// Hold one plan against its parents / Đối chiếu một kế hoạch với văn bản cấp trên
    Check(CheckArguments),
    /// Audit a folder of plans: who implements whom, what is lost where / Rà soát cả thư mục kế hoạch
    Audit(AuditArguments),
    /// Show who implements whom in a folder / Xem văn bản nào triển khai văn bản nào
    Graph(GraphArguments),
    /// Write a commented bamsat.toml here / Tạo tệp thiết lập bamsat.toml
    Init,
    /// Show what settings are in force and from where / Xem thiết lập đang có hiệu lực
    Config(ConfigArguments),
    /// Tell which optional helpers are installed / Kiểm tra các phần mềm hỗ trợ
    Doctor,
    /// Explain a rule; without a code, list all / Giải thích một quy tắc
    Explain(ExplainArguments),
    /// Print the JSON Schema of a command's JSON form / In lược đồ JSON của một lệnh
    Schema(SchemaArguments),
    /// Print completions for a shell / In phần gợi ý lệnh cho trình dòng lệnh
    Completions(CompletionsArguments),
    /// Print the manual page, of the program or of a command / In trang hướng dẫn (man)
    Man(ManArguments),
    /// Read standard input for the program that started this one
    #[command(hide = true)]
    Isolated(IsolatedArguments),
    /// Score the verdicts against labelled pairs
    #[command(hide = true)]
    Eval(EvalArguments),
}

#[derive(Debug, Args)]
#[command(after_help = "Example: bamsat parse ke-hoach.txt --format json\n`-` reads standard input.")]
pub(crate) struct ParseArguments {
    /// Files: .docx, .pdf, .html, .txt, .md; `-` is standard input
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Form of the result
    #[arg(long, value_enum, default_value = "full")]
    pub(crate) format: ParseFormat,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example: bamsat read ke-hoach.pdf\nOne paragraph on each line; a form feed stands where a page begins. Findings name these lines."
)]
pub(crate) struct ReadArguments {
    /// The file: .docx, .pdf, .html, .txt, .md; `-` is standard input
    pub(crate) file: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParseFormat {
    /// A tree for people
    Full,
    /// One object for one file, an array for several
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: bamsat lint du-thao.docx --fail-on warning\n`-` reads standard input.")]
pub(crate) struct LintArguments {
    /// Files: .docx, .pdf, .html, .txt, .md; `-` is standard input
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Form of the result
    #[arg(long, value_enum, default_value = "full")]
    pub(crate) format: LintFormat,
    #[command(flatten)]
    pub(crate) policy: PolicyArguments,
    /// Mend what is certain in a copy (NAME.bamsat.EXT, or --output for one file), and tell what is left; .txt, .md, .docx
    #[arg(long)]
    pub(crate) fix: bool,
    /// Mend the files themselves
    #[arg(long, requires = "fix")]
    pub(crate) in_place: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintFormat {
    /// Findings with the lines they are about
    Full,
    /// One line for each finding
    Concise,
    /// Everything, for programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, for CI services
    Junit,
    /// Annotations of GitHub
    Github,
    /// Code quality of GitLab
    Gitlab,
}

#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("above").args(["parent", "library"]),
    after_help = "Example: bamsat check ke-hoach-so.txt --parent huong-dan-tinh.txt\nA parent that is named here is binding, whatever province it comes from."
)]
pub(crate) struct CheckArguments {
    /// The plan to check; `-` is standard input
    pub(crate) child: PathBuf,
    /// The document above it; several may be given (default: those that bamsat.toml names)
    #[arg(long, num_args = 1.., value_name = "PARENT")]
    pub(crate) parent: Vec<PathBuf>,
    /// Folder to find the documents in that the plan says it implements
    #[arg(long, value_name = "DIR", conflicts_with = "parent")]
    pub(crate) library: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) cache: CacheArguments,
    /// Form of the result
    #[arg(long, value_enum, default_value = "full")]
    pub(crate) format: CheckFormat,
    /// An older draft: tell what the new one gained and lost against it, mandate by mandate
    #[arg(long, value_name = "OLD_DRAFT", conflicts_with_all = ["annotate", "baseline", "write_baseline"])]
    pub(crate) against: Option<PathBuf>,
    /// Run again whenever a file changes
    #[arg(long, conflicts_with = "library")]
    pub(crate) watch: bool,
    /// Also write a copy of the plan, a .docx, with the findings as comments
    #[arg(long, value_name = "OUT.docx")]
    pub(crate) annotate: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) policy: PolicyArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// Findings with quoted lines of both sides
    Full,
    /// One line for each finding
    Concise,
    /// Everything, for programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, for CI services
    Junit,
    /// Annotations of GitHub
    Github,
    /// Code quality of GitLab
    Gitlab,
    /// One page with both texts beside each other, for the browser and for paper
    Html,
    /// What is lost or changed, short, for a pull request
    Markdown,
    /// One row for each demand, for spreadsheets
    Csv,
    /// A workbook for Excel, in the file that --output names
    Xlsx,
    /// A review sheet for the file, as a Word document, in the file that --output names
    Docx,
}

impl CheckFormat {
    /// Whether it is no text: a terminal could not show it.
    pub(crate) fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Docx)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FailOn {
    /// A demand is lost
    Error,
    /// Also what should be looked at
    Warning,
    /// Any finding
    Info,
    /// Never
    Never,
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    pub(crate) fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

/// Which files of a folder are read, and where what was understood of them is kept.
#[derive(Debug, Args)]
pub(crate) struct FolderArguments {
    /// Folder with the plans, searched to its depth
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Only files that fit; several may be given
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// No files that fit; several may be given
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    #[command(flatten)]
    pub(crate) cache: CacheArguments,
    /// Threads (default: one for each core)
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

impl FolderArguments {
    /// Where settings are looked for.
    pub(crate) fn start(&self) -> PathBuf {
        self.dir.clone().unwrap_or_default()
    }

    /// The folder; an error where none was given.
    pub(crate) fn dir(&self, lang: Lang) -> Result<&Path, String> {
        self.dir.as_deref().ok_or_else(|| match lang {
            Lang::Vi => "chưa nêu thư mục chứa kế hoạch".to_owned(),
            Lang::En => "a folder with plans is needed".to_owned(),
        })
    }
}

/// Where what was understood of a folder is kept.
#[derive(Debug, Args)]
pub(crate) struct CacheArguments {
    /// Folder of the cache (default: the user's cache folder)
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    cache: Option<PathBuf>,
    /// Neither read nor write a cache
    #[arg(long)]
    no_cache: bool,
}

impl CacheArguments {
    /// The cache that was asked for.
    pub(crate) fn open(&self, common: &Common) -> Cache {
        let folder = if self.no_cache { None } else { self.cache.clone().or_else(Cache::usual_folder) };
        folder.map_or_else(Cache::none, |folder| Cache::open(&folder, common.lang, common.quiet))
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Example: bamsat audit ke-hoach/ --format json --output audit.json")]
pub(crate) struct AuditArguments {
    #[command(flatten)]
    pub(crate) folder: FolderArguments,
    /// Form of the result
    #[arg(long, value_enum, default_value = "full", conflicts_with = "shard")]
    pub(crate) format: AuditFormat,
    /// Lowest severity that gives exit code 1 (default: error)
    #[arg(long, value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    /// Lines of each list; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) top: usize,
    /// Also write everything into this SQLite file
    #[cfg(feature = "sqlite")]
    #[arg(long, value_name = "FILE", conflicts_with = "shard")]
    store: Option<PathBuf>,
    /// Gather only this share of the files, for --merge
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,
    /// Audit what shards have gathered
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["shard", "dir", "include", "exclude"])]
    pub(crate) merge: Vec<PathBuf>,
}

impl AuditArguments {
    /// The SQLite file that was asked for.
    pub(crate) fn store(&self) -> Option<&Path> {
        #[cfg(feature = "sqlite")]
        let store = self.store.as_deref();
        #[cfg(not(feature = "sqlite"))]
        let store = None;
        store
    }

    /// How much of each comparison the result needs.
    pub(crate) fn depth(&self) -> Depth {
        if self.store().is_some() || matches!(self.format, AuditFormat::Csv | AuditFormat::Jsonl) { Depth::Tables } else { Depth::Reports }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditFormat {
    /// Counts and the worst first
    Full,
    /// Everything, for programs
    Json,
    /// Tables for Excel and DuckDB, in the folder that --output names
    Csv,
    /// The same tables with one JSON object a line
    Jsonl,
    /// A workbook for Excel, in the file that --output names
    Xlsx,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: bamsat graph ke-hoach/ --format html --output cascade.html")]
pub(crate) struct GraphArguments {
    #[command(flatten)]
    pub(crate) folder: FolderArguments,
    /// Form of the result
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: GraphFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GraphFormat {
    /// A tree for people
    Text,
    /// For programs
    Json,
    /// For Graphviz
    Dot,
    /// For pages in Markdown
    Mermaid,
    /// One page for the browser, with the findings
    Html,
}

/// Share `number` of `of`, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    pub(crate) number: usize,
    pub(crate) of: usize,
}

impl std::str::FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((number, of)) if 1 <= number && number <= of => Ok(Self { number, of }),
            _ => Err("a share is I/N, such as 1/4".to_owned()),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// Code of the rule, such as missing-mandate
    pub(crate) code: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// Which shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArguments {
    /// Print the documents above this plan instead, one on each line; exit code 2 where none is named
    #[arg(long, value_name = "PLAN")]
    pub(crate) parents: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ManArguments {
    /// A command, such as check (default: the program)
    pub(crate) command: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct IsolatedArguments {
    /// The limits of reading, in the order of their declaration
    #[arg(num_args = 10)]
    pub(crate) limits: Vec<u64>,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    /// Which form
    #[arg(value_enum)]
    pub(crate) name: SchemaName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaName {
    /// `bamsat parse`
    Parse,
    /// `bamsat check`
    Check,
    /// `bamsat check --against`
    Against,
    /// `bamsat lint`
    Lint,
    /// `bamsat audit`
    Audit,
    /// `bamsat graph`
    Graph,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: bamsat eval tests/gold --against tests/gold/scores.tsv")]
pub(crate) struct EvalArguments {
    /// Folder with pairs.tsv and the labels it names
    pub(crate) gold: PathBuf,
    /// Folder that the texts of pairs.tsv are named from
    #[arg(long, default_value = "../shared", value_name = "DIR")]
    pub(crate) texts: PathBuf,
    /// Score file to compare with; exit code 1 when more was lost than gained
    #[arg(long, value_name = "FILE")]
    pub(crate) against: Option<PathBuf>,
    /// Write the score file
    #[arg(long, value_name = "FILE")]
    pub(crate) write: Option<PathBuf>,
    /// Also fit the weights of the signals anew, with figures for each pair left out
    #[arg(long)]
    pub(crate) fit: bool,
    /// Also list every clause that was judged wrong
    #[arg(long)]
    pub(crate) verbose: bool,
}
