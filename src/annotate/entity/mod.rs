//! Persons, organisations, places, events: who is named, and who is meant by a short name, a role word or a pronoun.

mod model;

pub use model::{Entities, Entity, EntityId, EntityKind, Mention, MentionForm, Title};

use crate::document::Document;
use crate::language::Reading;
use crate::rule::{Files, Problem};

/// The entity lexicon, titles and roles, the name tagger.
#[derive(Debug)]
pub struct Rules {}

impl Rules {
    /// Loads the rule files.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(_files: &Files) -> Result<Self, Problem> {
        Ok(Self {})
    }
}

/// Finds every mention in an article and who it refers to.
pub fn find(_document: &Document, _reading: &Reading, _rules: &Rules) -> Entities {
    Entities::default()
}

/// Whether two entities of different articles can be one person: the same full name in any transliteration, or the
/// same surname where one article gives no given name.
pub fn same_person(a: &Entity, b: &Entity) -> bool {
    a.kind == EntityKind::Person && b.kind == EntityKind::Person && a.key == b.key
}

/// Key under which spellings of one name meet.
pub fn same_name_key(name: &str) -> String {
    name.to_lowercase()
}
