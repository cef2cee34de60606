//! Units of time and seasons.

/// Units of time that count and measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// The unit by its name in rule files.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "night" => Self::Night,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "month" => Self::Month,
            "season" => Self::Season,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "millennium" => Self::Millennium,
            _ => return None,
        })
    }

    /// The letters of a TIMEX3 duration, and whether they stand behind the `T`.
    pub(super) fn letters(self) -> (&'static str, bool) {
        match self {
            Self::Second => ("S", true),
            Self::Minute => ("M", true),
            Self::Hour => ("H", true),
            Self::Day => ("D", false),
            Self::Night => ("NI", true),
            Self::Weekend => ("WE", false),
            Self::Week => ("W", false),
            Self::Month => ("M", false),
            Self::Season => ("SE", false),
            Self::Quarter => ("Q", false),
            Self::Half => ("H", false),
            Self::Year => ("Y", false),
            Self::Decade => ("DE", false),
            Self::Century => ("CE", false),
            Self::Millennium => ("L", false),
        }
    }

    /// Its length in seconds; a mean for months and years.
    pub(super) fn seconds(self) -> f64 {
        const DAY: f64 = 86_400.0;
        const YEAR: f64 = 365.2425 * DAY;
        match self {
            Self::Second => 1.0,
            Self::Minute => 60.0,
            Self::Hour => 3600.0,
            Self::Day => DAY,
            Self::Night => 9.0 * 3600.0,
            Self::Weekend => 2.0 * DAY,
            Self::Week => 7.0 * DAY,
            Self::Month => YEAR / 12.0,
            Self::Season | Self::Quarter => YEAR / 4.0,
            Self::Half => YEAR / 2.0,
            Self::Year => YEAR,
            Self::Decade => 10.0 * YEAR,
            Self::Century => 100.0 * YEAR,
            Self::Millennium => 1000.0 * YEAR,
        }
    }
}

/// The seasons, with the letters of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The season by its name in rule files.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "spring" => Self::Spring,
            "summer" => Self::Summer,
            "autumn" => Self::Autumn,
            "winter" => Self::Winter,
            _ => return None,
        })
    }

    /// Its letters in TIMEX3.
    pub(super) fn letters(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// Its first month: the meteorological season, which is what news means.
    pub(super) fn first_month(self) -> u32 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}
