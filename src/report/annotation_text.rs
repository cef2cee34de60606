//! `factlint annotate`: the rule writer's window. Every sentence with what was seen in it.

use std::fmt::Write;

use super::annotation::{ends, measure};
use super::paint::{Colour, Paint};
use super::passage::wrap;
use super::{Annotated, Layout, Lines, shown};
use crate::annotate::quote::QuoteKind;
use crate::text::Span;

/// One article, sentence by sentence.
pub fn annotation_text(article: &Annotated<'_>, layout: Layout) -> String {
    let paint = Paint::new(layout.colour);
    let lines = Lines::of(article.source);
    let name = shown(&article.source.name);
    let mut text = String::new();
    let meta = &article.document.meta;
    let outlet = meta.outlet.as_deref().unwrap_or("-");
    let language = meta.language.as_ref().map_or("-", |language| language.code());
    let published = super::json::published(article.document).unwrap_or_else(|| "-".to_owned());
    let _ = writeln!(
        text,
        "{}  outlet {}, published {published}, language {language}",
        paint.bold(&name),
        shown(outlet)
    );
    let mut seen = seen_in(article);
    seen.sort_by_key(|seen| (seen.span, seen.kind));
    let mut seen = seen.into_iter().peekable();
    for block in &article.document.blocks {
        for sentence in &block.sentences {
            let place = lines.position(article.document.on_disk(*sentence).start());
            let _ = writeln!(
                text,
                "\n{}",
                paint.colour(
                    Colour::Faint,
                    &format!("{name}:{}:{} {}", place.line, place.column, kind(block.kind))
                )
            );
            for line in wrap(&shown(sentence.of(article.document.text())), layout.width) {
                let _ = writeln!(text, "{line}");
            }
            // What reaches over a sentence's end is shown where it begins.
            while let Some(seen) = seen.next_if(|seen| seen.span.start() < sentence.end()) {
                let words = shown(seen.span.of(article.document.text()));
                let line = format!("{:<9} {}  {}", seen.kind, paint.bold(&words), shown(&seen.meaning));
                let _ = writeln!(text, "  {line}");
            }
        }
    }
    text.push('\n');
    text
}

/// Something that was seen.
struct Seen {
    span: Span,
    kind: &'static str,
    meaning: String,
}

/// Everything that was seen in an article.
fn seen_in(article: &Annotated<'_>) -> Vec<Seen> {
    let annotations = article.annotations;
    let list = &annotations.entities.list;
    let named = |entity: Option<usize>| entity.and_then(|id| list.get(id)).map(|entity| entity.id.as_str());
    let mut seen = Vec::new();
    let mut add = |span: Span, kind: &'static str, meaning: String| {
        seen.push(Seen { span, kind, meaning });
    };
    for mention in &annotations.entities.mentions {
        if let Some(entity) = list.get(mention.entity) {
            let doubt = if mention.sure { "" } else { " ?" };
            add(mention.span, "name", format!("{} {}{doubt}", entity.kind.name(), entity.id));
        }
    }
    for time in &annotations.times {
        let ends = time.interval.map(ends).map_or(String::new(), |(from, to)| format!(" {from}..{to}"));
        add(time.span, "time", format!("{} {}{ends}", time.kind.name(), time.value));
    }
    for quantity in &annotations.quantities {
        let (least, most, unit) = measure(quantity);
        let end = |end: Option<f64>| end.map_or(String::new(), |end| end.to_string());
        let noun = quantity.noun.as_deref().map_or(String::new(), |noun| format!(" {noun}"));
        let unit = unit.map_or(String::new(), |unit| format!(" {unit}"));
        add(quantity.span, "quantity", format!("{}..{}{unit}{noun}", end(least), end(most)));
    }
    for quote in &annotations.quotes {
        let form = match quote.kind {
            QuoteKind::Direct => "direct",
            QuoteKind::Fragment => "fragment",
            QuoteKind::Name => "name",
            QuoteKind::Indirect => "indirect",
        };
        let speaker = quote.speaker.as_ref().map_or("-", |speaker| {
            named(speaker.entity).unwrap_or_else(|| speaker.span.of(article.document.text()))
        });
        add(quote.span, "quote", format!("{form}, speaker {speaker}"));
    }
    for (sentence, judged) in article.reading.sentences.iter().zip(&annotations.factuality) {
        for (clause, judged) in sentence.clauses.iter().zip(judged) {
            if let (Some(first), Some(last)) = (clause.tokens.first(), clause.tokens.last()) {
                let negated = if judged.negated { ", negated" } else { "" };
                let vouchers: String = judged
                    .source
                    .iter()
                    .map(|voucher| {
                        let name =
                            named(voucher.entity).unwrap_or_else(|| voucher.span.of(article.document.text()));
                        format!(", says {name}")
                    })
                    .collect();
                let meaning = format!("{}{negated}{vouchers}", judged.status.name());
                add(sentence.cover(*first..last.saturating_add(1)), "clause", meaning);
            }
        }
    }
    seen
}

fn kind(kind: crate::document::BlockKind) -> String {
    format!("{kind:?}").to_lowercase()
}
