//! What holds of every article that a reader gives, whatever the file was. The fuzz targets hold the readers to the same.

use factlint::text::{Source, Span};

/// Every character's place lies in the file, and where the file is UTF-8, on its characters' borders.
///
/// # Panics
/// When it is not so.
pub fn hold(article: &Source) {
    let whole = article.file_text();
    let is_utf8 = article.charset() == "UTF-8" && whole.len() == article.file_bytes();
    for (at, c) in article.text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        let Some(map) = article.map() else { continue };
        let place = map.on_disk(span);
        assert!(place.end() <= article.file_bytes(), "`{c}` at {at} stands behind the file's end: {place:?}");
        if is_utf8 {
            let words = whole.get(place.start()..place.end());
            assert!(words.is_some(), "`{c}` at {at} cuts a character of the file: {place:?}");
        }
        let decoded = (article.decoded(place.start()), article.decoded(place.end()));
        assert!(whole.get(decoded.0..decoded.1).is_some(), "`{c}` at {at} leads to {decoded:?}");
    }
    for (span, mark) in &article.marks {
        assert!(article.text.get(span.start()..span.end()).is_some(), "{mark:?} at {span:?} cuts the text");
    }
}
