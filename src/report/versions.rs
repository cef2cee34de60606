//! Articles that were read and not compared: earlier versions of others, and those that their sender has withdrawn.

use std::collections::BTreeMap;

use super::entry::outlet;
use super::{Report, shown};
use crate::document::Document;
use crate::subject::{VersionPlace, Versions};
use crate::text::{Source, SourceId};

/// An article that was not compared with others.
#[derive(Clone, Copy, Debug)]
pub struct LeftOut<'a> {
    /// The article.
    pub source: SourceId,
    /// `replaced` or `withdrawn`, in JSON and the message files.
    pub standing: &'static str,
    /// The version that replaces it, or the notice that withdraws it; none where it withdraws itself.
    pub by: Option<&'a Source>,
}

/// The articles of a report that were not compared, in its order.
pub fn left_out<'a>(report: &Report<'a>) -> Vec<LeftOut<'a>> {
    let versions = Versions::of(report.documents);
    let left_out = |(document, (at, place)): (&&Document, (usize, &VersionPlace))| {
        let (standing, by) = match *place {
            VersionPlace::Current => return None,
            VersionPlace::Replaced { by } => ("replaced", by),
            VersionPlace::Withdrawn { by } => ("withdrawn", by),
        };
        let by = report.documents.get(by).filter(|_| by != at).map(|by| &report.sources[by.source]);
        Some(LeftOut { source: document.source, standing, by })
    };
    report.documents.iter().zip(versions.places().iter().enumerate()).filter_map(left_out).collect()
}

/// The same by article, for formats that list all of them.
pub fn by_source<'a>(report: &Report<'a>) -> BTreeMap<SourceId, LeftOut<'a>> {
    left_out(report).into_iter().map(|article| (article.source, article)).collect()
}

/// One line for each, safe to print.
pub fn lines(report: &Report<'_>) -> Vec<String> {
    let line = |article: LeftOut<'_>| {
        let source = &report.sources[article.source];
        let document = report.documents.iter().find(|document| document.source == article.source);
        let whose = document.map_or(String::new(), |document| whose(report, document, source));
        let key = match (article.standing, article.by) {
            ("withdrawn", Some(_)) => "withdrawn-by",
            (standing, _) => standing,
        };
        let by = article.by.map_or("", |by| by.name.as_str());
        let parameters = [
            ("whose", shown(&whose).into_owned()),
            ("path", shown(&source.name).into_owned()),
            ("by", shown(by).into_owned()),
        ];
        report.messages.phrase(key, &parameters)
    };
    left_out(report).into_iter().map(line).collect()
}

fn whose(report: &Report<'_>, document: &Document, source: &Source) -> String {
    let name = outlet(document, source);
    match document.meta.published {
        Some(moment) => {
            format!("{name}, {}", report.messages.moment(moment, document.meta.published_time_known))
        }
        None => name,
    }
}
