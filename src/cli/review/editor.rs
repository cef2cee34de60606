//! The reader's editor, at a line.

use std::path::Path;
use std::process::Command;

use crate::report::Position;

/// The call that opens a file at a place: `$VISUAL`, else `$EDITOR`, else `vi`. No shell takes part.
pub fn call(path: &Path, position: Position) -> Command {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let editor = named.map(|name| name.trim().to_owned()).find(|name| !name.is_empty());
    call_of(editor.as_deref().unwrap_or("vi"), path, position)
}

/// `code --wait` may name options, too.
fn call_of(editor: &str, path: &Path, position: Position) -> Command {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let mut command = Command::new(program);
    command.args(words);
    // A name that begins with a hyphen is no option.
    let path =
        if path.to_string_lossy().starts_with('-') { Path::new(".").join(path) } else { path.to_owned() };
    let place = || {
        let mut place = path.clone().into_os_string();
        place.push(format!(":{}:{}", position.line, position.column));
        place
    };
    let stem = Path::new(program).file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
    match stem.as_deref().unwrap_or_default() {
        "code" | "code-insiders" | "codium" | "cursor" => command.arg("--goto").arg(place()),
        "hx" | "helix" | "subl" | "zed" => command.arg(place()),
        _ => command.arg(format!("+{}", position.line)).arg(&path),
    };
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_editor_is_told_the_line_as_it_understands_it() {
        for (editor, path, expected) in [
            ("vim", "a.txt", "vim +9 a.txt"),
            ("emacsclient -nw", "a.txt", "emacsclient -nw +9 a.txt"),
            ("/usr/bin/code --wait", "a.txt", "/usr/bin/code --wait --goto a.txt:9:4"),
            ("hx", "a.txt", "hx a.txt:9:4"),
            ("nano", "-x.txt", "nano +9 ./-x.txt"),
        ] {
            let command = call_of(editor, Path::new(path), Position { line: 9, column: 4 });
            let arguments = command.get_args().map(|it| it.to_string_lossy().into_owned());
            let words: Vec<String> = std::iter::once(command.get_program().to_string_lossy().into_owned())
                .chain(arguments)
                .collect();
            assert_eq!(words.join(" "), expected);
        }
    }
}
