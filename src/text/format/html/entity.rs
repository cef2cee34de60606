//! Character references: `&auml;`, `&#228;`, `&#xe4;`.

/// Longer names there are none.
const LONGEST: usize = 34;

/// The reference at the beginning of `text`, which begins with `&`: its length in bytes and what it stands for.
pub(in crate::text::format) fn reference(text: &str) -> Option<(usize, String)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        return numeric(number).map(|(length, c)| (length + 2, c.to_string()));
    }
    let name = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    if name == 0 {
        return None;
    }
    let closed = rest[name..].starts_with(';');
    let word = if closed { text[..name + 2].to_owned() } else { format!("&{};", &rest[..name]) };
    let found = html_escape::decode_html_entities(&word);
    if found == word {
        return None;
    }
    // Without its semicolon only what old pages wrote so is a reference: the letters of Latin-1 and the marks of
    // markup itself.
    let is_old = || found.chars().all(|c| c <= '\u{ff}') && found.chars().count() == 1;
    (closed || is_old()).then(|| (name + 1 + usize::from(closed), found.into_owned()))
}

/// `228;` or `xe4;`: the length in bytes and the character.
fn numeric(text: &str) -> Option<(usize, char)> {
    let (prefix, base) = if text.starts_with(['x', 'X']) { (1, 16) } else { (0, 10) };
    let digits = text[prefix..].bytes().take_while(|byte| char::from(*byte).is_digit(base)).count();
    if digits == 0 {
        return None;
    }
    let end = prefix + digits;
    let code = u32::from_str_radix(&text[prefix..end], base).unwrap_or(u32::MAX);
    let c = match code {
        // Browsers take these for the characters that Windows-1252 has there.
        0x80..=0x9f => {
            let byte = [u8::try_from(code).unwrap_or(b'?')];
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next()
        }
        0 => None,
        code => char::from_u32(code),
    };
    let closed = usize::from(text[end..].starts_with(';'));
    Some((end + closed, c.unwrap_or(char::REPLACEMENT_CHARACTER)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_browsers_read_them() {
        for (text, length, meant) in [
            ("&auml;hnlich", 6, "ä"),
            ("&bdquo;Ja&ldquo;", 7, "„"),
            ("&auml hnlich", 5, "ä"),
            ("&#228;", 6, "ä"),
            ("&#xE4;", 6, "ä"),
            ("&#150;", 6, "–"),
            ("&#0;", 4, "\u{fffd}"),
            ("&#99999999999;", 14, "\u{fffd}"),
        ] {
            assert_eq!(reference(text), Some((length, meant.to_owned())), "{text}");
        }
        for text in ["& Co", "&;", "&#;", "&nix;", "&nix", "&copyright", "&", "&ä;"] {
            assert_eq!(reference(text), None, "{text}");
        }
    }
}
