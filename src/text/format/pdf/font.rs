//! What letters a font's codes stand for, and how wide they are.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use hayro_cmap::{BfString, CMap, CMapName};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};

/// The width of a letter of which nobody says how wide it is, in ems.
const USUAL_WIDTH: f64 = 0.5;

/// What the codes 39 and up of the encoding of old PostScript fonts stand for, where they are no ASCII.
const STANDARD: [(u8, &str); 61] = [
    (0x27, "’"),
    (0x60, "‘"),
    (0xA1, "¡"),
    (0xA2, "¢"),
    (0xA3, "£"),
    (0xA4, "⁄"),
    (0xA5, "¥"),
    (0xA6, "ƒ"),
    (0xA7, "§"),
    (0xA8, "¤"),
    (0xA9, "'"),
    (0xAA, "“"),
    (0xAB, "«"),
    (0xAC, "‹"),
    (0xAD, "›"),
    (0xAE, "fi"),
    (0xAF, "fl"),
    (0xB1, "–"),
    (0xB2, "†"),
    (0xB3, "‡"),
    (0xB4, "·"),
    (0xB6, "¶"),
    (0xB7, "•"),
    (0xB8, "‚"),
    (0xB9, "„"),
    (0xBA, "”"),
    (0xBB, "»"),
    (0xBC, "…"),
    (0xBD, "‰"),
    (0xBF, "¿"),
    (0xC1, "`"),
    (0xC2, "´"),
    (0xC3, "ˆ"),
    (0xC4, "˜"),
    (0xC5, "¯"),
    (0xC6, "˘"),
    (0xC7, "˙"),
    (0xC8, "¨"),
    (0xCA, "˚"),
    (0xCB, "¸"),
    (0xCD, "˝"),
    (0xCE, "˛"),
    (0xCF, "ˇ"),
    (0xD0, "—"),
    (0xE1, "Æ"),
    (0xE3, "ª"),
    (0xE8, "Ł"),
    (0xE9, "Ø"),
    (0xEA, "Œ"),
    (0xEB, "º"),
    (0xF1, "æ"),
    (0xF5, "ı"),
    (0xF8, "ł"),
    (0xF9, "ø"),
    (0xFA, "œ"),
    (0xFB, "ß"),
    // What later fonts have beside it.
    (0xC0, "À"),
    (0xD4, "‘"),
    (0xD5, "’"),
    (0xE4, "ä"),
    (0xF6, "ö"),
];

/// A letter that a font's code stands for.
pub(super) struct Glyph {
    /// Its characters; none where nobody tells.
    pub text: Option<String>,
    /// Its width in ems.
    pub width: f64,
    /// Whether word spacing applies to it.
    pub is_blank: bool,
}

/// How the codes of a simple font are read where nothing says otherwise.
#[derive(Clone, Copy)]
enum Base {
    Standard,
    Charset(&'static Encoding),
}

/// A font.
pub(super) struct Font {
    /// Codes are two bytes long.
    wide: bool,
    /// What the codes stand for, in the font's own words.
    unicode: Option<CMap>,
    /// The codes are UTF-16.
    is_utf16: bool,
    base: Base,
    named: HashMap<u8, String>,
    /// Widths in ems: from a code on up to another; the width of the first, and the step to the next (0) or a list.
    widths: BTreeMap<u32, (u32, f64)>,
    default_width: f64,
}

impl Font {
    /// Reads a font's dictionary.
    pub(super) fn new(dict: &Dict<'_>) -> Self {
        let unicode = dict.get::<Stream<'_>>(b"ToUnicode").and_then(|stream| stream.decoded_data().ok());
        let mut font = Self {
            wide: false,
            unicode: unicode.and_then(|data| CMap::parse(&data, no_other)),
            is_utf16: false,
            base: Base::Standard,
            named: HashMap::new(),
            widths: BTreeMap::new(),
            default_width: USUAL_WIDTH,
        };
        match dict.get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"Type0") => font.read_composite(dict),
            subtype => font.read_simple(dict, subtype),
        }
        font
    }

    fn read_composite(&mut self, dict: &Dict<'_>) {
        self.wide = true;
        let encoding = dict.get::<Name<'_>>(b"Encoding");
        self.is_utf16 = encoding.is_some_and(|name| {
            let name = name.as_str();
            name.contains("UCS2") || name.contains("UTF16")
        });
        self.default_width = 1.0;
        let descendant =
            dict.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let Some(descendant) = descendant else { return };
        if let Some(width) = descendant.get::<Number>(b"DW") {
            self.default_width = width.as_f64() / 1000.0;
        }
        let Some(widths) = descendant.get::<Array<'_>>(b"W") else { return };
        let mut items = widths.iter::<Object<'_>>();
        while let (Some(first), Some(second)) = (items.next(), items.next()) {
            let Some(first) = code(&first) else { return };
            match second {
                Object::Array(list) => {
                    for (at, width) in (first..).zip(list.iter::<Number>()) {
                        self.widths.insert(at, (at, width.as_f64() / 1000.0));
                    }
                }
                last => {
                    let (Some(last), Some(Object::Number(width))) = (code(&last), items.next()) else {
                        return;
                    };
                    self.widths.insert(first, (last, width.as_f64() / 1000.0));
                }
            }
        }
    }

    fn read_simple(&mut self, dict: &Dict<'_>, subtype: Option<&[u8]>) {
        let base = |name: Name<'_>| match &*name {
            b"WinAnsiEncoding" => Some(Base::Charset(WINDOWS_1252)),
            b"MacRomanEncoding" | b"MacExpertEncoding" => Some(Base::Charset(MACINTOSH)),
            b"StandardEncoding" => Some(Base::Standard),
            _ => None,
        };
        let usual = if subtype == Some(b"TrueType") { Base::Charset(WINDOWS_1252) } else { Base::Standard };
        let encoding = dict.get::<Dict<'_>>(b"Encoding");
        let named =
            dict.get::<Name<'_>>(b"Encoding").or_else(|| encoding.as_ref()?.get::<Name<'_>>(b"BaseEncoding"));
        self.base = named.and_then(base).unwrap_or(usual);
        let mut at = 0_u32;
        for item in encoding
            .and_then(|it| it.get::<Array<'_>>(b"Differences"))
            .iter()
            .flat_map(Array::iter::<Object<'_>>)
        {
            match item {
                Object::Number(_) => at = code(&item).unwrap_or(0),
                Object::Name(name) => {
                    if let (Ok(at), Some(text)) = (u8::try_from(at), glyph(name.as_str(), 0)) {
                        self.named.insert(at, text);
                    }
                    at = at.saturating_add(1);
                }
                _ => {}
            }
        }
        // The letters of a Type 3 font are drawn in units of their own.
        let matrix = dict.get::<Array<'_>>(b"FontMatrix").and_then(|matrix| matrix.iter::<Number>().next());
        let unit = matrix.map_or(0.001, |unit| unit.as_f64());
        let first = dict.get::<i32>(b"FirstChar").and_then(|first| u32::try_from(first).ok()).unwrap_or(0);
        let widths = dict.get::<Array<'_>>(b"Widths");
        for (at, width) in (first..).zip(widths.iter().flat_map(Array::iter::<Number>)).take(256) {
            self.widths.insert(at, (at, width.as_f64() * unit));
        }
        let missing =
            dict.get::<Dict<'_>>(b"FontDescriptor").and_then(|it| it.get::<Number>(b"MissingWidth"));
        if let Some(missing) = missing.map(|width| width.as_f64() / 1000.0).filter(|width| *width > 0.0) {
            self.default_width = missing;
        }
    }

    /// The letters of a string of codes.
    pub(super) fn glyphs<'a>(&'a self, codes: &'a [u8]) -> impl Iterator<Item = Glyph> + 'a {
        codes.chunks(if self.wide { 2 } else { 1 }).map(|bytes| {
            let code = bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            Glyph { text: self.text(code), width: self.width(code), is_blank: bytes == [b' '] }
        })
    }

    fn text(&self, code: u32) -> Option<String> {
        let told = self.unicode.as_ref().and_then(|unicode| unicode.lookup_bf_string(code));
        let told = told.map(|told| match told {
            BfString::Char(letter) => letter.to_string(),
            BfString::String(letters) => letters,
        });
        if let Some(told) = told.filter(|told| !told.contains('\u{fffd}')) {
            return Some(told);
        }
        if self.wide {
            return char::from_u32(code).filter(|_| self.is_utf16).map(String::from);
        }
        let code = u8::try_from(code).ok()?;
        if let Some(named) = self.named.get(&code) {
            return Some(named.clone());
        }
        if code < b' ' || code == 0x7f {
            return None;
        }
        match self.base {
            Base::Charset(charset) => Some(charset.decode_without_bom_handling(&[code]).0.into_owned()),
            Base::Standard => {
                let other =
                    STANDARD.iter().find(|(known, _)| *known == code).map(|(_, text)| (*text).to_owned());
                other.or_else(|| code.is_ascii().then(|| char::from(code).to_string()))
            }
        }
    }

    fn width(&self, code: u32) -> f64 {
        let near = self.widths.range(..=code).next_back();
        near.filter(|(_, (last, _))| code <= *last).map_or(self.default_width, |(_, (_, width))| *width)
    }
}

/// No table of letters is read from elsewhere.
fn no_other(_: CMapName<'_>) -> Option<&'static [u8]> {
    None
}

fn code(object: &Object<'_>) -> Option<u32> {
    match object {
        Object::Number(number) => u32::try_from(number.as_i64()).ok(),
        _ => None,
    }
}

/// The characters that a glyph's name stands for: `Adieresis`, `uni00E4`, `f_i`, `a.alt`.
fn glyph(name: &str, depth: usize) -> Option<String> {
    static NAMES: OnceLock<HashMap<&'static str, String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let lines = include_str!("glyphs.txt").lines().filter(|line| !line.starts_with('#'));
        let entry = |line: &'static str| {
            let (name, letters) = line.split_once(' ')?;
            Some((name, letters.split(' ').filter_map(hexadecimal).collect()))
        };
        lines.filter_map(entry).collect()
    });
    if let Some(text) = names.get(name) {
        return Some(text.clone());
    }
    if name.len() == 1 && name.is_ascii() {
        return Some(name.to_owned());
    }
    if let Some((name, _)) = name.split_once('.') {
        return glyph(name, depth);
    }
    if name.contains('_') && depth == 0 {
        return name.split('_').map(|part| glyph(part, 1)).collect();
    }
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    (4..=6).contains(&digits.len()).then(|| hexadecimal(digits).map(String::from))?
}

fn hexadecimal(digits: &str) -> Option<char> {
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_are_letters() {
        for (name, expected) in [
            ("Adieresis", Some("Ä")),
            ("germandbls", Some("ß")),
            ("a", Some("a")),
            ("fi", Some("fi")),
            ("f_f_i", Some("ffi")),
            ("uni00E4", Some("ä")),
            ("u1F600", Some("😀")),
            ("a.alt", Some("a")),
            ("g17", None),
            ("", None),
        ] {
            assert_eq!(glyph(name, 0).as_deref(), expected, "{name}");
        }
    }
}
