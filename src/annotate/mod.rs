//! What the words stand for: names, times, quantities, quotes, and how far the article commits itself to a clause.

pub mod entity;
pub mod factuality;
pub mod quantity;
pub mod quote;
pub mod time;

use crate::document::Document;
use crate::language::Reading;
use crate::rule::{Files, Problem};

use entity::Entities;
use factuality::{EventNoun, Factuality};
use quantity::Quantity;
use quote::Quote;
use time::Time;

/// Lexica and patterns of the stage.
#[derive(Debug)]
pub struct Rules {
    time: time::Rules,
    quantity: quantity::Rules,
    entity: entity::Rules,
    quote: quote::Rules,
    factuality: factuality::Rules,
}

impl Rules {
    /// Loads the stage's rule files.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        Ok(Self {
            time: time::Rules::load(files)?,
            quantity: quantity::Rules::load(files)?,
            entity: entity::Rules::load(files)?,
            quote: quote::Rules::load(files)?,
            factuality: factuality::Rules::load(files)?,
        })
    }

    /// What is known about names.
    pub fn entities(&self) -> &entity::Rules {
        &self.entity
    }
}

/// Everything the stage finds in one article, each list in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// Dates, clock times, durations, sets.
    pub times: Vec<Time>,
    /// Counts, money, shares, measures.
    pub quantities: Vec<Quantity>,
    /// Persons, organisations, places, events and every mention of them.
    pub entities: Entities,
    /// Direct and indirect speech with its speakers.
    pub quotes: Vec<Quote>,
    /// For every sentence of the reading, for every clause of it: what the article commits itself to.
    pub factuality: Vec<Vec<Factuality>>,
    /// Nouns whose own phrase tells that the event they name is planned, cancelled, alleged.
    pub event_nouns: Vec<EventNoun>,
}

/// Annotates one article.
pub fn annotate(document: &Document, reading: &Reading, rules: &Rules) -> Annotations {
    let times = time::find(document, reading, &rules.time);
    let quantities = quantity::find(document, reading, &times, &rules.quantity);
    let entities = entity::find(document, reading, &rules.entity);
    let quotes = quote::find(document, reading, &entities, &rules.quote);
    let factuality = factuality::judge(document, reading, &entities, &quotes, &rules.factuality);
    let event_nouns = factuality::event_nouns(document, reading, &rules.factuality);
    Annotations { times, quantities, entities, quotes, factuality, event_nouns }
}
