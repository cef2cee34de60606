//! Dossiers with gold: what share of the planted disagreements is found, and how many findings are false alarms.
//! Counts as `score.py` does; `-v` lists misses and false alarms.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use factlint::finding::{Finding, Level, Witness};
use factlint::text::{FileSpan, Limits, SourceId, SourceSet};
use factlint::{Engine, Read};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Gold {
    articles: Vec<GoldArticle>,
    conflicts: Vec<Conflict>,
    consistent: Vec<Trap>,
}

#[derive(Deserialize)]
struct GoldArticle {
    file: String,
}

#[derive(Deserialize)]
struct Conflict {
    id: String,
    kind: String,
    level: String,
    a: Place,
    b: Place,
    #[serde(default)]
    optional: bool,
}

#[derive(Deserialize)]
struct Trap {
    id: String,
    a: Place,
    b: Place,
}

#[derive(Deserialize)]
struct Place {
    file: String,
    text: String,
}

impl Gold {
    /// Reads the gold of a dossier.
    pub(crate) fn read(folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        Ok(serde_json::from_str(&std::fs::read_to_string(folder.join("gold.json"))?)?)
    }

    /// The files of its articles, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files: Vec<String> = self.articles.iter().map(|article| article.file.clone()).collect();
        files.sort_unstable();
        files
    }

    /// The conflicts that are no updates, in the files.
    pub(crate) fn contradictions(&self, folder: &Path) -> std::io::Result<Vec<Planted>> {
        let conflicts = self.conflicts.iter().filter(|conflict| conflict.level != "update");
        let planted = |conflict: &Conflict| {
            Ok(Planted {
                places: [range(folder, &conflict.a)?, range(folder, &conflict.b)?],
                optional: conflict.optional,
            })
        };
        conflicts.map(planted).collect()
    }
}

/// A conflict that was put into a dossier.
pub(crate) struct Planted {
    places: [Range; 2],
    pub(crate) optional: bool,
}

impl Planted {
    /// Whether places touch both of its own.
    pub(crate) fn is_touched(&self, places: &[Range]) -> bool {
        touches(places, &self.places[0], &self.places[1])
    }
}

/// The range of a place of the gold in its file.
fn range(folder: &Path, place: &Place) -> std::io::Result<Range> {
    let text = std::fs::read_to_string(folder.join(&place.file))?;
    let start = text
        .find(&place.text)
        .ok_or_else(|| std::io::Error::other(format!("not in {}: {}", place.file, place.text)))?;
    Ok((place.file.clone(), start, start + place.text.len()))
}

/// The counts of one dossier, or of all.
#[derive(Clone, Debug, Default)]
struct Score {
    gold: usize,
    found: usize,
    right_kind: usize,
    hits: usize,
    wrong: usize,
    traps: usize,
    updates: usize,
    updates_found: usize,
    kinds: BTreeMap<String, (usize, usize)>,
    /// By the kind that was told: how often rightly, and how often in all.
    told: BTreeMap<&'static str, (usize, usize)>,
}

/// Scores every dossier below a folder (a folder with a `gold.json` is one).
pub fn evaluate(folder: &Path, verbose: bool) -> ExitCode {
    let mut dossiers = Vec::new();
    find(folder, &mut dossiers);
    if dossiers.is_empty() {
        return crate::absent(folder);
    }
    let engine = match Engine::new(&crate::rules()) {
        Ok(engine) => engine,
        Err(problem) => {
            eprintln!("{:?}", miette::Report::new(problem));
            return ExitCode::from(2);
        }
    };
    let mut total = Score::default();
    for dossier in &dossiers {
        match score(&engine, dossier, verbose) {
            Ok(score) => {
                println!("{}: {}", dossier.file_name().unwrap_or_default().to_string_lossy(), score.line());
                total.add(&score);
            }
            Err(error) => {
                eprintln!("{}: {error}", dossier.display());
                return ExitCode::from(3);
            }
        }
    }
    let kinds: Vec<String> =
        total.kinds.iter().map(|(kind, (found, all))| format!("{kind} {found}/{all}")).collect();
    let told: Vec<String> =
        total.told.iter().map(|(kind, (right, all))| format!("{kind} {right}/{all}")).collect();
    println!("right of what is told: {}", told.join(", "));
    println!("by kind: {}", kinds.join(", "));
    println!("all: {}", total.line());
    ExitCode::SUCCESS
}

/// Every folder with a `gold.json` below a folder.
pub(crate) fn find(folder: &Path, dossiers: &mut Vec<PathBuf>) {
    if folder.join("gold.json").is_file() {
        dossiers.push(folder.to_owned());
        return;
    }
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut folders: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    for folder in folders {
        find(&folder, dossiers);
    }
}

/// A place in a file: name and byte range.
pub(crate) type Range = (String, usize, usize);

/// A dossier, read, with its gold.
pub(crate) struct Dossier {
    folder: PathBuf,
    pub(crate) gold: Gold,
    files: Vec<String>,
    pub(crate) reads: Vec<Read>,
}

/// The gold that two places touch.
#[derive(Default)]
pub(crate) struct Touched {
    pub(crate) conflict: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) level: Option<String>,
    pub(crate) trap: Option<String>,
}

impl Dossier {
    /// Reads a dossier's articles and its gold.
    pub(crate) fn read(engine: &Engine, folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let gold = Gold::read(folder)?;
        let mut sources = SourceSet::new();
        let files = gold.files();
        for file in &files {
            sources.add_file(&folder.join(file), &Limits::default())?;
        }
        let reads = engine.read_all(&sources);
        Ok(Self { folder: folder.to_owned(), gold, files, reads })
    }

    /// A place of an article as a range in its file.
    pub(crate) fn range(&self, source: SourceId, span: FileSpan) -> Range {
        (self.files[source.index()].clone(), span.start(), span.end())
    }

    /// The range of a place of the gold.
    fn gold_range(&self, place: &Place) -> std::io::Result<Range> {
        range(&self.folder, place)
    }

    /// Whether a finding tells of a conflict of the gold: an update of any, everything worse of one that is no update.
    pub(crate) fn is_right(&self, finding: &Finding) -> Result<bool, Box<dyn std::error::Error>> {
        let places = self.places(finding);
        let is_update = matches!(finding.level, Level::Update | Level::Note);
        for conflict in self.gold.conflicts.iter().filter(|it| is_update || it.level != "update") {
            if touches(&places, &self.gold_range(&conflict.a)?, &self.gold_range(&conflict.b)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The places of a finding in the files.
    pub(crate) fn places(&self, finding: &Finding) -> Vec<Range> {
        let place = |witness: &Witness| {
            let document = &self.reads[witness.source.index()].document;
            self.range(witness.source, document.on_disk(witness.span))
        };
        finding.witnesses.iter().map(place).collect()
    }

    /// The first conflict and the first trap that two places touch.
    pub(crate) fn touched(&self, places: &[Range]) -> Result<Touched, Box<dyn std::error::Error>> {
        let mut touched = Touched::default();
        for conflict in &self.gold.conflicts {
            if touches(places, &self.gold_range(&conflict.a)?, &self.gold_range(&conflict.b)?) {
                touched.conflict = Some(conflict.id.clone());
                touched.kind = Some(conflict.kind.clone());
                touched.level =
                    Some(if conflict.optional { "optional".to_owned() } else { conflict.level.clone() });
                break;
            }
        }
        for trap in &self.gold.consistent {
            if touches(places, &self.gold_range(&trap.a)?, &self.gold_range(&trap.b)?) {
                touched.trap = Some(trap.id.clone());
            }
        }
        Ok(touched)
    }
}

fn score(engine: &Engine, folder: &Path, verbose: bool) -> Result<Score, Box<dyn std::error::Error>> {
    let dossier = Dossier::read(engine, folder)?;
    let (gold, reads) = (&dossier.gold, &dossier.reads);
    let findings = engine.check(reads);
    let range = |place: &Place| dossier.gold_range(place);
    let mut score = Score::default();
    let mut matched: BTreeMap<&str, &'static str> = BTreeMap::new();
    for finding in &findings {
        let places = dossier.places(finding);
        let mut hits = Vec::new();
        for conflict in &gold.conflicts {
            if touches(&places, &range(&conflict.a)?, &range(&conflict.b)?) {
                hits.push(conflict);
            }
        }
        let is_update = finding.level == Level::Update;
        if is_update {
            for conflict in hits.iter().filter(|conflict| conflict.level == "update") {
                matched.entry(&conflict.id).or_insert(finding.kind.name());
            }
            continue;
        }
        if finding.level == Level::Note {
            continue;
        }
        let real: Vec<&&Conflict> = hits.iter().filter(|conflict| conflict.level != "update").collect();
        let fresh: Vec<&&&Conflict> = real
            .iter()
            .filter(|conflict| !conflict.optional && !matched.contains_key(conflict.id.as_str()))
            .collect();
        if !fresh.is_empty() {
            score.hits += 1;
            score.tell(finding.kind.name(), true);
            for conflict in fresh {
                matched.insert(&conflict.id, finding.kind.name());
            }
        } else if real.is_empty() {
            score.wrong += 1;
            score.tell(finding.kind.name(), false);
            let mut trapped = Vec::new();
            for trap in &gold.consistent {
                if touches(&places, &range(&trap.a)?, &range(&trap.b)?) {
                    trapped.push(trap.id.as_str());
                }
            }
            score.traps += usize::from(!trapped.is_empty());
            if verbose {
                let words: Vec<String> = finding
                    .witnesses
                    .iter()
                    .map(|witness| {
                        let document = &reads[witness.source.index()].document;
                        format!(
                            "{:?} in {:?}",
                            witness.decisive.of(document.text()),
                            witness.span.of(document.text())
                        )
                    })
                    .collect();
                println!("  false alarm {trapped:?} [{}] {}", finding.kind.name(), words.join(" <> "));
            }
        }
    }
    for conflict in gold.conflicts.iter().filter(|conflict| !conflict.optional) {
        let kind = matched.get(conflict.id.as_str());
        if conflict.level == "update" {
            score.updates += 1;
            score.updates_found += usize::from(kind.is_some());
        } else {
            score.gold += 1;
            score.found += usize::from(kind.is_some());
            score.right_kind += usize::from(kind.is_some_and(|kind| *kind == conflict.kind));
            let count = score.kinds.entry(conflict.kind.clone()).or_default();
            count.0 += usize::from(kind.is_some());
            count.1 += 1;
        }
        if verbose && kind.is_none() {
            let (a, b) = (&conflict.a.text, &conflict.b.text);
            println!("  missed {} ({}, {}): {a:?} <> {b:?}", conflict.id, conflict.kind, conflict.level);
        }
    }
    Ok(score)
}

fn touches(places: &[Range], a: &Range, b: &Range) -> bool {
    let overlap = |x: &Range, y: &Range| x.0 == y.0 && x.1 < y.2 && y.1 < x.2;
    places.iter().any(|place| overlap(place, a)) && places.iter().any(|place| overlap(place, b))
}

impl Score {
    fn tell(&mut self, kind: &'static str, right: bool) {
        let told = self.told.entry(kind).or_default();
        told.0 += usize::from(right);
        told.1 += 1;
    }

    fn add(&mut self, other: &Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right_kind += other.right_kind;
        self.hits += other.hits;
        self.wrong += other.wrong;
        self.traps += other.traps;
        self.updates += other.updates;
        self.updates_found += other.updates_found;
        for (kind, (found, all)) in &other.kinds {
            let count = self.kinds.entry(kind.clone()).or_default();
            count.0 += found;
            count.1 += all;
        }
        for (kind, (right, all)) in &other.told {
            let told = self.told.entry(kind).or_default();
            told.0 += right;
            told.1 += all;
        }
    }

    fn line(&self) -> String {
        format!(
            "recall {}, precision {}, updates {}, kinds {}, traps {}",
            share(self.found, self.gold),
            share(self.hits, self.hits + self.wrong),
            share(self.updates_found, self.updates),
            share(self.right_kind, self.found),
            self.traps
        )
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
pub(crate) fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "0/0".to_owned() } else { format!("{part}/{whole} = {:.2}", part as f64 / whole as f64) }
}
