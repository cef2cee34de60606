//! What the document stage knows about each language, checked when it is loaded.

use rustc_hash::{FxHashMap, FxHashSet};

use serde::Deserialize;

use super::model::Language;
use super::phrase::Phrases;
use crate::rule::{Files, Problem};

/// What the document stage knows about layouts, abbreviations and languages.
#[derive(Debug)]
pub struct Rules {
    pub(super) languages: Vec<LanguageRules>,
    /// For each common word, the languages it belongs to (bits by place in `languages`).
    pub(super) common: FxHashMap<String, u8>,
    /// Ends of words that are typical of a language: a weaker witness.
    pub(super) endings: Vec<(String, usize)>,
    pub(super) layout: Layout,
}

/// What is known about one language.
#[derive(Debug)]
pub(super) struct LanguageRules {
    pub language: Language,
    pub abbreviations: FxHashMap<String, Abbreviation>,
    /// Words that begin sentences.
    pub starters: FxHashSet<String>,
    /// Names of months and weekdays.
    pub calendar: FxHashSet<String>,
    /// Whether a number with a full stop is an ordinal.
    pub ordinals: bool,
    /// Whether `5/6/2025` is a day in May.
    pub month_first: bool,
}

/// What a full stop behind a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// The sentence goes on.
    NeverLast,
    /// The sentence ends if a word follows that begins sentences.
    MayBeLast,
    /// The sentence goes on if a number follows, and ends otherwise.
    BeforeNumber,
    /// The sentence ends if a capitalised word follows, but for a weekday, a month or a title.
    Clock,
}

/// What every language's articles look like, all languages together: an English page may carry a German stamp.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Month names, 1 to 12.
    pub months: FxHashMap<String, u32>,
    /// Day names, 0 (Monday) to 6.
    pub weekdays: FxHashMap<String, u32>,
    pub stamp: StampWords,
    pub keys: Keys,
    pub byline_begins: Vec<String>,
    pub byline_between: FxHashSet<String>,
    pub credit_begins: Vec<String>,
    pub sections: FxHashSet<String>,
    pub releases: Vec<String>,
    pub teaser_headings: Phrases,
    pub teaser_ends: Vec<String>,
    pub boilerplate: Phrases,
    pub notice: NoticeWords,
    pub place_particles: FxHashSet<String>,
    pub suspended_before: FxHashSet<String>,
}

/// Words of stamps.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StampWords {
    pub published: Vec<String>,
    pub updated: Vec<String>,
    pub labels: Vec<String>,
    pub particles: Vec<String>,
    pub clock: Vec<String>,
    pub morning: Vec<String>,
    pub afternoon: Vec<String>,
    /// What names of dated pieces of writing end in.
    pub writings: Vec<String>,
    month_first: bool,
}

/// Keys of front matter.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keys {
    pub published: Vec<String>,
    pub updated: Vec<String>,
    pub outlet: Vec<String>,
    pub title: Vec<String>,
    pub language: Vec<String>,
    /// What all versions of an article share.
    pub urn: Vec<String>,
    /// Which version it is.
    pub version: Vec<String>,
    /// Whether it may be used.
    pub status: Vec<String>,
    pub other: Vec<String>,
}

/// Words to the desk.
#[derive(Debug, Default)]
pub(super) struct NoticeWords {
    /// What stands before them and says nothing itself (`achtung`).
    pub leads: Vec<String>,
    pub correction: Vec<String>,
    pub withdrawal: Vec<String>,
    pub revision: Vec<String>,
    /// Lines that tell of an earlier version.
    pub corrects: Phrases,
    /// Lines that withdraw a report.
    pub withdraws: Phrases,
}

/// `sentence.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSentence {
    ordinals: bool,
    never_last: Vec<String>,
    may_be_last: Vec<String>,
    before_number: Vec<String>,
    clock: Vec<String>,
    starters: Vec<String>,
}

/// `layout.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLayout {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    stamp: StampWords,
    keys: Keys,
    byline: RawByline,
    credit: RawCredit,
    sections: Vec<String>,
    releases: Vec<String>,
    teaser: RawTeaser,
    boilerplate: Vec<String>,
    notice: RawNotice,
    place_particles: Vec<String>,
    suspended_before: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawByline {
    begins: Vec<String>,
    between: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCredit {
    begins: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNotice {
    leads: Vec<String>,
    correction: Vec<String>,
    withdrawal: Vec<String>,
    revision: Vec<String>,
    corrects: Vec<String>,
    withdraws: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTeaser {
    headings: Vec<String>,
    ends: Vec<String>,
}

impl Rules {
    /// Loads the stage's rule files.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut rules = Self {
            languages: Vec::new(),
            common: FxHashMap::default(),
            endings: Vec::new(),
            layout: Layout::default(),
        };
        for code in files.languages() {
            let Some(language) = Language::from_code(code) else { continue };
            let bit = u32::try_from(rules.languages.len())
                .ok()
                .and_then(|place| 1u8.checked_shl(place))
                .unwrap_or(0);
            for word in entries(files.text(&format!("{code}/stopwords.txt"))?) {
                match word.strip_prefix('-') {
                    Some(ending) => rules.endings.push((ending.to_owned(), rules.languages.len())),
                    None => *rules.common.entry(word.to_owned()).or_insert(0) |= bit,
                }
            }
            let path = format!("{code}/layout.toml");
            let layout: RawLayout = files.toml(&path)?;
            if layout.months.len() != 12 || layout.weekdays.len() != 7 {
                let message = "`months` needs 12 lists of names and `weekdays` 7".to_owned();
                return Err(files.problem(&path, 0..0, message));
            }
            rules.languages.push(LanguageRules::load(files, code, language, &layout)?);
            rules.layout.add(layout);
        }
        rules.layout.finish();
        Ok(rules)
    }

    /// What is known about a language; what is known about the first one for others.
    pub(super) fn language(&self, language: Language) -> Option<&LanguageRules> {
        self.languages.iter().find(|rules| rules.language == language).or(self.languages.first())
    }

    /// Whether a word after a hyphen shows that the hyphen stands for a part of a word (`Vor- und Nachteile`).
    pub(super) fn suspends(&self, word: &str) -> bool {
        self.layout.suspended_before.contains(word)
    }
}

impl LanguageRules {
    fn load(files: &Files, code: &str, language: Language, layout: &RawLayout) -> Result<Self, Problem> {
        let raw: RawSentence = files.toml(&format!("{code}/sentence.toml"))?;
        let mut abbreviations = FxHashMap::default();
        for (words, meaning) in [
            (raw.before_number, Abbreviation::BeforeNumber),
            (raw.may_be_last, Abbreviation::MayBeLast),
            (raw.never_last, Abbreviation::NeverLast),
            (raw.clock, Abbreviation::Clock),
        ] {
            abbreviations.extend(words.into_iter().map(|word| (word, meaning)));
        }
        Ok(Self {
            language,
            abbreviations,
            starters: raw.starters.into_iter().collect(),
            calendar: layout.months.iter().chain(&layout.weekdays).flatten().cloned().collect(),
            ordinals: raw.ordinals,
            month_first: layout.stamp.month_first,
        })
    }
}

impl Layout {
    fn add(&mut self, raw: RawLayout) {
        let numbered = |names: Vec<Vec<String>>, first: u32| {
            (first..).zip(names).flat_map(|(number, names)| names.into_iter().map(move |name| (name, number)))
        };
        self.months.extend(numbered(raw.months, 1));
        self.weekdays.extend(numbered(raw.weekdays, 0));
        let (stamp, keys, notice) = (&mut self.stamp, &mut self.keys, &mut self.notice);
        for (all, more) in [
            (&mut stamp.published, raw.stamp.published),
            (&mut stamp.updated, raw.stamp.updated),
            (&mut stamp.labels, raw.stamp.labels),
            (&mut stamp.particles, raw.stamp.particles),
            (&mut stamp.clock, raw.stamp.clock),
            (&mut stamp.morning, raw.stamp.morning),
            (&mut stamp.afternoon, raw.stamp.afternoon),
            (&mut stamp.writings, raw.stamp.writings),
            (&mut keys.published, raw.keys.published),
            (&mut keys.updated, raw.keys.updated),
            (&mut keys.outlet, raw.keys.outlet),
            (&mut keys.title, raw.keys.title),
            (&mut keys.language, raw.keys.language),
            (&mut keys.urn, raw.keys.urn),
            (&mut keys.version, raw.keys.version),
            (&mut keys.status, raw.keys.status),
            (&mut keys.other, raw.keys.other),
            (&mut self.byline_begins, raw.byline.begins),
            (&mut self.credit_begins, raw.credit.begins),
            (&mut self.releases, raw.releases),
            (&mut self.teaser_ends, raw.teaser.ends),
            (&mut notice.leads, raw.notice.leads),
            (&mut notice.correction, raw.notice.correction),
            (&mut notice.withdrawal, raw.notice.withdrawal),
            (&mut notice.revision, raw.notice.revision),
        ] {
            all.extend(more);
        }
        self.byline_between.extend(raw.byline.between);
        self.sections.extend(raw.sections);
        self.place_particles.extend(raw.place_particles);
        self.suspended_before.extend(raw.suspended_before);
        self.teaser_headings.extend(raw.teaser.headings);
        self.boilerplate.extend(raw.boilerplate);
        self.notice.corrects.extend(raw.notice.corrects);
        self.notice.withdraws.extend(raw.notice.withdraws);
    }

    /// Longer phrases first, so that the longest that fits is found.
    fn finish(&mut self) {
        let notice = &mut self.notice;
        for phrases in [
            &mut self.stamp.published,
            &mut self.stamp.updated,
            &mut self.byline_begins,
            &mut notice.leads,
            &mut notice.correction,
            &mut notice.withdrawal,
            &mut notice.revision,
        ] {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        }
    }
}

/// The entries of a list file: one per line, `#` begins a comment.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
