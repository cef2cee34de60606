//! From paths to articles: files, folders, standard input. What cannot be read is told and left out.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use ignore::WalkBuilder;

use super::Failure;
use super::named::Named;
use super::output;
use super::settings::Settings;
use crate::config::{Glob, Scope};
use crate::finding::Finding;
use crate::report::steering;
use crate::text::{Format, Source, SourceId, SourceSet, TextError, read_file, read_stream};

/// Why an article was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It is to be checked.
    Draft,
    /// Others are checked against it.
    Reference,
}

/// The articles of a run.
pub struct Inputs {
    /// The articles, by name, whatever the order of the arguments.
    pub sources: SourceSet,
    /// Those that are to be checked.
    pub drafts: BTreeSet<SourceId>,
    /// Whether something that was named could not be read.
    pub unread: bool,
}

impl Inputs {
    /// Whether a finding touches an article that is to be checked.
    pub fn touch(&self, finding: &Finding) -> bool {
        finding.witnesses.iter().any(|witness| self.drafts.contains(&witness.source))
    }
}

/// Reads the articles that the command line or the configuration names.
///
/// # Errors
/// When neither names any.
pub fn named(settings: &Settings) -> Result<Inputs, Failure> {
    let (paths, against) = settings.articles()?;
    let drafts = paths.iter().map(|path| (path, Part::Draft));
    let references = against.iter().map(|path| (path, Part::Reference));
    Ok(read(drafts.chain(references), settings))
}

/// Reads every article that the paths name, each file once.
pub fn read<'a>(paths: impl IntoIterator<Item = (&'a PathBuf, Part)>, settings: &Settings) -> Inputs {
    let limits = settings.limits;
    let search = Search::new(paths, settings);
    for complaint in &search.complaints {
        output::error(complaint);
    }
    let unread = !search.complaints.is_empty();
    let mut inputs = Inputs { sources: SourceSet::new(), drafts: BTreeSet::new(), unread };
    for (path, File { part, outlet, published, is_named }) in search.files() {
        let articles = if path.as_os_str() == "-" {
            read_stream(&path, std::io::stdin().lock(), &limits)
        } else {
            read_file(&path, &limits)
        };
        let articles = match articles {
            // A folder may hold other data, too.
            Ok(articles) if articles.is_empty() && !is_named => continue,
            Ok(articles) if articles.is_empty() => Err(format!("`{}` holds no article", path.display())),
            Ok(articles) => Ok(articles),
            Err(error) => Err(error.to_string()),
        };
        let articles = articles.unwrap_or_else(|error| {
            output::error(&error);
            inputs.unread = true;
            Vec::new()
        });
        for mut source in articles {
            if source.text.trim().is_empty() {
                output::warning(&format!("`{}` is empty", source.name));
            }
            warn_of_steering(&source);
            let config = &settings.config;
            source.language = config.language.as_ref().map(|set| set.value.clone());
            let by_path = config.outlets.iter().find(|outlet| outlet.value.scope.covers(&path));
            source.outlet = outlet.clone().or_else(|| by_path.map(|outlet| outlet.value.name.clone()));
            let by_path = config.published.iter().find(|published| published.value.scope.covers(&path));
            source.published = published.or_else(|| by_path.map(|published| published.value.moment));
            let id = inputs.sources.add(source);
            if part == Part::Draft {
                inputs.drafts.insert(id);
            }
        }
    }
    if inputs.sources.is_empty() && !inputs.unread {
        // Folders with nothing but other data in them.
        output::error("what is named holds no articles");
        inputs.unread = true;
    }
    inputs
}

/// The files that the paths name, by name. Says nothing of those that cannot be read.
pub fn files<'a>(paths: impl IntoIterator<Item = (&'a PathBuf, Part)>, settings: &Settings) -> Vec<PathBuf> {
    Search::new(paths, settings).files().into_iter().map(|(path, _)| path).collect()
}

/// What was said about a file.
#[derive(Clone, Debug)]
struct File {
    part: Part,
    outlet: Option<String>,
    published: Option<NaiveDateTime>,
    /// Whether it was named itself, not only a folder that it is in.
    is_named: bool,
}

impl File {
    /// A file that is named several times is all that it is said to be; a draft if it is one anywhere.
    fn also(&mut self, other: Self) {
        self.part = self.part.min(other.part);
        self.is_named |= other.is_named;
        self.outlet = self.outlet.take().or(other.outlet);
        self.published = self.published.or(other.published);
    }
}

/// The files that paths name.
struct Search<'a> {
    /// The path as it will be reported, with the file's identity on disk.
    files: BTreeMap<(PathBuf, PathBuf), File>,
    /// What is left out when a folder or a pattern is named.
    exclude: &'a [Scope],
    /// What cannot be read.
    complaints: Vec<String>,
}

impl<'a> Search<'a> {
    fn new<'b>(paths: impl IntoIterator<Item = (&'b PathBuf, Part)>, settings: &'a Settings) -> Self {
        let exclude = settings.config.exclude.as_ref().map_or(&[][..], |set| &set.value);
        let mut search = Self { files: BTreeMap::new(), exclude, complaints: Vec::new() };
        for (argument, part) in paths {
            let Named { path, outlet, published } = Named::of(argument);
            search.add(&path, &File { part, outlet, published, is_named: true });
        }
        search
    }

    /// Every file once: where it is named twice, in two spellings, the first in order stands for it.
    fn files(self) -> Vec<(PathBuf, File)> {
        let mut seen: BTreeMap<PathBuf, (PathBuf, File)> = BTreeMap::new();
        for ((path, identity), file) in self.files {
            match seen.entry(identity) {
                Entry::Occupied(mut known) => known.get_mut().1.also(file),
                Entry::Vacant(place) => {
                    place.insert((path, file));
                }
            }
        }
        let mut files: Vec<(PathBuf, File)> = seen.into_values().collect();
        files.sort_by(|a, b| a.0.cmp(&b.0));
        files
    }

    fn add(&mut self, path: &Path, file: &File) {
        if path.as_os_str() == "-" {
            self.insert(path.to_owned(), path.to_owned(), file);
            return;
        }
        match path.canonicalize() {
            Ok(identity) if identity.is_dir() => {
                if !self.folder(path, file, &Format::is_article) {
                    self.complaints.push(format!("`{}` holds no articles", path.display()));
                }
            }
            Ok(identity) => self.insert(path.to_owned(), identity, file),
            Err(_) if Glob::is_pattern(&path.to_string_lossy()) => self.pattern(path, file),
            Err(cause) => self.complaints.push(TextError::Io { path: path.to_owned(), cause }.to_string()),
        }
    }

    fn insert(&mut self, path: PathBuf, identity: PathBuf, file: &File) {
        match self.files.entry((path, identity)) {
            Entry::Occupied(mut known) => known.get_mut().also(file.clone()),
            Entry::Vacant(place) => {
                place.insert(file.clone());
            }
        }
    }

    /// Adds the articles that a pattern means; a pattern that ends with a name and its ending (`*.dat`) means files
    /// of that ending, too.
    fn pattern(&mut self, path: &Path, file: &File) {
        let plain = |part: &std::path::Component<'_>| !Glob::is_pattern(&part.as_os_str().to_string_lossy());
        let root: PathBuf = path.components().take_while(plain).collect();
        let rest: PathBuf = path.components().skip_while(plain).collect();
        let words = format!("/{}", rest.to_string_lossy().replace('\\', "/"));
        let glob = match Glob::new(&words) {
            Ok(glob) => glob,
            Err(message) => return self.complaints.push(message),
        };
        let any_ending = rest.file_name().is_some_and(|name| name.to_string_lossy().contains('.'));
        let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
        let meant = |file: &Path| {
            let below = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
            (any_ending || Format::is_article(file)) && glob.matches(&below)
        };
        if !self.folder(&root, file, &meant) {
            self.complaints.push(format!("no article fits `{}`", path.display()));
        }
    }

    /// Adds the files below a folder that are meant; whether there are any. Folders are walked as `ripgrep` walks
    /// them: hidden files, what a `.gitignore` or `.ignore` names and links are left alone. So is what is excluded,
    /// except in a folder that is named itself.
    fn folder(&mut self, root: &Path, file: &File, meant: &dyn Fn(&Path) -> bool) -> bool {
        let excluded: Vec<Scope> = self.exclude.iter().filter(|scope| !scope.covers(root)).cloned().collect();
        let walk = WalkBuilder::new(root)
            // What is read must not depend on who reads it.
            .git_global(false)
            .git_exclude(false)
            .filter_entry(move |entry| {
                entry.depth() == 0 || !excluded.iter().any(|scope| scope.covers(&bare(entry.path())))
            })
            .build();
        let file = File { is_named: false, ..file.clone() };
        let mut found = false;
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    let path = bare(entry.path());
                    if meant(&path)
                        && let Ok(identity) = path.canonicalize()
                    {
                        self.insert(path, identity, &file);
                        found = true;
                    }
                }
                Ok(_) => {}
                Err(error) => self.complaints.push(format!("cannot read a folder: {error}")),
            }
        }
        found
    }
}

/// Tells of characters that an editor does not see and a reader's program may obey; reports leave them out.
fn warn_of_steering(source: &Source) {
    let found = steering(&source.text);
    if !found.is_empty() {
        let names: Vec<String> = found.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        output::warning(&format!(
            "`{}` holds characters that steer a terminal or turn the direction of writing ({})",
            source.name,
            names.join(", ")
        ));
    }
}

/// A path without `./` before it.
fn bare(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}
