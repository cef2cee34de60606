//! Where an article stands among the versions of itself, as its sender tells.

/// What a sender says about versions of an article: a wire's `urn` and `version`, a feed's `guid`, a note to editors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// What all versions of the article share (`urn:newsml:example.org:2025:abc`); none where nobody tells.
    pub story: Option<String>,
    /// Which version it is, counted up; none where nobody tells.
    pub number: Option<u32>,
    /// Whether it may be used.
    pub standing: Standing,
}

/// Whether an article may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It may.
    #[default]
    Usable,
    /// It may, and it puts an earlier version right.
    Corrected,
    /// It has been withdrawn: nobody stands by it any more.
    Withdrawn,
}

impl Standing {
    /// Reads the word that agencies give the state of an article: NewsML-G2's `stat:canceled`, ninjs's `pubstatus`,
    /// NITF's `management-status`. None for states that say nothing of it (`usable`, `withheld`).
    pub fn from_status(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        match word.rsplit(':').next().unwrap_or("") {
            "canceled" | "cancelled" | "killed" | "withdrawn" | "deleted" => Some(Self::Withdrawn),
            "corrected" => Some(Self::Corrected),
            _ => None,
        }
    }
}

impl Edition {
    /// The same, with what another witness tells where this one is silent; the graver standing holds.
    pub fn with(self, other: Self) -> Self {
        Self {
            story: self.story.or(other.story),
            number: self.number.or(other.number),
            standing: self.standing.max(other.standing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_state_are_read() {
        for (word, expected) in [
            ("usable", None),
            ("withheld", None),
            ("stat:usable", None),
            ("canceled", Some(Standing::Withdrawn)),
            ("stat:canceled", Some(Standing::Withdrawn)),
            (" Cancelled ", Some(Standing::Withdrawn)),
            ("killed", Some(Standing::Withdrawn)),
        ] {
            assert_eq!(Standing::from_status(word), expected, "{word}");
        }
    }

    #[test]
    fn the_graver_standing_holds() {
        let wire = Edition { story: Some("urn:a".to_owned()), number: Some(2), standing: Standing::Usable };
        let note = Edition { story: None, number: Some(9), standing: Standing::Corrected };
        let both = wire.with(note);
        assert_eq!((both.story.as_deref(), both.number), (Some("urn:a"), Some(2)));
        assert_eq!(both.standing, Standing::Corrected);
    }
}
