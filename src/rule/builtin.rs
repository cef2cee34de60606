//! The rule files that are part of the binary. A test holds this list against the folder `rules/`.

/// Every built-in text file: its path below `rules/` and its content.
macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../rules/", $path)))),*]
    };
}

/// Path below `rules/` and content, one per line so that parallel changes do not collide.
pub const TEXT: &[(&str, &str)] = embed![
    "concepts/opposites.txt",
    "de/concepts.txt",
    "de/entity.toml",
    "de/event.toml",
    "de/language.toml",
    "de/layout.toml",
    "de/light-verbs.txt",
    "de/offices.toml",
    "de/quantity.toml",
    "de/sentence.toml",
    "de/stopwords.txt",
    "de/time.toml",
    "de/token.toml",
    "en/concepts.txt",
    "en/entity.toml",
    "en/event.toml",
    "en/language.toml",
    "en/layout.toml",
    "en/light-verbs.txt",
    "en/offices.toml",
    "en/quantity.toml",
    "en/sentence.toml",
    "en/stopwords.txt",
    "en/token.toml",
    "entities/cities.txt",
    "entities/given-names.txt",
    "entities/organisations.txt",
    "entities/persons.txt",
    "entities/regions.txt",
    "entities/states.txt",
    "entities/transliteration.toml",
    "findings/agent.toml",
    "findings/calendar.toml",
    "findings/cause.toml",
    "findings/citation.toml",
    "findings/date.toml",
    "findings/headline.toml",
    "findings/identity.toml",
    "findings/internal.toml",
    "findings/messages.de.toml",
    "findings/messages.en.toml",
    "findings/negation.toml",
    "findings/order.toml",
    "findings/participant.toml",
    "findings/place.toml",
    "findings/quantity.toml",
    "findings/quote.toml",
    "findings/role.toml",
    "findings/speaker.toml",
    "findings/stance.toml",
    "findings/status.toml",
    "findings/time.toml",
    "frames/business.toml",
    "frames/crime.toml",
    "frames/culture.toml",
    "frames/diplomacy.toml",
    "frames/disaster.toml",
    "frames/health.toml",
    "frames/justice.toml",
    "frames/labour.toml",
    "frames/people.toml",
    "frames/politics.toml",
    "frames/science.toml",
    "frames/sport.toml",
    "frames/stance.toml",
    "frames/transport.toml",
];

/// Trained models: path below `rules/` and content.
pub const BINARY: &[(&str, &[u8])] = &[
    ("de/pos.bin", include_bytes!("../../rules/de/pos.bin")),
    ("en/pos.bin", include_bytes!("../../rules/en/pos.bin")),
];
