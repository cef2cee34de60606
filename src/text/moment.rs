//! Days and moments as programs write them.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

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
    // `+0100`, without its colon.
    if let Ok(moment) = DateTime::parse_from_str(&local, "%Y-%m-%dT%H:%M:%S%.f%z") {
        return Some(moment.naive_local());
    }
    let local = local.trim_end_matches(['Z', 'z']);
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(local, format).ok())
}

/// Reads a moment as a site's or an agency's software writes it. Where that is in universal time (`Z`), an article in
/// German still speaks of days and hours in Central Europe.
pub fn moment_in(text: &str, language: Option<&str>) -> Option<NaiveDateTime> {
    let found = moment(text)?;
    let text = text.trim();
    let universal = text.len() > 10 && ["Z", "z", "+00:00", "+0000"].iter().any(|end| text.ends_with(end));
    let is_german =
        language.is_some_and(|code| code.get(..2).is_some_and(|code| code.eq_ignore_ascii_case("de")));
    if !universal || !is_german {
        return Some(found);
    }
    let hours = if is_summer(found) { 2 } else { 1 };
    found.checked_add_signed(TimeDelta::hours(hours))
}

/// Whether a moment of universal time lies in Central Europe's summer time: from the last Sunday of March to that of
/// October, both at one o'clock (Directive 2000/84/EC).
fn is_summer(moment: NaiveDateTime) -> bool {
    let change = |month: u32| {
        let last = NaiveDate::from_ymd_opt(moment.year(), month, 31)?;
        let sunday = last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))?;
        sunday.and_hms_opt(1, 0, 0)
    };
    matches!((change(3), change(10)), (Some(from), Some(to)) if (from..to).contains(&moment))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(moment: Option<NaiveDateTime>) -> Option<String> {
        moment.map(|moment| moment.format("%Y-%m-%dT%H:%M:%S").to_string())
    }

    #[test]
    fn moments_are_read_with_and_without_time() {
        for (text, expected) in [
            ("2025-02-12", "2025-02-12T00:00:00"),
            ("2025-02-12T18:27", "2025-02-12T18:27:00"),
            ("2025-02-12 18:27:49", "2025-02-12T18:27:49"),
            ("2025-02-12T18:27:49Z", "2025-02-12T18:27:49"),
            ("2025-02-12T18:27:49+01:00", "2025-02-12T18:27:49"),
            ("2025-02-12T18:27:49.123+0100", "2025-02-12T18:27:49"),
        ] {
            assert_eq!(shown(moment(text)).as_deref(), Some(expected));
        }
        assert_eq!(moment("gestern"), None);
        assert_eq!(moment("2025-02-30"), None);
    }

    #[test]
    fn universal_time_is_the_articles_own_where_its_language_tells() {
        for (text, language, expected) in [
            ("2025-02-12T23:30:00Z", Some("de-DE"), "2025-02-13T00:30:00"),
            ("2025-07-12T23:30:00.000Z", Some("de"), "2025-07-13T01:30:00"),
            ("2025-03-30T00:59:00Z", Some("de"), "2025-03-30T01:59:00"),
            ("2025-03-30T01:00:00Z", Some("de"), "2025-03-30T03:00:00"),
            ("2025-10-26T01:00:00+00:00", Some("de"), "2025-10-26T02:00:00"),
            ("2025-02-12T23:30:00Z", Some("en"), "2025-02-12T23:30:00"),
            ("2025-02-12T23:30:00+01:00", Some("de"), "2025-02-12T23:30:00"),
            ("2025-02-12", Some("de"), "2025-02-12T00:00:00"),
        ] {
            assert_eq!(shown(moment_in(text, language)).as_deref(), Some(expected), "{text}");
        }
    }
}
