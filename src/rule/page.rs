//! The page of a kind of finding: its documentation, and examples that it must report and must leave alone.
//! One file per kind, `rules/findings/<kind>.toml`.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde::Deserialize;
use toml::Spanned;

use super::{Files, FindingKind, Level, Problem};
use crate::text::moment;

/// The folder of the pages, below the rule folder.
const FOLDER: &str = "findings";
/// Other files in it: the words of the reports.
const MESSAGES: &str = "findings/messages.";

/// A page as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPage {
    name: Spanned<String>,
    levels: Vec<Spanned<String>>,
    text: BTreeMap<String, PageText>,
    #[serde(default)]
    example: Vec<RawExample>,
    #[serde(default, rename = "near-miss")]
    near_miss: Vec<RawExample>,
}

/// What a page says in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageText {
    /// One line.
    pub summary: String,
    /// What is compared with what, and when nothing is said.
    pub compares: String,
    /// Why it matters in a newsroom.
    pub matters: String,
}

/// An example as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExample {
    language: String,
    #[serde(default)]
    level: Option<Spanned<String>>,
    #[serde(default)]
    why: Option<String>,
    article: Vec<RawArticle>,
}

/// An article of an example as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawArticle {
    outlet: String,
    published: Spanned<String>,
    text: String,
    #[serde(default)]
    says: Vec<Spanned<String>>,
}

/// The page of a kind of finding.
#[derive(Clone, Debug)]
pub struct Page {
    /// The kind.
    pub kind: FindingKind,
    /// The levels that it reports at, from the worst down.
    pub levels: Vec<Level>,
    /// What it says, by the language's code.
    pub text: BTreeMap<String, PageText>,
    /// Articles on which it must report something.
    pub examples: Vec<PageExample>,
    /// Articles on which nobody must report a contradiction or a tension.
    pub near_misses: Vec<PageExample>,
}

/// A few short articles.
#[derive(Clone, Debug)]
pub struct PageExample {
    /// Code of their language.
    pub language: String,
    /// The level at which the finding must be reported; none for a near miss.
    pub level: Option<Level>,
    /// Why it must be left alone; of near misses.
    pub why: Option<String>,
    /// The articles.
    pub articles: Vec<PageArticle>,
}

/// A short article.
#[derive(Clone, Debug)]
pub struct PageArticle {
    /// Whose it is.
    pub outlet: String,
    /// When it was published.
    pub published: NaiveDateTime,
    /// Its text.
    pub text: String,
    /// Words that the finding's places must touch.
    pub says: Vec<String>,
}

impl Page {
    /// The path of a kind's page below the rule folder.
    pub fn path(kind: FindingKind) -> String {
        format!("{FOLDER}/{}.toml", kind.name())
    }

    /// Every page there is a file for, in the order of the kinds.
    ///
    /// # Errors
    /// The first mistake: a file for a kind that there is not, a field no page has, a page without examples.
    pub fn all(files: &Files) -> Result<Vec<Self>, Problem> {
        let mut pages = Vec::new();
        for path in files.below(FOLDER) {
            if path.ends_with(".toml") && !path.starts_with(MESSAGES) {
                pages.push(Self::load(files, path)?);
            }
        }
        pages.sort_by_key(|page| page.kind);
        Ok(pages)
    }

    /// Reads one page.
    ///
    /// # Errors
    /// The first mistake in it.
    pub fn load(files: &Files, path: &str) -> Result<Self, Problem> {
        let raw: RawPage = files.toml(path)?;
        let reader = Reader { files, path };
        let name = raw.name.get_ref();
        let kind = FindingKind::from_name(name).filter(|kind| Self::path(*kind) == path);
        let Some(kind) = kind else {
            let known: Vec<&str> = FindingKind::ALL.iter().map(|kind| kind.name()).collect();
            let message = format!("no kind `{name}` in a file of this name; there are: {}", known.join(", "));
            return Err(files.problem(path, raw.name.span(), message));
        };
        let levels = raw.levels.iter().map(|name| files.level(path, name)).collect::<Result<Vec<_>, _>>()?;
        for (examples, what) in [(&raw.example, "[[example]]"), (&raw.near_miss, "[[near-miss]]")] {
            if examples.is_empty() {
                return Err(files.problem(path, raw.name.span(), format!("`{name}` has no {what}; add one")));
            }
        }
        let read = |examples: Vec<RawExample>, reports: bool| -> Result<Vec<PageExample>, Problem> {
            examples.into_iter().map(|example| reader.example(example, reports, &levels)).collect()
        };
        let examples = read(raw.example, true)?;
        let near_misses = read(raw.near_miss, false)?;
        Ok(Self { kind, levels, text: raw.text, examples, near_misses })
    }

    /// What the page says in a language, or in the first that it is written in.
    pub fn text(&self, language: &str) -> Option<&PageText> {
        self.text.get(language).or_else(|| self.text.values().next())
    }
}

/// Checks the parts of one file.
struct Reader<'a> {
    files: &'a Files,
    path: &'a str,
}

impl Reader<'_> {
    fn example(&self, raw: RawExample, reports: bool, levels: &[Level]) -> Result<PageExample, Problem> {
        let level = match &raw.level {
            Some(name) => {
                let level = self.files.level(self.path, name)?;
                if !levels.contains(&level) {
                    let message = format!("the rule's `levels` do not have `{}`", name.get_ref());
                    return Err(self.files.problem(self.path, name.span(), message));
                }
                Some(level)
            }
            None => levels.first().copied().filter(|_| reports),
        };
        let articles =
            raw.article.into_iter().map(|article| self.article(article)).collect::<Result<_, _>>()?;
        Ok(PageExample { language: raw.language, level, why: raw.why, articles })
    }

    fn article(&self, raw: RawArticle) -> Result<PageArticle, Problem> {
        let Some(published) = moment(raw.published.get_ref()) else {
            let message =
                format!("`{}` is no day; write `2025-06-02` or `2025-06-02T18:05`", raw.published.get_ref());
            return Err(self.files.problem(self.path, raw.published.span(), message));
        };
        if let Some(words) = raw.says.iter().find(|words| !raw.text.contains(words.get_ref().as_str())) {
            let message = format!("the article does not say `{}`", words.get_ref());
            return Err(self.files.problem(self.path, words.span(), message));
        }
        let says = raw.says.into_iter().map(Spanned::into_inner).collect();
        Ok(PageArticle { outlet: raw.outlet, published, text: raw.text, says })
    }
}
