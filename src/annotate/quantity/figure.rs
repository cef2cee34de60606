//! Figures: what a run of digits and marks is worth in one language's notation, and how wide a rounded number is.

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    /// What it is worth.
    pub value: f64,
    /// The value of one in its last written place (`2,3` has 0.1, `400` has 1).
    pub place: f64,
    /// Whether it has marks between groups of thousands or a decimal mark.
    pub marked: bool,
}

/// Reads digits with marks. `None` for what is no number in this notation: dates, versions, telephone numbers.
pub(super) fn read(words: &str, decimal: char, groups: &[char]) -> Option<Figure> {
    let mut value = 0.0;
    let mut place = 1.0;
    let mut run = 0;
    let mut marks = 0;
    let mut after_decimal = false;
    for c in words.chars() {
        if let Some(digit) = c.to_digit(10) {
            run += 1;
            if after_decimal {
                place /= 10.0;
                value += f64::from(digit) * place;
            } else {
                value = value * 10.0 + f64::from(digit);
            }
            continue;
        }
        marks += 1;
        // The groups are of three digits, but for the first; nothing comes after the decimals.
        if after_decimal || (marks > 1 && run != 3) || run > 3 && c != decimal {
            return None;
        }
        if c == decimal {
            after_decimal = true;
        } else if !groups.contains(&c) {
            return None;
        }
        run = 0;
    }
    let leading_zero = words.len() > 1 && words.starts_with('0') && !words[1..].starts_with(decimal);
    let bad_group = marks > 0 && !after_decimal && run != 3;
    if leading_zero || bad_group || words.len() > 24 {
        return None;
    }
    // Sums of tenths are a little off; the nearest number with that many places is meant.
    let value = if after_decimal { (value / place).round() * place } else { value };
    Some(Figure { value: tidy(value), place, marked: marks > 0 })
}

/// The value of one in the last place that is not zero: 100 for 400, 10 for 180; 50 for 350, which is as round.
pub(super) fn grain(value: f64, place: f64) -> f64 {
    let mut grain = place;
    let mut count = (value / place).round();
    if !count.is_finite() || count < 1.0 {
        return place;
    }
    while count % 10.0 == 0.0 {
        count /= 10.0;
        grain *= 10.0;
    }
    if count % 5.0 == 0.0 { grain * 5.0 } else { grain }
}

/// Removes the dust of binary fractions (`18.400000000000002`).
pub(super) fn tidy(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let scale = 10f64.powi(12 - value.abs().log10().ceil() as i32);
    if scale.is_finite() && scale > 0.0 { (value * scale).round() / scale } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german(words: &str) -> Option<f64> {
        read(words, ',', &['.', '\'', ' ']).map(|figure| figure.value)
    }

    fn english(words: &str) -> Option<f64> {
        read(words, '.', &[',']).map(|figure| figure.value)
    }

    #[test]
    fn marks_mean_what_they_mean_in_their_language() {
        assert_eq!(german("1.234,5"), Some(1234.5));
        assert_eq!(german("14.380"), Some(14380.0));
        assert_eq!(german("1'250'000"), Some(1_250_000.0));
        assert_eq!(german("23,50"), Some(23.5));
        assert_eq!(german("0,7"), Some(0.7));
        assert_eq!(english("5,180"), Some(5180.0));
        assert_eq!(english("2.3"), Some(2.3));
        assert_eq!(english("1,234.5"), Some(1234.5));
    }

    #[test]
    fn dates_and_telephone_numbers_are_no_figures() {
        assert_eq!(german("13.10.2024"), None);
        assert_eq!(german("18.30"), None);
        assert_eq!(german("0561"), None);
        assert_eq!(german("1.2.3"), None);
        assert_eq!(english("10.5.2"), None);
    }

    #[test]
    fn the_grain_tells_how_round_a_number_is() {
        assert_eq!(grain(400.0, 1.0), 100.0);
        assert_eq!(grain(180.0, 1.0), 10.0);
        assert_eq!(grain(350.0, 1.0), 50.0);
        assert_eq!(grain(413e6, 1e6), 1e6);
        assert!((grain(1.2e9, 1e8) - 1e8).abs() < 1.0);
        assert_eq!(grain(0.0, 1.0), 1.0);
    }
}
