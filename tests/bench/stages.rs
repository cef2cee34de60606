//! How fast the stages are, over the example dossier repeated: reading and extracting in bytes per second, comparing
//! in articles per second. `cargo bench` runs it.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use factlint::rule::Files;
use factlint::text::{Source, SourceSet};
use factlint::{Engine, Read};

fn main() {
    divan::main();
}

/// The example dossier, so many times, each copy under names of its own.
fn dossier(copies: usize) -> SourceSet {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/dossier");
    let mut articles: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the example is there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("it is text");
            (path.display().to_string(), text)
        })
        .collect();
    articles.sort();
    let mut sources = SourceSet::new();
    for copy in 0..copies {
        for (name, text) in &articles {
            sources.add(Source::new(format!("{copy}/{name}"), text.as_str()));
        }
    }
    sources
}

fn engine() -> Engine {
    Engine::new(&Files::builtin()).expect("the rules load")
}

/// Rules from the binary to the compiled engine: what every start of the program pays.
#[divan::bench]
fn load() -> Engine {
    engine()
}

/// From bytes to claims.
#[divan::bench(args = [1, 8])]
fn read(bencher: Bencher<'_, '_>, copies: usize) {
    let (engine, sources) = (engine(), dossier(copies));
    let bytes: usize = sources.ids().map(|id| sources[id].text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| -> Vec<Read> { engine.read_all(&sources) });
}

/// From claims to findings. With more copies, more articles speak of one thing.
#[divan::bench(args = [1, 2, 4, 8])]
fn compare(bencher: Bencher<'_, '_>, copies: usize) {
    let (engine, sources) = (engine(), dossier(copies));
    let reads = engine.read_all(&sources);
    bencher.counter(ItemsCount::new(sources.len())).bench(|| engine.check(&reads));
}
