//! From a page's instructions to pieces of text with their places.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::Font;
use crate::text::Limits;

/// Drawings within drawings that are followed.
const DEEPEST: usize = 12;
/// Instructions per element that is allowed: a letter may take a few.
const INSTRUCTIONS: usize = 16;
/// A gap wider than this between two letters is a blank, in ems.
const BLANK: f64 = 0.17;
/// One wider than this sets two pieces apart.
const APART: f64 = 0.8;

/// Text on one line, as far as nothing stands between. Coordinates grow to the right and down.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub left: f64,
    pub right: f64,
    /// The line that its letters stand on.
    pub base: f64,
    /// The height of its letters.
    pub size: f64,
    pub text: String,
}

/// A matrix as PDF writes it: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const NONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one after the other.
    fn after(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [u, v, w, x, y, z]) = (self.0, other.0);
        Self([
            a * u + c * v,
            b * u + d * v,
            a * w + c * x,
            b * w + d * x,
            a * y + c * z + e,
            b * y + d * z + f,
        ])
    }
}

/// How text is drawn.
#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Reads the pages of one file.
pub(super) struct Reader<'l> {
    limits: &'l Limits,
    fonts: HashMap<(u32, i32), Rc<Font>>,
    instructions: usize,
    pieces: Vec<Piece>,
    number: usize,
    /// Letters that are known.
    pub known: usize,
    /// Signs of which nobody tells what they stand for.
    pub unknown: usize,
}

impl<'l> Reader<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            fonts: HashMap::new(),
            instructions: 0,
            pieces: Vec::new(),
            number: 0,
            known: 0,
            unknown: 0,
        }
    }

    /// The pieces of a page, in the order in which they are drawn.
    ///
    /// # Errors
    /// When the file has more of them than is allowed.
    pub(super) fn pieces(&mut self, page: &Page<'_>) -> Result<Vec<Piece>, String> {
        let state = State {
            page: Matrix(page.initial_transform(true).as_coeffs()),
            font: None,
            size: 1.0,
            spacing: 0.0,
            word: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        if let Some(content) = page.page_stream() {
            self.run(content, page.resources(), state, 0)?;
        }
        self.number += self.pieces.len();
        Ok(std::mem::take(&mut self.pieces))
    }

    fn count(&mut self) -> Result<(), String> {
        self.instructions += 1;
        let elements = self.limits.elements;
        if self.instructions > elements.saturating_mul(INSTRUCTIONS)
            || self.number + self.pieces.len() > elements
        {
            return Err(super::super::too_many_elements(self.limits));
        }
        Ok(())
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'_>,
        state: State,
        depth: usize,
    ) -> Result<(), String> {
        let mut state = state;
        let mut kept: Vec<State> = Vec::new();
        let (mut text, mut line) = (Matrix::NONE, Matrix::NONE);
        // Which of the open marks say that what they hold is no part of the text: heads and feet of the page.
        let mut marks: Vec<bool> = Vec::new();
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            self.count()?;
            let hidden = marks.contains(&true);
            match instruction {
                TypedInstruction::SaveState(_) if kept.len() < self.limits.nesting => {
                    kept.push(state.clone())
                }
                TypedInstruction::RestoreState(_) => {
                    if let Some(before) = kept.pop() {
                        state = before;
                    }
                }
                TypedInstruction::Transform(m) => {
                    let matrix = [m.0, m.1, m.2, m.3, m.4, m.5].map(|number| number.as_f64());
                    state.page = state.page.after(Matrix(matrix));
                }
                TypedInstruction::BeginMarkedContent(mark) => push(&mut marks, mark.0, self.limits),
                TypedInstruction::BeginMarkedContentWithProperties(mark) => {
                    push(&mut marks, mark.0, self.limits)
                }
                TypedInstruction::EndMarkedContent(_) => drop(marks.pop()),
                TypedInstruction::XObject(name) if depth < DEEPEST && !hidden => {
                    let drawing = resources.get_x_object(name.0);
                    self.draw(drawing, resources, &state, depth)?;
                }
                TypedInstruction::CharacterSpacing(spacing) => state.spacing = spacing.0.as_f64(),
                TypedInstruction::WordSpacing(spacing) => state.word = spacing.0.as_f64(),
                TypedInstruction::HorizontalScaling(stretch) => state.stretch = stretch.0.as_f64() / 100.0,
                TypedInstruction::TextLeading(leading) => state.leading = leading.0.as_f64(),
                TypedInstruction::TextRise(rise) => state.rise = rise.0.as_f64(),
                TypedInstruction::TextFont(font) => {
                    state.font = resources.get_font(font.0).map(|dict| self.font(&dict));
                    state.size = font.1.as_f64();
                }
                TypedInstruction::BeginText(_) => (text, line) = (Matrix::NONE, Matrix::NONE),
                TypedInstruction::NextLine(by) => {
                    line = line.after(Matrix::moved(by.0.as_f64(), by.1.as_f64()));
                    text = line;
                }
                TypedInstruction::NextLineAndSetLeading(by) => {
                    state.leading = -by.1.as_f64();
                    line = line.after(Matrix::moved(by.0.as_f64(), by.1.as_f64()));
                    text = line;
                }
                TypedInstruction::NextLineUsingLeading(_) => {
                    line = line.after(Matrix::moved(0.0, -state.leading));
                    text = line;
                }
                TypedInstruction::SetTextMatrix(m) => {
                    line = Matrix([m.0, m.1, m.2, m.3, m.4, m.5].map(|number| number.as_f64()));
                    text = line;
                }
                TypedInstruction::ShowText(shown) => self.show(shown.0.as_bytes(), &state, &mut text, hidden),
                TypedInstruction::NextLineAndShowText(shown) => {
                    line = line.after(Matrix::moved(0.0, -state.leading));
                    text = line;
                    self.show(shown.0.as_bytes(), &state, &mut text, hidden);
                }
                TypedInstruction::ShowTextWithParameters(shown) => {
                    (state.word, state.spacing) = (shown.0.as_f64(), shown.1.as_f64());
                    line = line.after(Matrix::moved(0.0, -state.leading));
                    text = line;
                    self.show(shown.2.as_bytes(), &state, &mut text, hidden);
                }
                TypedInstruction::ShowTexts(list) => self.show_list(list.0, &state, &mut text, hidden)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn show_list(
        &mut self,
        list: &Array<'_>,
        state: &State,
        text: &mut Matrix,
        hidden: bool,
    ) -> Result<(), String> {
        for item in list.iter::<Object<'_>>() {
            self.count()?;
            match item {
                Object::String(shown) => self.show(shown.as_bytes(), state, text, hidden),
                Object::Number(back) => {
                    let by = -back.as_f64() / 1000.0 * state.size * state.stretch;
                    *text = text.after(Matrix::moved(by, 0.0));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A drawing that the page uses, which may hold text.
    fn draw(
        &mut self,
        drawing: Option<Stream<'_>>,
        resources: &Resources<'_>,
        state: &State,
        depth: usize,
    ) -> Result<(), String> {
        let Some(drawing) = drawing else { return Ok(()) };
        if drawing.dict().get::<Name<'_>>(b"Subtype").as_deref() != Some(b"Form") {
            return Ok(());
        }
        let Ok(content) = drawing.decoded_data() else { return Ok(()) };
        let mut state = state.clone();
        if let Some(Ok(matrix)) = drawing.dict().get::<Array<'_>>(b"Matrix").map(<[f32; 6]>::try_from) {
            state.page = state.page.after(Matrix(matrix.map(f64::from)));
        }
        match drawing.dict().get::<Dict<'_>>(b"Resources") {
            Some(own) => self.run(&content, &Resources::new(own), state, depth + 1),
            None => self.run(&content, resources, state, depth + 1),
        }
    }

    fn font(&mut self, dict: &Dict<'_>) -> Rc<Font> {
        let Some(id) = dict.obj_id() else { return Rc::new(Font::new(dict)) };
        let font =
            self.fonts.entry((id.obj_number, id.gen_number)).or_insert_with(|| Rc::new(Font::new(dict)));
        Rc::clone(font)
    }

    fn show(&mut self, codes: &[u8], state: &State, text: &mut Matrix, hidden: bool) {
        let Some(font) = &state.font else { return };
        for glyph in font.glyphs(codes) {
            let placed = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
            let [a, b, c, d, left, base] = state.page.after(*text).after(placed).0;
            let size = c.hypot(d);
            // What stands upright beside a picture is no part of the story.
            let is_level = a > 0.0 && b.abs() <= 0.2 * a;
            let word = if glyph.is_blank { state.word } else { 0.0 };
            match &glyph.text {
                Some(letters) => {
                    self.known += 1;
                    let width =
                        if letters.trim().is_empty() { glyph.width + word / state.size } else { glyph.width };
                    if is_level
                        && !hidden
                        && [left, base, size, width].iter().all(|number| number.is_finite())
                    {
                        self.add(letters, left, left + width * a, base, size);
                    }
                }
                None => self.unknown += 1,
            }
            let by = (glyph.width * state.size + state.spacing + word) * state.stretch;
            *text = text.after(Matrix::moved(by, 0.0));
        }
    }

    /// Adds letters to the last piece, or as a new one where they stand elsewhere.
    fn add(&mut self, letters: &str, left: f64, right: f64, base: f64, size: f64) {
        let letters: String = letters.chars().filter(|letter| !letter.is_control()).collect();
        let last = self.pieces.last_mut().filter(|last| {
            let gap = left - last.right;
            (base - last.base).abs() <= 0.1 * size
                && (size - last.size).abs() <= 0.1 * size
                && (-0.5 * size..=APART * size).contains(&gap)
        });
        match last {
            Some(last) => {
                let blank = left - last.right > BLANK * size
                    && !last.text.ends_with(' ')
                    && !letters.starts_with(' ');
                if blank {
                    last.text.push(' ');
                }
                last.text.push_str(&letters);
                last.right = last.right.max(right);
            }
            None if letters.trim().is_empty() => {}
            None => self.pieces.push(Piece { left, right, base, size, text: letters }),
        }
    }
}

/// Opens a mark.
fn push(marks: &mut Vec<bool>, name: &Name<'_>, limits: &Limits) {
    if marks.len() < limits.nesting {
        marks.push(&**name == b"Artifact");
    }
}
