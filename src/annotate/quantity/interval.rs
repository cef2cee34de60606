//! How wide a number is: the interval that its bound, its rounding and its notation leave open.

use super::figure::grain;

/// How a word before the number bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// `rund`: a little more or less.
    About,
    /// `knapp`: a little less.
    Nearly,
    /// `gut`: a little more.
    Amply,
    /// `mindestens`
    AtLeast,
    /// `mehr als`
    More,
    /// `höchstens`, `bis zu`
    AtMost,
    /// `weniger als`
    Less,
}

// How far `rund` reaches, as parts of the number: to the next round number, but within these limits. The first keeps
// `rund 412` from being exact, the second `rund 1000` from reaching to 1500.
const ABOUT_LEAST: f64 = 0.05;
const ABOUT_MOST: f64 = 0.15;
// Small numbers are rounded to dozens and half-dozens: `etwa zwölf` may be 13.
const SMALL: f64 = 20.0;
const ABOUT_SMALL: f64 = 0.12;
// `knapp` and `gut` reach to the next round number, but no further than this.
const ONE_SIDED_MOST: f64 = 0.15;
// A figure with a multiplier (`38 Millionen`) is rounded to its last place, but not by more than this.
const MULTIPLIED_MOST: f64 = 0.05;

/// Least and most, the latter or both open.
pub(super) type Interval = (Option<f64>, Option<f64>);

/// Widens a plain figure by the rounding that its notation shows: `1,18 Milliarden` may be 1.183.400.000, and 31
/// percent may be 31.2. `place` is the value of one in the last written place.
pub(super) fn rounded(value: f64, place: f64, limit: bool) -> Interval {
    let half = if limit { (place / 2.0).min(value.abs() * MULTIPLIED_MOST) } else { place / 2.0 };
    (Some(value - half), Some(value + half))
}

/// The interval of a number under a bound.
pub(super) fn bounded(value: f64, place: f64, bound: Bound) -> Interval {
    let round = grain(value, place);
    let size = value.abs();
    let one_sided = round.min(size * ONE_SIDED_MOST);
    match bound {
        Bound::About => {
            let floor = if size <= SMALL { ABOUT_SMALL } else { ABOUT_LEAST };
            let half = (round / 2.0).clamp(size * floor, size * ABOUT_MOST);
            (Some(value - half), Some(value + half))
        }
        Bound::Nearly => (Some(value - one_sided), Some(value)),
        Bound::Amply => (Some(value), Some(value + one_sided)),
        Bound::AtLeast | Bound::More => (Some(value), None),
        Bound::AtMost | Bound::Less => (None, Some(value)),
    }
}

impl Bound {
    /// Whether the wording says that the figure itself is not exact.
    pub fn approximate(self) -> bool {
        match self {
            Self::About | Self::Nearly | Self::Amply => true,
            Self::AtLeast | Self::More | Self::AtMost | Self::Less => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn covers(bound: Bound, value: f64, place: f64, inside: &[f64], outside: &[f64]) {
        let (least, most) = bounded(value, place, bound);
        let has = |x: f64| least.is_none_or(|least| least <= x) && most.is_none_or(|most| x <= most);
        for x in inside {
            assert!(has(*x), "{x} should lie in {least:?} to {most:?}");
        }
        for x in outside {
            assert!(!has(*x), "{x} should not lie in {least:?} to {most:?}");
        }
    }

    #[test]
    fn rounding_reaches_as_far_as_writers_round() {
        covers(Bound::About, 400.0, 1.0, &[380.0, 412.0], &[330.0, 470.0]);
        covers(Bound::About, 180.0, 1.0, &[183.0, 175.0], &[150.0, 200.0]);
        covers(Bound::About, 40.0, 1.0, &[38.0, 44.0], &[30.0, 70.0]);
        covers(Bound::About, 4e6, 1e6, &[4.2e6], &[4e9, 3e6]);
        covers(Bound::About, 1000.0, 1.0, &[1100.0, 900.0], &[1400.0]);
        covers(Bound::About, 12.0, 1.0, &[11.0, 13.0], &[15.0]);
    }

    #[test]
    fn nearly_and_amply_look_one_way() {
        covers(Bound::Nearly, 1.2e9, 1e8, &[1.18e9, 1.2e9], &[1.22e9, 1.0e9]);
        covers(Bound::Nearly, 413e6, 1e6, &[412.6e6], &[408e6]);
        covers(Bound::Amply, 14000.0, 1.0, &[14380.0], &[13990.0, 15500.0]);
        covers(Bound::Amply, 7.0, 1.0, &[7.4], &[6.9, 8.2]);
    }

    #[test]
    fn bounds_are_open_on_one_side() {
        covers(Bound::More, 400.0, 1.0, &[412.0, 5000.0], &[399.0]);
        covers(Bound::AtMost, 4.0, 1.0, &[0.0, 4.0], &[5.0]);
    }
}
