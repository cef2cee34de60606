//! How sure something is, in hundredths: whole numbers, so that the same articles give the same report on every machine.

/// How sure a finding is, from 0 (a guess) to 1 (never wrong so far).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// The confidence of a share, in whole hundredths; none outside of 0 to 1.
    pub fn new(share: f64) -> Option<Self> {
        if !(0.0..=1.0).contains(&share) {
            return None;
        }
        let hundredths = (share * 100.0).round();
        (0..=100).find(|whole| f64::from(*whole) >= hundredths).map(Self)
    }

    /// As a share, from 0 to 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// In hundredths, from 0 to 100.
    pub fn hundredths(self) -> u8 {
        self.0
    }
}

impl std::str::FromStr for Confidence {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let share = text.trim().parse().ok().and_then(Self::new);
        share.ok_or_else(|| Self::EXPECTED.to_owned())
    }
}

impl Confidence {
    /// What is to be written, for those who wrote something else.
    pub const EXPECTED: &str = "write a number from 0 (everything) to 1, such as 0.8";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_in_hundredths() {
        assert_eq!(Confidence::new(0.805).map(Confidence::hundredths), Some(81));
        assert_eq!(Confidence::new(1.0).map(Confidence::share), Some(1.0));
        assert_eq!("0.8".parse(), Ok(Confidence(80)));
        for wrong in ["", "a lot", "-0.1", "1.01", "80", "NaN", "inf"] {
            assert!(wrong.parse::<Confidence>().is_err(), "{wrong}");
        }
    }
}
