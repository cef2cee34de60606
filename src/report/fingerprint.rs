//! What a finding is remembered by: its rule and the words of its places, not where they stand.

/// A stable name for a finding, sixteen hexadecimal digits. Moved text keeps it, changed words do not; neither case,
/// punctuation, line ends nor the order of the places count.
pub fn fingerprint(rule: &str, texts: &[&str]) -> String {
    let mut texts: Vec<String> = texts.iter().map(|text| normal(text)).collect();
    texts.sort();
    let mut hash = Fnv::default();
    hash.write(rule);
    for text in &texts {
        hash.write("\u{0}");
        hash.write(text);
    }
    format!("{:016x}", hash.0)
}

/// Words in lower case with one space between. A word hyphenated at a line end is joined again.
fn normal(text: &str) -> String {
    let joined = text.replace("-\r\n", "").replace("-\n", "").replace('\u{ad}', "");
    let words = joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The hash of Fowler, Noll and Vo: written out because it must be the same on every machine and for all time,
/// which the standard library's does not promise.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn write(&mut self, text: &str) {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_is_for_all_time() {
        assert_eq!(fingerprint("status", &["Das Treffen fand statt", "abgesagt"]), "794b0511409897f4");
    }

    #[test]
    fn layout_and_order_do_not_count() {
        let plain = fingerprint("status", &["Das Ministerium sagte ab", "Es fand statt."]);
        assert_eq!(plain, fingerprint("status", &["es fand\nstatt", "Das Minis-\nterium sagte ab"]));
    }

    #[test]
    fn words_and_rule_count() {
        let plain = fingerprint("status", &["38 Verletzte", "40 Verletzte"]);
        assert_ne!(plain, fingerprint("quantity", &["38 Verletzte", "40 Verletzte"]));
        assert_ne!(plain, fingerprint("status", &["38 Verletzte", "41 Verletzte"]));
    }
}
