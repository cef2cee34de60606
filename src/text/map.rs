//! The way from a text back to the bytes that it was read from: through wrapped lines, entities, escapes, charsets.

use super::span::{FileSpan, Span};

/// Where each range of a text stands in what it was read from: for a reader's text the file's decoded text, for an
/// article's text the file on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    // Invariant: sorted by `at`, none empty; step i covers at_i .. at_{i+1}, the last one up to `len`.
    steps: Vec<Step>,
    len: u32,
}

/// A run of the text that stands in the file in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    /// Where it begins in the text.
    at: u32,
    /// Where it begins in the file.
    file: u32,
    /// How many bytes it covers in the file; none for what has no counterpart there.
    len: u32,
    /// How many bytes of the file each byte of the text takes; 0 where any position in it means the whole.
    scale: u32,
}

impl OffsetMap {
    /// How many bytes of the text are mapped so far: where the next run will begin.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether nothing is mapped.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a run of `len` bytes that is in the file byte for byte from `file` on.
    pub fn push_same(&mut self, len: usize, file: usize) {
        self.push_scaled(len, file, 1);
    }

    /// Adds a run of which every byte takes `scale` bytes in the file: ASCII letters in UTF-16 take two.
    pub fn push_scaled(&mut self, len: usize, file: usize, scale: u32) {
        let (file, length) = (to_u32(file), to_u32(len).saturating_mul(scale));
        // One step for what goes on where the last one ends.
        match self.steps.last_mut() {
            Some(last) if last.scale == scale && scale > 0 && last.file + last.len == file => {
                last.len += length;
                self.len = self.len.saturating_add(to_u32(len));
            }
            _ => self.step(len, file, length, scale),
        }
    }

    /// Adds a run that stands for a range of the file and is not the same bytes: `ä` for `&auml;`.
    pub fn push_whole(&mut self, len: usize, file: FileSpan) {
        self.step(len, to_u32(file.start()), to_u32(file.end() - file.start()), 0);
    }

    /// Adds a run that has no counterpart of its own: the space for a line end, a paragraph break.
    pub fn push_gap(&mut self, len: usize) {
        let file = self.steps.last().map_or(0, |step| step.file + step.len);
        self.step(len, file, 0, 0);
    }

    fn step(&mut self, len: usize, file: u32, length: u32, scale: u32) {
        if len > 0 {
            self.steps.push(Step { at: self.len, file, len: length, scale });
            self.len = self.len.saturating_add(to_u32(len));
        }
    }

    /// Where in the file a range of the text stands: from the first byte of its first character to the last of its
    /// last, with what lies between in the file.
    pub fn on_disk(&self, span: Span) -> FileSpan {
        if span.is_empty() {
            let at = self.file_start(span.start());
            return FileSpan::new(at, at);
        }
        FileSpan::new(self.file_start(span.start()), self.file_end(span.end()))
    }

    /// Which byte of the text a byte of the file has become: the first that stands for it or for what follows it.
    /// Only for maps that follow the file from its beginning to its end, as those of charsets do.
    pub fn from_disk(&self, byte: usize) -> usize {
        let next = self.steps.partition_point(|step| step.file as usize <= byte);
        let Some(index) = next.checked_sub(1) else { return 0 };
        let (step, end) = (&self.steps[index], self.end(index));
        let into = byte - step.file as usize;
        let at = match step.scale as usize {
            0 if into >= step.len as usize => end,
            0 => step.at as usize,
            scale => step.at as usize + into / scale,
        };
        at.min(end)
    }

    /// Adds the runs of another text that follows this one.
    pub fn append(&mut self, other: &Self) {
        for (index, step) in other.steps.iter().enumerate() {
            let len = other.end(index) - step.at as usize;
            match step.scale {
                0 => self.step(len, step.file, step.len, 0),
                scale => self.push_scaled(len, step.file as usize, scale),
            }
        }
    }

    /// The way on: this map leads into a text that `inner` maps further.
    pub fn through(&self, inner: &Self) -> Self {
        let mut all = Self::default();
        for (index, step) in self.steps.iter().enumerate() {
            let len = self.end(index) - step.at as usize;
            let range = Span::new(step.file as usize, step.file as usize + step.len as usize);
            match step.scale {
                1 => inner.copy(range, &mut all),
                _ if step.len == 0 => {
                    let file = inner.on_disk(Span::new(range.start(), range.start()));
                    all.push_whole(len, file);
                }
                _ => all.push_whole(len, inner.on_disk(range)),
            }
        }
        all
    }

    /// Adds the steps of a range of this map's text to another map.
    fn copy(&self, range: Span, to: &mut Self) {
        let first = self.steps.partition_point(|step| (step.at as usize) <= range.start()).saturating_sub(1);
        let mut at = range.start();
        for index in first..self.steps.len() {
            if at >= range.end() {
                return;
            }
            let step = &self.steps[index];
            let end = self.end(index).min(range.end());
            let into = at - (step.at as usize).min(at);
            match step.scale {
                0 => to
                    .push_whole(end - at, FileSpan::new(step.file as usize, (step.file + step.len) as usize)),
                scale => to.push_scaled(end - at, step.file as usize + into * scale as usize, scale),
            }
            at = end;
        }
        // What the inner map does not have stands at its end.
        to.push_gap(range.end().saturating_sub(at));
    }

    /// Gives back memory that was kept for further steps.
    pub fn shrink(&mut self) {
        self.steps.shrink_to_fit();
    }

    fn end(&self, index: usize) -> usize {
        self.steps.get(index + 1).map_or(self.len, |next| next.at) as usize
    }

    fn step_at(&self, at: usize) -> Option<&Step> {
        let next = self.steps.partition_point(|step| step.at as usize <= at);
        next.checked_sub(1).map(|index| &self.steps[index])
    }

    fn file_start(&self, at: usize) -> usize {
        self.step_at(at).map_or(0, |step| {
            let into = (at - step.at as usize) * step.scale as usize;
            step.file as usize + into.min(step.len as usize)
        })
    }

    fn file_end(&self, end: usize) -> usize {
        self.step_at(end.saturating_sub(1)).map_or(0, |step| {
            let into = match step.scale as usize {
                0 => step.len as usize,
                scale => (end - step.at as usize) * scale,
            };
            step.file as usize + into.min(step.len as usize)
        })
    }
}

fn to_u32(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(map: &OffsetMap, text: (usize, usize), file: (usize, usize)) {
        let found = map.on_disk(Span::new(text.0, text.1));
        assert_eq!((found.start(), found.end()), file, "{map:?}");
    }

    /// `Er fährt` in `<p>Er f&auml;hrt`.
    fn entity() -> OffsetMap {
        let mut map = OffsetMap::default();
        map.push_same(4, 3);
        map.push_whole(2, FileSpan::new(7, 13));
        map.push_same(3, 13);
        map
    }

    #[test]
    fn entities_are_covered_whole() {
        let map = entity();
        check(&map, (0, 2), (3, 5));
        check(&map, (3, 9), (6, 16));
        check(&map, (4, 6), (7, 13));
        check(&map, (9, 9), (16, 16));
    }

    #[test]
    fn maps_follow_one_another() {
        // The same file in UTF-16 with a byte order mark.
        let mut wide = OffsetMap::default();
        wide.push_scaled(16, 2, 2);
        let map = entity().through(&wide);
        check(&map, (0, 2), (8, 12));
        check(&map, (3, 9), (14, 34));
        check(&map, (4, 6), (16, 28));
    }

    #[test]
    fn bytes_of_the_file_lead_back() {
        let map = entity();
        for (byte, text) in [(3, 0), (5, 2), (7, 4), (9, 4), (13, 6), (16, 9), (99, 9)] {
            assert_eq!(map.from_disk(byte), text, "{byte}");
        }
    }
}
