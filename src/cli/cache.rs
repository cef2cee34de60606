//! Findings that were worked out before: by the content of the articles, the rules and the program. Off unless it is
//! asked for, since it keeps words of articles that may be unpublished, and since few articles are checked sooner than
//! looked up.
//!
//! An entry is a file of its own, written to the side and renamed, so that runs side by side and a run that is killed
//! leave whole entries or none; what cannot be read counts as absent. The oldest go first when the folder is full.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::finding::{Confidence, Finding, FindingKind, Label, Level, Reason, Witness};
use crate::rule::Files;
use crate::text::{SourceId, SourceSet, Span};

/// Bytes that a folder may hold; beyond them the oldest entries go.
const MOST: u64 = 256 << 20;
/// What is left of them then.
const KEPT: u64 = 192 << 20;
/// A file that is still being written is not as old as this.
const UNFINISHED: Duration = Duration::from_secs(3600);
/// Names of labels and reasons: the program has some hundred.
const MOST_NAMES: usize = 4096;

/// Whether findings are kept from run to run, and where.
#[derive(Debug, Args)]
pub struct Caching {
    /// Keep findings from run to run, in the user's cache folder: articles that were compared before are not compared
    /// again (the folder holds words of the articles)
    #[arg(long)]
    pub cache: bool,
    /// The same, in this folder
    #[arg(long, value_name = "DIR")]
    pub cache_dir: Option<PathBuf>,
    /// Keep nothing, whatever else is said
    #[arg(long)]
    pub no_cache: bool,
}

/// A folder of findings.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    // What the program and the rules are, as part of every key.
    seed: u64,
    written: AtomicBool,
    count: AtomicU64,
}

impl Cache {
    /// The cache that is asked for, if one is. Where none can be had, the run goes on without.
    pub fn open(asked: &Caching, files: &Files) -> Option<Self> {
        if asked.no_cache || !(asked.cache || asked.cache_dir.is_some()) {
            return None;
        }
        let folder = asked.cache_dir.clone().or_else(usual_folder)?;
        Some(Self { folder, seed: seed(files), written: AtomicBool::new(false), count: AtomicU64::new(0) })
    }

    /// The findings of these articles, where they are known.
    pub fn known(&self, sources: &SourceSet, articles: &[SourceId]) -> Option<Vec<Finding>> {
        read(&self.path(sources, articles), articles)
    }

    /// Keeps what was found. A full disk or a folder that cannot be written to only costs time.
    pub fn keep(&self, sources: &SourceSet, articles: &[SourceId], findings: &[Finding]) {
        let path = self.path(sources, articles);
        let kept: Option<Vec<Kept>> = findings.iter().map(|finding| Kept::new(finding, articles)).collect();
        let Some(text) = kept.and_then(|kept| serde_json::to_string(&kept).ok()) else { return };
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let side = path.with_extension(format!("{}-{number}.part", std::process::id()));
        if write(&side, &path, &text).is_err() {
            let _ = fs::remove_file(&side);
        }
        self.written.store(true, Ordering::Relaxed);
    }

    fn path(&self, sources: &SourceSet, articles: &[SourceId]) -> PathBuf {
        // Twice with another beginning, so that nobody finds two dossiers with one key.
        let half = |salt: u64| {
            let mut hasher = DefaultHasher::new();
            (salt, self.seed).hash(&mut hasher);
            for &article in articles {
                let source = &sources[article];
                (&source.name, &source.text, &source.published, &source.language, &source.outlet)
                    .hash(&mut hasher);
                // What the file's format says, in whatever form it is held.
                format!("{:?} {:?} {:?}", source.entry, source.told, source.marks).hash(&mut hasher);
            }
            hasher.finish()
        };
        let key = format!("{:016x}{:016x}", half(1), half(2));
        let (folder, name) = key.split_at(2);
        self.folder.join(folder).join(format!("{name}.json"))
    }

    /// Removes the oldest entries of a folder that holds too much, and what a run that was killed left half done.
    fn prune(&self) {
        let mut entries: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
        let now = SystemTime::now();
        for folder in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            for entry in fs::read_dir(folder.path()).into_iter().flatten().flatten() {
                let Ok(metadata) = entry.metadata() else { continue };
                let Ok(written) = metadata.modified() else { continue };
                let path = entry.path();
                let is = |ending: &str| path.extension().is_some_and(|it| it == ending);
                if is("part") && now.duration_since(written).is_ok_and(|age| age > UNFINISHED) {
                    let _ = fs::remove_file(&path);
                } else if is("json") {
                    entries.push((written, metadata.len(), path));
                }
            }
        }
        let mut size: u64 = entries.iter().map(|(_, size, _)| size).sum();
        if size <= MOST {
            return;
        }
        entries.sort();
        for (_, bytes, path) in entries {
            if size <= KEPT {
                return;
            }
            if fs::remove_file(path).is_ok() {
                size -= bytes;
            }
        }
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        if self.written.load(Ordering::Relaxed) {
            self.prune();
        }
    }
}

fn read(path: &Path, articles: &[SourceId]) -> Option<Vec<Finding>> {
    let text = fs::read_to_string(path).ok()?;
    let kept: Vec<Kept> = serde_json::from_str(&text).ok()?;
    kept.into_iter().map(|kept| kept.finding(articles)).collect()
}

fn write(side: &Path, path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(side)?.write_all(text.as_bytes())?;
    fs::rename(side, path)
}

/// Where the system wants such files.
fn usual_folder() -> Option<PathBuf> {
    let of = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = if cfg!(windows) {
        of("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        of("HOME").map(|home| home.join("Library/Caches"))
    } else {
        of("XDG_CACHE_HOME").or_else(|| of("HOME").map(|home| home.join(".cache")))
    };
    Some(folder?.join("factlint"))
}

/// What findings depend on beside the articles: this very program, and every rule file.
fn seed(files: &Files) -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    if let Ok(program) = std::env::current_exe().and_then(fs::metadata) {
        (program.len(), program.modified().ok()).hash(&mut hasher);
    }
    for path in files.paths() {
        (path, files.text(path).ok()).hash(&mut hasher);
    }
    hasher.finish()
}

/// A finding as it is kept: articles by their place in the dossier.
#[derive(Serialize, Deserialize)]
struct Kept {
    kind: String,
    level: String,
    subject: String,
    witnesses: Vec<KeptWitness>,
    because: Vec<(String, Vec<(String, String)>)>,
    confidence: Option<f64>,
}

#[derive(Serialize, Deserialize)]
struct KeptWitness {
    article: usize,
    span: (usize, usize),
    decisive: (usize, usize),
    label: KeptLabel,
}

#[derive(Serialize, Deserialize)]
enum KeptLabel {
    Words(String),
    Message(String, Vec<(String, String)>),
}

impl Kept {
    fn new(finding: &Finding, articles: &[SourceId]) -> Option<Self> {
        let range = |span: Span| (span.start(), span.end());
        let owned = |parameters: &[(&'static str, String)]| -> Vec<(String, String)> {
            parameters.iter().map(|(name, words)| ((*name).to_owned(), words.clone())).collect()
        };
        let witness = |witness: &Witness| {
            Some(KeptWitness {
                article: articles.iter().position(|article| *article == witness.source)?,
                span: range(witness.span),
                decisive: range(witness.decisive),
                label: match &witness.label {
                    Label::Words(words) => KeptLabel::Words(words.clone()),
                    Label::Message { key, parameters } => {
                        KeptLabel::Message((*key).to_owned(), owned(parameters))
                    }
                },
            })
        };
        Some(Self {
            kind: finding.kind.name().to_owned(),
            level: finding.level.name().to_owned(),
            subject: finding.subject.clone(),
            witnesses: finding.witnesses.iter().map(witness).collect::<Option<_>>()?,
            because: finding
                .because
                .iter()
                .map(|reason| (reason.key.to_owned(), owned(&reason.parameters)))
                .collect(),
            confidence: finding.confidence.map(Confidence::share),
        })
    }

    /// The finding; none where the entry is not what it should be.
    fn finding(self, articles: &[SourceId]) -> Option<Finding> {
        let span = |(start, end): (usize, usize)| Span::new(start, end);
        let witness = |kept: KeptWitness| {
            Some(Witness {
                source: *articles.get(kept.article)?,
                span: span(kept.span),
                decisive: span(kept.decisive),
                label: match kept.label {
                    KeptLabel::Words(words) => Label::Words(words),
                    KeptLabel::Message(key, parameters) => {
                        Label::Message { key: name(&key)?, parameters: named(parameters)? }
                    }
                },
            })
        };
        let reason = |(key, parameters): (String, Vec<(String, String)>)| {
            Some(Reason { key: name(&key)?, parameters: named(parameters)? })
        };
        Some(Finding {
            kind: FindingKind::from_name(&self.kind)?,
            level: Level::ALL.into_iter().find(|level| level.name() == self.level)?,
            subject: self.subject,
            witnesses: self.witnesses.into_iter().map(witness).collect::<Option<_>>()?,
            because: self.because.into_iter().map(reason).collect::<Option<_>>()?,
            confidence: match self.confidence {
                Some(share) => Some(Confidence::new(share)?),
                None => None,
            },
        })
    }
}

fn named(parameters: Vec<(String, String)>) -> Option<Vec<(&'static str, String)>> {
    parameters.into_iter().map(|(key, words)| Some((name(&key)?, words))).collect()
}

/// A name that lasts as long as the program, each kept once; none where there are more than the program itself has.
fn name(name: &str) -> Option<&'static str> {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return Some(known);
    }
    if names.len() >= MOST_NAMES || name.len() > 64 {
        return None;
    }
    let kept: &'static str = Box::leak(name.to_owned().into_boxed_str());
    names.insert(kept);
    Some(kept)
}
