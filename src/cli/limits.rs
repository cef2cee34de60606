//! The options that raise or lower what is read at the most, as a layer of the configuration and as the readers' limits.

use clap::Args;

use crate::config::{self, Config, Set};
use crate::text::Limits;

/// What is read at the most, as typed.
#[derive(Debug, Args)]
pub struct LimitFlags {
    /// The largest file that is read, in bytes or with K, M, G [default: 16M]
    #[arg(long, global = true, value_name = "SIZE", value_parser = config::size)]
    pub max_file_size: Option<u64>,
    /// The longest article, in bytes of its text or with K, M, G: comparing takes longer than reading [default: 1M]
    #[arg(long, global = true, value_name = "SIZE", value_parser = config::size)]
    pub max_article_size: Option<u64>,
    /// The most that is unpacked of one file (DOCX), in bytes or with K, M, G [default: 64M]
    #[arg(long, global = true, value_name = "SIZE", value_parser = config::size)]
    pub max_unpacked_size: Option<u64>,
    /// The most articles of one file (feeds, lists), or files in one archive [default: 10000]
    #[arg(long, global = true, value_name = "NUMBER")]
    pub max_entries: Option<usize>,
    /// The most elements of one page or XML file [default: 400000]
    #[arg(long, global = true, value_name = "NUMBER")]
    pub max_elements: Option<usize>,
    /// How deep elements may be nested: deeper XML is refused, of deeper HTML only the words are read [default: 256]
    #[arg(long, global = true, value_name = "NUMBER")]
    pub max_nesting: Option<usize>,
}

impl LimitFlags {
    /// Adds them to the command line's layer of the configuration.
    pub fn fill(&self, config: &mut Config) {
        let size = |size: Option<u64>, flag| size.map(|size| Set::flag(size, flag));
        let number = |number: Option<usize>, flag| number.map(|number| Set::flag(number, flag));
        config.max_file_size = size(self.max_file_size, "--max-file-size");
        config.max_article_size = size(self.max_article_size, "--max-article-size");
        config.max_unpacked_size = size(self.max_unpacked_size, "--max-unpacked-size");
        config.max_entries = number(self.max_entries, "--max-entries");
        config.max_elements = number(self.max_elements, "--max-elements");
        config.max_nesting = number(self.max_nesting, "--max-nesting");
    }
}

/// The limits that a configuration sets, and the usual ones where it sets none.
pub fn of(config: &Config) -> Limits {
    fn or<T: Copy>(set: Option<&Set<T>>, usual: T) -> T {
        set.map_or(usual, |set| set.value)
    }
    let usual = Limits::default();
    Limits {
        file_size: or(config.max_file_size.as_ref(), usual.file_size),
        article_size: config
            .max_article_size
            .as_ref()
            .map_or(usual.article_size, |set| usize::try_from(set.value).unwrap_or(usize::MAX)),
        unpacked: or(config.max_unpacked_size.as_ref(), usual.unpacked),
        entries: or(config.max_entries.as_ref(), usual.entries),
        elements: or(config.max_elements.as_ref(), usual.elements),
        nesting: or(config.max_nesting.as_ref(), usual.nesting),
    }
}
