//! The classes of words that rule files and patterns name.

/// Classes of words that patterns name. Every class but the last few fills the slot of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Class {
    /// Number words, in hundredths; [`super::slots::VAGUE`] for `einige`, `several`.
    Number,
    /// What is added to the number that follows (`twenty-four`), in hundredths.
    Plus,
    /// `dritte`; [`super::slots::LAST_ORDINAL`] for `letzte`.
    Ordinal,
    Month,
    Weekday,
    /// Parts of the day, by their index in the rule file.
    Part,
    Season,
    Unit,
    Shift,
    Edge,
    /// `gestern`: days from today.
    DayOffset,
    /// By their index in the rule file.
    Holiday,
    Reference,
    Approx,
    Era,
    Meridian,
    /// Minutes from UTC.
    Zone,
    /// `zwanziger`: 20.
    Decade,
    /// Makes it a set (`jeden`, `every`).
    Every,
    /// Days, months … before (-1) or after (1) something.
    Direction,
    /// Minutes added to the hour (`halb zwölf`: -30).
    Minutes,
    /// A whole clock time in minutes after midnight (`Mitternacht`).
    Clock,
    /// The night that ends on the day named.
    NightBefore,
    /// How near to a clock time, by index: see [`super::slots::Near`].
    Near,
    /// Adjectives that give an age as well as a length (`vierjährig`).
    Aged,
    /// No slot: nouns that last, so that such an adjective before them is a length.
    Lasts,
    /// Hours in words, as clock times use them.
    HourWord,
    /// A unit's plural without a number (`Jahren`).
    Plural,
    /// A unit that lasts (`tagelang`).
    Lasting,
    /// A unit that comes back (`täglich`).
    Frequency,
    /// A weekday that comes back (`montags`).
    Weekly,
    /// A part of the day that comes back (`nachts`).
    Daily,
    /// No slot: articles.
    Determiner,
    /// No slot: prepositions that say where an event lies relative to the time.
    Bound,
    /// No slot: verbs and adverbs that tell past from future.
    Cue,
    /// No slot: nouns that a bare number before them counts.
    Counted,
    /// No slot: what may stand after a clock time in words.
    After,
    /// No slot: what stands before a year without a month.
    BeforeYear,
}

impl Class {
    /// The class by its name in rule files.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "number" => Self::Number,
            "plus" => Self::Plus,
            "ordinal" => Self::Ordinal,
            "month" => Self::Month,
            "weekday" => Self::Weekday,
            "part" => Self::Part,
            "season" => Self::Season,
            "unit" => Self::Unit,
            "shift" => Self::Shift,
            "edge" => Self::Edge,
            "day-offset" => Self::DayOffset,
            "holiday" => Self::Holiday,
            "reference" => Self::Reference,
            "approx" => Self::Approx,
            "era" => Self::Era,
            "meridian" => Self::Meridian,
            "zone" => Self::Zone,
            "decade" => Self::Decade,
            "every" => Self::Every,
            "direction" => Self::Direction,
            "minutes" => Self::Minutes,
            "clock" => Self::Clock,
            "night-before" => Self::NightBefore,
            "near" => Self::Near,
            "hour-word" => Self::HourWord,
            "aged" => Self::Aged,
            "lasts" => Self::Lasts,
            "plural" => Self::Plural,
            "lasting" => Self::Lasting,
            "frequency" => Self::Frequency,
            "weekly" => Self::Weekly,
            "daily" => Self::Daily,
            "determiner" => Self::Determiner,
            "bound" => Self::Bound,
            "cue" => Self::Cue,
            "counted" => Self::Counted,
            "after" => Self::After,
            "before-year" => Self::BeforeYear,
            _ => return None,
        })
    }
}

/// Named values of the classes that have some; their place in the list is their value.
pub(super) const SHIFTS: [&str; 6] = ["last", "this", "next", "same", "following", "previous"];
pub(super) const EDGES: [&str; 6] = ["begin", "middle", "end", "first-half", "second-half", "course"];
pub(super) const REFERENCES: [&str; 5] = ["past", "present", "future", "later", "earlier"];
pub(super) const APPROXIMATIONS: [&str; 8] =
    ["about", "more", "least", "less", "most", "nearly", "good", "exact"];
pub(super) const BOUNDS: [&str; 11] =
    ["at", "before", "after", "from", "until", "for", "within", "about", "ago", "around", "range"];
pub(super) const CUES: [&str; 3] = ["past", "future", "present"];
pub(super) const NEARS: [&str; 3] = ["before", "after", "about"];
