//! Where an article stands among the versions of itself.

use crate::text::{Status, Told};

/// What format and text say about versions of an article: a wire's `urn` and `version`, a feed's `guid`, a note to
/// editors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// The name under which its versions are one article (`urn:newsml:example.org:2025:abc`).
    pub urn: Option<String>,
    /// Which of them it is, counted up.
    pub version: Option<u32>,
    /// Whether it may be used.
    pub status: Status,
}

impl Edition {
    /// What a file's format says.
    pub(super) fn told(told: &Told) -> Self {
        Self {
            urn: told.urn.clone(),
            version: told.version.as_deref().and_then(counted),
            status: told.status.unwrap_or_default(),
        }
    }

    /// The same, with what another witness tells where this one is silent; the graver status holds.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            urn: self.urn.or(other.urn),
            version: self.version.or(other.version),
            status: self.status.max(other.status),
        }
    }
}

/// The number of a version: `3`, `3.0`, `v3`.
pub(super) fn counted(text: &str) -> Option<u32> {
    let digits = text.trim().trim_start_matches(['v', 'V']);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_graver_status_holds() {
        let wire = Edition { urn: Some("urn:a".to_owned()), version: Some(2), status: Status::Usable };
        let note = Edition { urn: None, version: Some(9), status: Status::Correction };
        let both = wire.with(note);
        assert_eq!((both.urn.as_deref(), both.version), (Some("urn:a"), Some(2)));
        assert_eq!(both.status, Status::Correction);
    }

    #[test]
    fn versions_are_numbers() {
        for (text, version) in [("3", Some(3)), (" v12 ", Some(12)), ("2.0", Some(2)), ("neu", None)] {
            assert_eq!(counted(text), version, "{text}");
        }
    }
}
