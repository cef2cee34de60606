//! Mail (RFC 5322, MIME): the subject is the headline, the sender the outlet, the first text part the article.

mod quoted;

use mail_parser::{Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::pieces::sender;
use super::{Article, Content};
use crate::text::{FileSpan, Limits, Mark, Prose, Told, moment};

/// Whether a text begins with the header of a mail.
pub(super) fn recognises(text: &str) -> bool {
    let (mut from, mut sent) = (false, false);
    for line in text.trim_start_matches('\u{feff}').lines().take(200) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "from" => from = true,
            "message-id" | "mime-version" | "received" | "return-path" | "delivered-to" => sent = true,
            name if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => break,
            _ => {}
        }
    }
    from && sent
}

/// Reads it.
///
/// # Errors
/// When it has no header or no text.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Content, String> {
    let base = text.len() - text.trim_start_matches('\u{feff}').len();
    let message = MessageParser::default().parse(&text.as_bytes()[base..]).ok_or("it has no header")?;
    let mut article = Article { told: told(&message), ..Article::default() };
    if let Some(subject) = subject(&message, text, base) {
        article.add_line(subject, Some(Mark::Headline));
    }
    let part = body(&message).ok_or("it has no part with text")?;
    let is_html = matches!(part.body, PartType::Html(_));
    let (words, in_file) = match decoded(part, text, base) {
        Some(words) => (words, true),
        None => {
            // Packed letters mean nothing to who opens the file: spans are those of the text.
            let mut words = Prose::default();
            let plain = part.text_contents().ok_or("its text cannot be decoded")?;
            words.push(plain, FileSpan::new(0, plain.len()));
            (words, false)
        }
    };
    if is_html {
        article.add_html(words, None, limits)?;
    } else {
        article.add_text(own_words(words));
    }
    Ok(if in_file { Content::Articles(vec![article]) } else { Content::Extracted(vec![article]) })
}

/// The part to read: plain text before HTML.
fn body<'a, 'x>(message: &'a Message<'x>) -> Option<&'a MessagePart<'x>> {
    let first = |ids: &[u32], html: bool| {
        let mut parts = ids.iter().filter_map(|id| message.part(*id));
        parts.find(|part| match part.body {
            PartType::Text(_) => !html,
            PartType::Html(_) => html,
            PartType::Binary(_)
            | PartType::InlineBinary(_)
            | PartType::Message(_)
            | PartType::Multipart(_) => false,
        })
    };
    first(&message.text_body, false).or_else(|| first(&message.html_body, true))
}

/// A part's text with the way back into the file; none where it is packed.
fn decoded(part: &MessagePart<'_>, text: &str, base: usize) -> Option<Prose> {
    let span = FileSpan::new(base + part.offset_body as usize, base + part.offset_end as usize);
    let written = span.of(text);
    match part.encoding {
        Encoding::None => {
            let mut words = Prose::default();
            words.push(written, span);
            Some(words)
        }
        Encoding::QuotedPrintable => {
            let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
            quoted::prose(written, span.start(), charset)
        }
        Encoding::Base64 => None,
    }
}

/// The subject, with the way back to where it stands in the header.
fn subject(message: &Message<'_>, text: &str, base: usize) -> Option<Prose> {
    let said = message.subject()?;
    let header = message.headers().iter().find(|header| header.name == HeaderName::Subject)?;
    let whole = FileSpan::new(base + header.offset_start as usize, base + header.offset_end as usize);
    let written = whole.of(text);
    let start = whole.start() + written.len() - written.trim_start().len();
    let span = FileSpan::new(start, start + written.trim().len());
    let mut words = Prose::default();
    if written.contains("=?") {
        words.push_decoded(said, span);
    } else {
        words.push(span.of(text), span);
    }
    Some(words)
}

fn told(message: &Message<'_>) -> Told {
    let from = message.from().and_then(|from| from.first());
    let name = from.and_then(|from| {
        let domain = || Some(from.address.as_deref()?.rsplit_once('@')?.1.to_owned());
        from.name.as_deref().map(str::to_owned).or_else(domain)
    });
    Told {
        outlet: name.and_then(|name| sender(&name)),
        published: message.date().filter(|date| date.is_valid()).and_then(|date| moment(&date.to_rfc3339())),
        headline: message.subject().map(str::to_owned),
        ..Told::default()
    }
}

/// The lines that the sender wrote: nothing quoted, and nothing from the signature on.
fn own_words(words: Prose) -> Prose {
    let (text, map) = words.into_parts();
    let mut own = Prose::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = FileSpan::new(at, at + line.len());
        at += line.len();
        if line.trim_end_matches(['\r', '\n']) == "-- " {
            break;
        }
        if !line.starts_with('>') {
            own.push(line, span);
        }
    }
    own.through(&map);
    own
}
