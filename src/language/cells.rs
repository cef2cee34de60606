//! Agreement: which combinations of case, gender and number a form can stand for. Determiner, adjective and noun of one
//! phrase each allow a set of combinations; the phrase has what all of them allow.

use super::morph::{Case, Cases, Gender, Genders, Number, Numbers};

/// A set of cells: four cases by masculine, feminine, neuter (singular) and plural.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells(u16);

const CASES: [(&str, Case); 4] =
    [("nom", Case::Nominative), ("acc", Case::Accusative), ("dat", Case::Dative), ("gen", Case::Genitive)];
/// Bits of one case: masculine, feminine, neuter, plural.
const COLUMNS: [(char, u16); 4] = [('m', 1), ('f', 2), ('n', 4), ('p', 8)];

impl Cells {
    /// Nothing fits.
    pub const NONE: Self = Self(0);
    /// Everything fits.
    pub const ALL: Self = Self(0xFFFF);
    /// Every case of the plural.
    pub const PLURAL: Self = Self(0x8888);
    /// Every case and gender of the singular.
    pub const SINGULAR: Self = Self(0x7777);
    /// Every gender and number of the nominative.
    pub const NOMINATIVE: Self = Self(0x000F);
    /// Of the accusative.
    pub const ACCUSATIVE: Self = Self(0x00F0);
    /// Of the dative.
    pub const DATIVE: Self = Self(0x0F00);
    /// Of the genitive.
    pub const GENITIVE: Self = Self(0xF000);

    /// Reads one item of a rule file: `nom.m`, `dat.mfnp`, `*`.
    pub fn parse(item: &str) -> Option<Self> {
        if item == "*" {
            return Some(Self::ALL);
        }
        let (case, columns) = item.split_once('.')?;
        let row = CASES.iter().position(|(name, _)| *name == case)?;
        let mut bits = 0;
        for column in columns.chars() {
            bits |= COLUMNS.iter().find(|(name, _)| *name == column)?.1;
        }
        Some(Self(bits << (4 * row)))
    }

    /// Every case of a gender, or of the plural: the letters of `columns` as in [`Cells::parse`].
    pub fn columns(columns: &str) -> Self {
        let bits: u16 = COLUMNS.iter().filter(|(name, _)| columns.contains(*name)).map(|(_, bit)| bit).sum();
        Self(bits * 0x1111)
    }

    /// What both allow.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What either allows.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is allowed here and not there.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// What both allow, or `self` where they have nothing in common: a contradiction is an error of one of the two
    /// witnesses, and what is known already is kept.
    #[must_use]
    pub const fn agree(self, other: Self) -> Self {
        let both = self.and(other);
        if both.is_empty() { self } else { both }
    }

    /// Whether nothing fits.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the two have a cell in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether everything allowed lies in the other set.
    pub const fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// The cases, for the model.
    pub fn cases(self) -> Cases {
        let mut cases = Cases::NONE;
        for (row, (_, case)) in CASES.iter().enumerate() {
            if self.0 & (0xF << (4 * row)) != 0 {
                cases = cases.or(Cases::only(*case));
            }
        }
        cases
    }

    /// The genders of the singular cells, for the model.
    pub fn genders(self) -> Genders {
        let columns = self.folded();
        let mut genders = Genders::NONE;
        for (bit, gender) in [(1, Gender::Masculine), (2, Gender::Feminine), (4, Gender::Neuter)] {
            if columns & bit != 0 {
                genders = genders.or(Genders::only(gender));
            }
        }
        genders
    }

    /// The numbers, for the model.
    pub fn numbers(self) -> Numbers {
        let columns = self.folded();
        let singular = if columns & 7 != 0 { Numbers::only(Number::Singular) } else { Numbers::NONE };
        if columns & 8 != 0 { singular.or(Numbers::only(Number::Plural)) } else { singular }
    }

    /// The columns that any case allows.
    const fn folded(self) -> u16 {
        (self.0 | self.0 >> 4 | self.0 >> 8 | self.0 >> 12) & 0xF
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(items: &str) -> Cells {
        items.split(' ').fold(Cells::NONE, |set, item| set.or(Cells::parse(item).unwrap_or_default()))
    }

    #[test]
    fn a_phrase_has_what_its_words_agree_on() {
        let article = cells("nom.m dat.f gen.f gen.p");
        let noun = cells("nom.m acc.m dat.m nom.p acc.p gen.p");
        let both = article.and(noun);
        assert_eq!(both, cells("nom.m gen.p"));
        assert_eq!(both.numbers(), Numbers::ALL);
        assert_eq!(both.cases(), Cases::only(Case::Nominative).or(Cases::only(Case::Genitive)));
    }

    #[test]
    fn a_contradiction_keeps_what_was_known() {
        assert_eq!(cells("nom.m").agree(cells("dat.f")), cells("nom.m"));
    }

    #[test]
    fn unknown_cells_are_refused() {
        assert_eq!(Cells::parse("nom"), None);
        assert_eq!(Cells::parse("nom.x"), None);
        assert_eq!(Cells::parse("loc.m"), None);
    }
}
