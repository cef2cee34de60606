//! A JSON string, decoded, with the way back to its escapes in the file.

use crate::text::{FileSpan, Prose};

/// Decodes a string as it is written, quotes and all; `at` is where it stands in the file. None for another value.
pub(super) fn prose(written: &str, at: usize) -> Option<Prose> {
    let inside = written.strip_prefix('"')?.strip_suffix('"')?;
    let base = at + 1;
    let mut prose = Prose::default();
    let mut from = 0;
    while let Some(found) = inside[from..].find('\\') {
        let escape = from + found;
        push(&mut prose, inside, from, escape, base);
        let (length, meant) = escaped(&inside[escape..])?;
        prose.push_decoded(
            meant.encode_utf8(&mut [0; 4]),
            FileSpan::new(base + escape, base + escape + length),
        );
        from = escape + length;
    }
    push(&mut prose, inside, from, inside.len(), base);
    Some(prose)
}

fn push(prose: &mut Prose, text: &str, from: usize, to: usize, base: usize) {
    if from < to {
        prose.push(&text[from..to], FileSpan::new(base + from, base + to));
    }
}

/// The escape at the beginning of a text: its length and the character that it stands for.
fn escaped(text: &str) -> Option<(usize, char)> {
    let simple = |c| Some((2, c));
    match text.as_bytes().get(1)? {
        b'n' => simple('\n'),
        b't' => simple('\t'),
        b'r' => simple('\r'),
        // Signs that no text has.
        b'b' | b'f' => simple(' '),
        b'u' => {
            let first = unit(text)?;
            let low = text.get(6..).filter(|rest| rest.starts_with("\\u")).and_then(unit);
            let pair = low.and_then(|low| char::decode_utf16([first, low]).next()?.ok());
            match char::from_u32(u32::from(first)) {
                Some(c) => Some((6, c)),
                None => Some(pair.map_or((6, char::REPLACEMENT_CHARACTER), |c| (12, c))),
            }
        }
        _ => text[1..].chars().next().map(|c| (1 + c.len_utf8(), c)),
    }
}

/// The number of `\u00e4`.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.get(2..6)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn escapes_lead_back_into_the_file() {
        let file = r#"{"a": "Er f\u00e4hrt\nnach \"K\u00f6ln\" \ud83d\ude00 \ud83d"}"#;
        let written = &file[6..file.len() - 1];
        let prose = prose(written, 6).expect("it is a string");
        assert_eq!(prose.text(), "Er fährt\nnach \"Köln\" 😀 \u{fffd}");
        for (words, on_disk) in
            [("fährt", r"f\u00e4hrt"), ("\"Köln\"", r#"\"K\u00f6ln\""#), ("😀", r"\ud83d\ude00")]
        {
            let at = prose.text().find(words).unwrap_or_default();
            assert_eq!(prose.on_disk(Span::new(at, at + words.len())).of(file), on_disk);
        }
        assert!(super::prose("12", 0).is_none());
    }
}
