//! Plain text and Markdown: the document stage reads the file as it is.

use super::Content;

pub(super) fn read() -> Content {
    Content::Whole
}
