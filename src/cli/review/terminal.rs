//! The terminal while the interactive mode has it: a screen of its own, keys as they are pressed. Given back whatever
//! happens.

use std::io::{self, Write};

use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEventKind, KeyModifiers,
};
use crossterm::terminal::{self, BeginSynchronizedUpdate, ClearType, EndSynchronizedUpdate};
use crossterm::{cursor, execute, queue, style};

use super::state::Key;

/// The terminal, taken over.
pub struct Terminal {
    stream: io::Stdout,
}

/// What happened at the terminal.
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Words were pasted.
    Words(String),
    /// The window has another size, or something happened that means nothing.
    Other,
}

impl Terminal {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When there is none that can be.
    pub fn open() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        // From here on it is given back when this is dropped.
        let mut terminal = Self { stream: io::stdout() };
        execute!(terminal.stream, terminal::EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        Ok(terminal)
    }

    /// Columns and lines.
    pub fn size(&self) -> (usize, usize) {
        let (columns, lines) = terminal::size().unwrap_or((80, 24));
        (usize::from(columns), usize::from(lines))
    }

    /// Shows lines, the cursor hidden or at the end of the last one.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, lines: &[String], cursor: Option<usize>) -> io::Result<()> {
        queue!(self.stream, BeginSynchronizedUpdate)?;
        let mut end = 0;
        for (line, row) in lines.iter().zip(0u16..) {
            // Cleared beforehand: behind a line that fills its row, the last character would be cleared.
            queue!(self.stream, cursor::MoveTo(0, row), terminal::Clear(ClearType::CurrentLine))?;
            queue!(self.stream, style::Print(line))?;
            end = row + 1;
        }
        if usize::from(end) < self.size().1 {
            queue!(self.stream, cursor::MoveTo(0, end), terminal::Clear(ClearType::FromCursorDown))?;
        }
        match cursor {
            Some(column) => {
                let row = u16::try_from(lines.len().saturating_sub(1)).unwrap_or(0);
                let column = u16::try_from(column).unwrap_or(0);
                queue!(self.stream, cursor::MoveTo(column, row), cursor::Show)?;
            }
            None => queue!(self.stream, cursor::Hide)?,
        }
        queue!(self.stream, EndSynchronizedUpdate)?;
        self.stream.flush()
    }

    /// Waits for something to happen.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn next(&mut self) -> io::Result<Input> {
        Ok(match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                let control = key.modifiers.contains(KeyModifiers::CONTROL);
                let key = match key.code {
                    KeyCode::Char('c' | 'd') if control => Key::Interrupt,
                    KeyCode::Char('n') if control => Key::Down,
                    KeyCode::Char('p') if control => Key::Up,
                    KeyCode::Char(_) if control => return Ok(Input::Other),
                    KeyCode::Char(c) => Key::Char(c),
                    KeyCode::Up => Key::Up,
                    KeyCode::Down => Key::Down,
                    KeyCode::PageUp => Key::PageUp,
                    KeyCode::PageDown => Key::PageDown,
                    KeyCode::Home => Key::Home,
                    KeyCode::End => Key::End,
                    KeyCode::Tab => Key::Tab,
                    KeyCode::Enter => Key::Enter,
                    KeyCode::Backspace => Key::Backspace,
                    KeyCode::Esc => Key::Escape,
                    _ => return Ok(Input::Other),
                };
                Input::Key(key)
            }
            Event::Paste(words) => Input::Words(words),
            Event::Key(_) | Event::Resize(..) | Event::Mouse(_) | Event::FocusGained | Event::FocusLost => {
                Input::Other
            }
        })
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // The terminal may be gone; there is nobody to tell then.
        let _ = execute!(self.stream, cursor::Show, DisableBracketedPaste, terminal::LeaveAlternateScreen);
        let _ = terminal::disable_raw_mode();
    }
}
