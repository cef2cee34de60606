//! Days and moments as programs write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

/// Reads `2025-02-12`, `2025-02-12T18:27`, `2025-02-12 18:27:49` and the same with fractions of a second and an
/// offset, which is dropped: times are the article's own. A day alone is its midnight.
pub fn moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(day.and_time(NaiveTime::MIN));
    }
    let local = text.replacen(' ', "T", 1);
    if let Ok(moment) = DateTime::parse_from_rfc3339(&local) {
        return Some(moment.naive_local());
    }
    let local = local.trim_end_matches(['Z', 'z']);
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(local, format).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_with_and_without_time() {
        for (text, expected) in [
            ("2025-02-12", "2025-02-12T00:00:00"),
            ("2025-02-12T18:27", "2025-02-12T18:27:00"),
            ("2025-02-12 18:27:49", "2025-02-12T18:27:49"),
            ("2025-02-12T18:27:49Z", "2025-02-12T18:27:49"),
            ("2025-02-12T18:27:49+01:00", "2025-02-12T18:27:49"),
        ] {
            let read = moment(text).map(|moment| moment.format("%Y-%m-%dT%H:%M:%S").to_string());
            assert_eq!(read.as_deref(), Some(expected));
        }
        assert_eq!(moment("gestern"), None);
        assert_eq!(moment("2025-02-30"), None);
    }
}
