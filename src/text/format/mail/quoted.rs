//! Quoted-printable text (RFC 2045, 6.7): `f=C3=A4hrt`, lines broken with `=`, with the way back to it.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::text::{FileSpan, Prose};

/// Decodes a text that stands at `at` in the file. None where its charset has no single bytes per letter and is not
/// UTF-8.
pub(super) fn prose(written: &str, at: usize, charset: Option<&str>) -> Option<Prose> {
    let (bytes, places) = bytes(written, at);
    let named = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let is_utf8 = || std::str::from_utf8(&bytes).is_ok();
    let encoding = named.unwrap_or_else(|| if is_utf8() { UTF_8 } else { WINDOWS_1252 });
    let mut prose = Prose::default();
    if encoding == UTF_8 {
        let mut from = 0;
        for chunk in bytes.utf8_chunks() {
            for c in chunk.valid().chars() {
                push(&mut prose, c, &places[from..from + c.len_utf8()]);
                from += c.len_utf8();
            }
            let broken = chunk.invalid().len();
            if broken > 0 {
                push(&mut prose, char::REPLACEMENT_CHARACTER, &places[from..from + broken]);
                from += broken;
            }
        }
        return Some(prose);
    }
    if !encoding.is_single_byte() {
        return None;
    }
    for (byte, place) in bytes.iter().zip(&places) {
        let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(byte));
        let c = text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
        push(&mut prose, c, std::slice::from_ref(place));
    }
    Some(prose)
}

fn push(prose: &mut Prose, c: char, places: &[FileSpan]) {
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
    let span = FileSpan::new(first.start(), last.end());
    let text = c.encode_utf8(&mut [0; 4]).to_owned();
    // A letter that stands for itself is one byte of the file for each of its own.
    if places.iter().all(|place| place.end() - place.start() == 1) && span.end() - span.start() == text.len()
    {
        prose.push(&text, span);
    } else {
        prose.push_decoded(&text, span);
    }
}

/// The bytes that are meant, and where each stands in the file.
fn bytes(written: &str, at: usize) -> (Vec<u8>, Vec<FileSpan>) {
    let source = written.as_bytes();
    let (mut bytes, mut places) = (Vec::with_capacity(source.len()), Vec::with_capacity(source.len()));
    let mut index = 0;
    while let Some(byte) = source.get(index) {
        let rest = &source[index + 1..];
        let (length, meant) = match (byte, rest) {
            (b'=', [b'\r', b'\n', ..]) => (3, None),
            (b'=', [b'\n', ..]) => (2, None),
            (b'=', [high, low, ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (3, Some(high * 16 + low)),
                _ => (1, Some(b'=')),
            },
            _ => (1, Some(*byte)),
        };
        if let Some(meant) = meant {
            bytes.push(meant);
            places.push(FileSpan::new(at + index, at + index + length));
        }
        index += length;
    }
    (bytes, places)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn letters_lead_back_into_the_file() {
        for (file, charset) in [
            ("Er f=C3=A4hrt nach K=\r\n=C3=B6ln =3D x=", Some("utf-8")),
            ("Er f=E4hrt nach K=\n=F6ln =3D x=", Some("ISO-8859-1")),
            ("Er f=E4hrt nach K=\n=F6ln =3D x=", None),
        ] {
            let prose = prose(file, 0, charset).expect("the charset is known");
            assert_eq!(prose.text(), "Er fährt nach Köln = x=", "{charset:?}");
            let at = prose.text().find("nach").unwrap_or_default();
            assert_eq!(prose.on_disk(Span::new(at, at + 4)).of(file), "nach");
            let at = prose.text().find("fährt").unwrap_or_default();
            assert!(prose.on_disk(Span::new(at, at + 6)).of(file).starts_with("f="));
        }
        assert!(prose("=1B", 0, Some("iso-2022-jp")).is_none());
        assert_eq!(
            prose("=FF=", 0, Some("utf-8")).map(|it| it.text().to_owned()).as_deref(),
            Some("\u{fffd}=")
        );
    }
}
