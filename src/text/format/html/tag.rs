//! What the elements of a page are for.

/// The elements that make a difference here; every other one is a stretch of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// `h1`
    Heading1,
    /// `h2` to `h6`
    Heading,
    Paragraph,
    Item,
    /// `td`, `th`
    Cell,
    Row,
    Article,
    Main,
    /// `header`, which holds an article's headline as well as a site's.
    Header,
    /// `nav`, `aside`, `footer`, `form` and the like: never an article's text.
    Aside,
    /// `figcaption`
    Caption,
    /// `figure`
    Figure,
    Link,
    /// `br`
    Break,
    /// `hr`, `img` and the like: nothing can be in them.
    Void,
    /// `div`, `section`, `ul`, `blockquote`, …
    Block,
    /// `script`, `style` and the like: what is in them is no text.
    Raw,
    Script,
    Title,
    Meta,
    Time,
    /// `b`, `em`, `span`, …
    Inline,
}

impl Tag {
    /// The tag of a name in lower case.
    pub fn of(name: &str) -> Self {
        match name {
            "h1" => Self::Heading1,
            "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "p" => Self::Paragraph,
            "li" | "dt" | "dd" | "option" => Self::Item,
            "td" | "th" => Self::Cell,
            "tr" => Self::Row,
            "article" => Self::Article,
            "main" => Self::Main,
            "header" => Self::Header,
            "nav" | "aside" | "footer" | "form" | "button" | "select" | "dialog" | "menu" | "label"
            | "fieldset" | "svg" | "math" | "object" | "audio" | "video" | "canvas" | "map" => Self::Aside,
            "figcaption" => Self::Caption,
            "figure" => Self::Figure,
            "a" => Self::Link,
            "br" => Self::Break,
            "hr" | "img" | "input" | "link" | "base" | "area" | "col" | "embed" | "param" | "source"
            | "track" | "wbr" => Self::Void,
            "meta" => Self::Meta,
            "style" | "noscript" | "template" | "iframe" | "noframes" | "noembed" | "textarea" | "xmp" => {
                Self::Raw
            }
            "script" => Self::Script,
            "title" => Self::Title,
            "time" => Self::Time,
            "html" | "head" | "body" | "div" | "section" | "ul" | "ol" | "dl" | "blockquote" | "pre"
            | "address" | "center" | "table" | "tbody" | "thead" | "tfoot" | "caption" | "details"
            | "summary" | "hgroup" => Self::Block,
            // Elements of a site's own are built as its blocks are.
            name if name.contains('-') => Self::Block,
            _ => Self::Inline,
        }
    }

    /// Whether the words before it and in it do not stand in one block.
    pub fn breaks(self) -> bool {
        match self {
            Self::Link | Self::Inline | Self::Time | Self::Void | Self::Meta => false,
            Self::Heading1
            | Self::Heading
            | Self::Paragraph
            | Self::Item
            | Self::Cell
            | Self::Row
            | Self::Article
            | Self::Main
            | Self::Header
            | Self::Aside
            | Self::Caption
            | Self::Figure
            | Self::Break
            | Self::Block
            | Self::Raw
            | Self::Script
            | Self::Title => true,
        }
    }

    /// Whether nothing can stand in it, so that it needs no end.
    pub fn is_void(self) -> bool {
        matches!(self, Self::Break | Self::Void | Self::Meta)
    }

    /// Whether what stands in it is not read as markup.
    pub fn is_raw(self) -> bool {
        matches!(self, Self::Raw | Self::Script | Self::Title)
    }

    /// Whether its beginning ends an open element of the other kind, as `<p>` ends a paragraph without `</p>`.
    pub fn ends(self, open: Self) -> bool {
        match open {
            Self::Paragraph => self.breaks() && self != Self::Break,
            Self::Item => self == Self::Item,
            Self::Cell => matches!(self, Self::Cell | Self::Row),
            Self::Row => self == Self::Row,
            _ => false,
        }
    }
}
