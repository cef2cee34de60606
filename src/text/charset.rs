//! From bytes to text: the charset that a file declares or that its bytes show, decoded with the way back.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::map::OffsetMap;
use super::span::FileSpan;

/// What stands for bytes that are no character.
const UNREADABLE: &str = "\u{fffd}";
/// Where a declaration stands, a file says so within this many bytes.
const DECLARED_WITHIN: usize = 1024;

/// A file's bytes as text.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text.
    pub text: String,
    /// The way back to the bytes; none where the text is the bytes (UTF-8).
    pub map: Option<OffsetMap>,
    /// What the charset is called.
    pub name: &'static str,
}

/// Decodes a file. The declaration is believed unless the bytes are UTF-8 or cannot be what it says.
///
/// # Errors
/// The first byte that shows that it is no text.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, usize> {
    let encoding = marked(&bytes).or_else(|| unmarked_wide(&bytes));
    let valid_up_to = match (encoding, std::str::from_utf8(&bytes)) {
        (Some(encoding), _) if encoding != UTF_8 => return Ok(wide(&bytes, encoding)),
        (_, Ok(_)) => None,
        (_, Err(error)) => Some(error.valid_up_to()),
    };
    let Some(valid_up_to) = valid_up_to else {
        let text = String::from_utf8(bytes).map_err(|error| error.utf8_error().valid_up_to())?;
        return Ok(Decoded { text, map: None, name: UTF_8.name() });
    };
    if let Some(at) = bytes.iter().position(|byte| is_of_no_text(*byte)) {
        return Err(at.min(valid_up_to));
    }
    let encoding = encoding.or_else(|| declared(&bytes)).filter(|declared| *declared != UTF_8);
    let encoding = encoding.unwrap_or_else(|| detected(&bytes));
    if encoding == UTF_8 {
        return Ok(broken_utf8(&bytes));
    }
    Ok(if encoding.is_single_byte() { single(&bytes, encoding) } else { several(&bytes, encoding) })
}

/// The charset of a byte order mark.
fn marked(bytes: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(bytes).map(|(encoding, _)| encoding)
}

/// UTF-16 without its mark: every second byte of the beginning is zero, or nearly.
fn unmarked_wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512) & !1).filter(|head| head.len() >= 8)?;
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, low) if low * 10 > half * 7 => Some(UTF_16LE),
        (high, 0) if high * 10 > half * 7 => Some(UTF_16BE),
        _ => None,
    }
}

/// Control characters that no text has.
fn is_of_no_text(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)
}

/// What `charset=…` or `encoding="…"` at the beginning says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    if !head.trim_ascii_start().starts_with(b"<") && !head.windows(8).any(|word| is(word, b"charset=")) {
        return None;
    }
    let is_xml = head.trim_ascii_start().starts_with(b"<?xml");
    let keys: &[&[u8]] = if is_xml { &[b"encoding=", b"charset="] } else { &[b"charset="] };
    keys.iter().find_map(|key| {
        let at = head.windows(key.len()).position(|word| is(word, key))? + key.len();
        let rest = head[at..].trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)));
        let encoding = Encoding::for_label(&rest[..end.unwrap_or(rest.len())])?;
        // A file whose declaration can be read byte by byte is not UTF-16, whatever it says.
        (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
    })
}

fn is(word: &[u8], key: &[u8]) -> bool {
    word.eq_ignore_ascii_case(key)
}

/// What the bytes look like.
fn detected(bytes: &[u8]) -> &'static Encoding {
    if is_nearly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"de"), Utf8Detection::Deny);
    // The detector does not know ISO-8859-15. It has the euro where Windows-1252 has the currency sign, which nobody
    // writes, and no letters where Windows-1252 has its quotation marks.
    let euro = bytes.contains(&0xa4) && !bytes.iter().any(|byte| (0x80..0xa0).contains(byte));
    if guess == WINDOWS_1252 && euro { encoding_rs::ISO_8859_15 } else { guess }
}

/// Whether it is UTF-8 with a few broken bytes in it.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 8 * bad
}

fn broken_utf8(bytes: &[u8]) -> Decoded {
    let (mut text, mut map, mut at) = (String::with_capacity(bytes.len()), OffsetMap::default(), 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        map.push_same(chunk.valid().len(), at);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            text.push_str(UNREADABLE);
            map.push_whole(UNREADABLE.len(), FileSpan::new(at, at + chunk.invalid().len()));
            at += chunk.invalid().len();
        }
    }
    Decoded { text, map: Some(map), name: UTF_8.name() }
}

fn single(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let mut map = OffsetMap::default();
    for (at, c) in text.chars().enumerate() {
        match c.len_utf8() {
            1 => map.push_same(1, at),
            long => map.push_whole(long, FileSpan::new(at, at + 1)),
        }
    }
    Decoded { text: text.into_owned(), map: Some(map), name: encoding.name() }
}

fn wide(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let big_end_first = encoding == UTF_16BE;
    let start = if marked(bytes).is_some() { 2 } else { 0 };
    let pairs = bytes[start..].chunks_exact(2);
    let rest = pairs.remainder().len();
    let units = pairs.map(|pair| match big_end_first {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    });
    let (mut text, mut map, mut at) = (String::with_capacity(bytes.len() / 2), OffsetMap::default(), start);
    for c in char::decode_utf16(units) {
        let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push(c);
        let width = 2 * c.len_utf16();
        match c.len_utf8() {
            1 => map.push_scaled(1, at, 2),
            long => map.push_whole(long, FileSpan::new(at, at + width)),
        }
        at += width;
    }
    if rest > 0 {
        text.push_str(UNREADABLE);
        map.push_whole(UNREADABLE.len(), FileSpan::new(at, at + rest));
    }
    Decoded { text, map: Some(map), name: encoding.name() }
}

/// Charsets whose characters take several bytes, byte by byte: what comes out stands for what has gone in since.
fn several(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (mut text, mut map) = (String::with_capacity(bytes.len() * 2), OffsetMap::default());
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut begin = 0;
    let mut buffer = [0; 64];
    for at in 0..bytes.len() {
        let mut input = &bytes[at..=at];
        loop {
            let last = at + 1 == bytes.len();
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(input, &mut buffer, last);
            let unreadable = matches!(result, DecoderResult::Malformed(..));
            let words = std::str::from_utf8(&buffer[..written]).unwrap_or_default();
            for words in [words, if unreadable { UNREADABLE } else { "" }] {
                match words.len() {
                    0 => continue,
                    1 if at == begin => map.push_same(1, at),
                    long => map.push_whole(long, FileSpan::new(begin, at + 1)),
                }
                text.push_str(words);
                begin = at + 1;
            }
            input = &input[read..];
            if !unreadable && input.is_empty() {
                break;
            }
        }
    }
    Decoded { text, map: Some(map), name: encoding.name() }
}
