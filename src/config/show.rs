//! `--show-config`: what holds, as a configuration file that would say the same, each value with its origin.

use std::fmt::Write;
use std::path::PathBuf;

use super::model::{Config, Origin, Published, Set};
use crate::rule::Confidence;

/// The column of the origins.
const COLUMN: usize = 44;

/// What holds where no layer says anything: a key, its value as TOML, and why.
pub type Default<'a> = (&'a str, String, &'a str);

/// Writes the configuration. `defaults` are the values that hold where no layer sets one.
pub fn show(config: &Config, defaults: &[Default<'_>]) -> String {
    let mut page = Page { text: String::new(), defaults };
    match config.files.as_slice() {
        [] => page.text.push_str("# no configuration file\n\n"),
        files => {
            for file in files {
                let _ = writeln!(page.text, "# {}", file.display());
            }
            page.text.push('\n');
        }
    }
    let paths = |paths: &Vec<PathBuf>| list(paths.iter().map(|path| path.display().to_string()));
    page.value("inputs", config.inputs.as_ref(), paths);
    page.value("against", config.against.as_ref(), paths);
    page.value("exclude", config.exclude.as_ref(), |scopes| {
        list(scopes.iter().map(|scope| scope.glob.words().to_owned()))
    });
    page.value("language", config.language.as_ref(), |code| quoted(code));
    page.value("ui-language", config.ui_language.as_ref(), |code| quoted(code));
    page.value("min-level", config.min_level.as_ref(), |level| quoted(level.name()));
    page.value("fail-level", config.fail_level.as_ref(), |level| quoted(level.name()));
    page.value("min-confidence", config.min_confidence.as_ref(), |it| confidence_words(*it));
    page.value("max-file-size", config.max_file_size.as_ref(), |bytes| quoted(&size_words(*bytes)));
    page.value("max-article-size", config.max_article_size.as_ref(), |bytes| quoted(&size_words(*bytes)));
    page.value("max-unpacked-size", config.max_unpacked_size.as_ref(), |bytes| quoted(&size_words(*bytes)));
    page.value("max-entries", config.max_entries.as_ref(), usize::to_string);
    page.value("max-elements", config.max_elements.as_ref(), usize::to_string);
    page.value("max-nesting", config.max_nesting.as_ref(), usize::to_string);
    page.value("trusted", config.trusted.as_ref(), |names| list(names.iter().cloned()));
    page.value("rule-folders", config.rule_folders.as_ref(), paths);
    page.value("baseline", config.baseline.as_ref(), |path| quoted(&path.display().to_string()));
    page.table("[rules]", &config.rules.iter().collect::<Vec<_>>(), |(kind, setting)| {
        (format!("{} = {}", kind.name(), quoted(setting.value.name())), &setting.origin)
    });
    page.table("[outlets]", &config.outlets, |outlet| {
        let line = format!("{} = {}", quoted(outlet.value.scope.glob.words()), quoted(&outlet.value.name));
        (line, &outlet.origin)
    });
    page.table("[published]", &config.published, |published| {
        let Published { scope, moment } = &published.value;
        let line = format!("{} = {}", quoted(scope.glob.words()), moment.format("%Y-%m-%dT%H:%M:%S"));
        (line, &published.origin)
    });
    for entity in &config.entities {
        page.head("[[entity]]", &entity.origin);
        page.plain("name", &quoted(&entity.value.name));
        page.plain("aliases", &list(entity.value.aliases.iter().cloned()));
        if let Some(kind) = &entity.value.kind {
            page.plain("kind", &quoted(kind));
        }
    }
    for accepted in &config.accepted {
        page.head("[[accept]]", &accepted.origin);
        page.plain("fingerprint", &quoted(&accepted.value.fingerprint));
        page.plain("reason", &quoted(&accepted.value.reason));
        if let Some(day) = accepted.value.until {
            page.plain("until", &day.to_string());
        }
    }
    page.text
}

/// A confidence as TOML writes it.
fn confidence_words(confidence: Confidence) -> String {
    format!("{:?}", confidence.share())
}

/// A size as people write it.
pub fn size_words(bytes: u64) -> String {
    let unit =
        [(30, "G"), (20, "M"), (10, "K")].into_iter().find(|(shift, _)| bytes.is_multiple_of(1 << shift));
    match unit {
        Some((shift, unit)) if bytes > 0 => format!("{}{unit}", bytes >> shift),
        _ => bytes.to_string(),
    }
}

struct Page<'a> {
    text: String,
    defaults: &'a [Default<'a>],
}

impl Page<'_> {
    fn value<T>(&mut self, key: &str, set: Option<&Set<T>>, write: impl Fn(&T) -> String) {
        let default = self.defaults.iter().find(|(known, _, _)| *known == key);
        match (set, default) {
            (Some(set), _) => {
                let value = write(&set.value);
                self.line(&format!("{key} = {value}"), &origin(&set.origin));
            }
            (None, Some((_, value, why))) => self.line(&format!("{key} = {value}"), why),
            (None, None) => {}
        }
    }

    fn table<T>(&mut self, head: &str, items: &[T], line: impl Fn(&T) -> (String, &Origin)) {
        if items.is_empty() {
            return;
        }
        let _ = writeln!(self.text, "\n{head}");
        for item in items {
            let (words, from) = line(item);
            self.line(&words, &origin(from));
        }
    }

    fn head(&mut self, head: &str, from: &Origin) {
        self.text.push('\n');
        self.line(head, &origin(from));
    }

    fn plain(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.text, "{key} = {value}");
    }

    fn line(&mut self, words: &str, why: &str) {
        let _ = writeln!(self.text, "{words:<COLUMN$} # {why}");
    }
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Flag(flag) => (*flag).to_owned(),
        Origin::File { name, line } => format!("{name}:{line}"),
    }
}

/// Words as TOML writes them.
fn quoted(words: &str) -> String {
    toml::Value::String(words.to_owned()).to_string()
}

fn list(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.map(|word| quoted(&word)).collect();
    format!("[{}]", words.join(", "))
}
