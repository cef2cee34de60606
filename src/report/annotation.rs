//! `factlint annotate --format json`: what the reading stages see, in the contract's shape.

use serde::Serialize;

use super::Annotated;
use super::escape::json_line;
use super::json::published;
use crate::annotate::entity::Entity;
use crate::annotate::quantity::Quantity;
use crate::annotate::quote::{Quote, QuoteKind};
use crate::annotate::time::Interval;
use crate::text::Span;

#[derive(Serialize)]
struct JsonArticle<'a> {
    id: &'a str,
    language: Option<&'a str>,
    published: Option<String>,
    outlet: Option<&'a str>,
    sentences: Vec<JsonRange>,
    entities: Vec<JsonMention<'a>>,
    times: Vec<JsonTime<'a>>,
    quantities: Vec<JsonQuantity<'a>>,
    quotes: Vec<JsonQuote<'a>>,
    clauses: Vec<JsonClause<'a>>,
}

#[derive(Serialize)]
struct JsonRange {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct JsonMention<'a> {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct JsonTime<'a> {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize)]
struct JsonQuantity<'a> {
    start: usize,
    end: usize,
    least: Option<f64>,
    most: Option<f64>,
    unit: Option<&'a str>,
    noun: Option<&'a str>,
    /// The number of the whole that it is a part of, in this list, counted from 0.
    of: Option<usize>,
}

#[derive(Serialize)]
struct JsonQuote<'a> {
    start: usize,
    end: usize,
    speaker: Option<&'a str>,
    direct: bool,
}

/// What the article commits itself to in a clause.
#[derive(Serialize)]
struct JsonClause<'a> {
    start: usize,
    end: usize,
    status: &'static str,
    negated: bool,
    source: Vec<&'a str>,
}

/// One article as one line of JSON.
pub fn annotation_json(article: &Annotated<'_>) -> String {
    json_line(&shape(article))
}

fn shape<'a>(article: &Annotated<'a>) -> JsonArticle<'a> {
    let document = article.document;
    let annotations = article.annotations;
    let list = &annotations.entities.list;
    let range = |span: Span| {
        let file = document.on_disk(span);
        (file.start(), file.end())
    };
    let sentences = document.blocks.iter().flat_map(|block| &block.sentences).map(|span| {
        let (start, end) = range(*span);
        JsonRange { start, end }
    });
    let entities = annotations.entities.mentions.iter().filter_map(|mention| {
        let entity: &Entity = list.get(mention.entity)?;
        let (start, end) = range(mention.span);
        Some(JsonMention { start, end, kind: entity.kind.name(), id: &entity.id, name: &entity.name })
    });
    let times = annotations.times.iter().map(|time| {
        let (start, end) = range(time.span);
        let (from, to) = time.interval.map(ends).unzip();
        JsonTime { start, end, kind: time.kind.name(), value: &time.value, from, to }
    });
    let quantities = annotations.quantities.iter().map(|quantity| {
        let (start, end) = range(quantity.span);
        let (least, most, unit) = measure(quantity);
        JsonQuantity { start, end, least, most, unit, noun: quantity.noun.as_deref(), of: quantity.part_of }
    });
    let speaker = |quote: &Quote| quote.speaker.as_ref().and_then(|speaker| speaker.entity);
    let quotes = annotations.quotes.iter().filter(|quote| quote.kind != QuoteKind::Name).map(|quote| {
        let (start, end) = range(quote.span);
        let speaker = speaker(quote).and_then(|id| list.get(id)).map(|entity| entity.id.as_str());
        JsonQuote { start, end, speaker, direct: quote.kind != QuoteKind::Indirect }
    });
    JsonArticle {
        id: &article.source.name,
        language: document.meta.language.as_ref().map(|language| language.code()),
        published: published(document),
        outlet: document.meta.outlet.as_deref(),
        sentences: sentences.collect(),
        entities: entities.collect(),
        times: times.collect(),
        quantities: quantities.collect(),
        quotes: quotes.collect(),
        clauses: clauses(article),
    }
}

fn clauses<'a>(article: &Annotated<'a>) -> Vec<JsonClause<'a>> {
    let document = article.document;
    let mut result = Vec::new();
    for (sentence, judged) in article.reading.sentences.iter().zip(&article.annotations.factuality) {
        for (clause, judged) in sentence.clauses.iter().zip(judged) {
            let (Some(first), Some(last)) = (clause.tokens.first(), clause.tokens.last()) else {
                continue;
            };
            let file = document.on_disk(sentence.cover(*first..last.saturating_add(1)));
            let source = judged.source.iter().map(|voucher| {
                let entity = voucher.entity.and_then(|id| article.annotations.entities.list.get(id));
                entity.map_or(voucher.span.of(document.text()), |entity| entity.id.as_str())
            });
            result.push(JsonClause {
                start: file.start(),
                end: file.end(),
                status: judged.status.name(),
                negated: judged.negated,
                source: source.collect(),
            });
        }
    }
    result
}

/// Both ends of a stretch of the calendar: as days where it covers whole ones.
pub fn ends(interval: Interval) -> (String, String) {
    let whole = interval.from.format("%H:%M:%S").to_string() == "00:00:00"
        && interval.to.format("%H:%M:%S").to_string() == "23:59:59";
    let form = if whole { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M:%S" };
    (interval.from.format(form).to_string(), interval.to.format(form).to_string())
}

/// The bounds with their unit. Inside, durations are seconds; people read the largest unit that both ends fit.
pub fn measure(quantity: &Quantity) -> (Option<f64>, Option<f64>, Option<&str>) {
    let (least, most) = (quantity.least, quantity.most);
    let unit = quantity.unit.as_deref();
    if unit != Some("second") {
        return (least, most, unit);
    }
    for (seconds, unit) in [(86_400.0, "day"), (3_600.0, "hour"), (60.0, "minute")] {
        let fits = |end: Option<f64>| end.is_none_or(|end| end % seconds == 0.0);
        let scale = |end: Option<f64>| end.map(|end| end / seconds);
        if fits(least) && fits(most) && (least, most) != (None, None) {
            return (scale(least), scale(most), Some(unit));
        }
    }
    (least, most, unit)
}
