//! dev
use factlint::annotate::entity::MentionForm;
fn main() {
    let start = std::time::Instant::now();
    let _f = factlint::rule::Files::builtin();
    eprintln!("files {:?}", start.elapsed());
    let start = std::time::Instant::now();
    let files = factlint::rule::Files::builtin();
    let rules = factlint::annotate::entity::Rules::load(&files)
        .map_err(|e| format!("{:?}", miette::Report::new(e)))
        .unwrap();
    eprintln!("load {:?}", start.elapsed());
    let start = std::time::Instant::now();
    for _ in 0..std::env::var("N").ok().and_then(|n| n.parse::<u32>().ok()).unwrap_or(1) {
        let _r = factlint::annotate::entity::Rules::load(&files).unwrap();
    }
    eprintln!("load again {:?}", start.elapsed());
    let dr = factlint::document::Rules::load(&files).unwrap();
    let lr = factlint::language::Rules::load(&files).unwrap();
    for path in std::env::args().skip(1) {
        let mut sources = factlint::text::SourceSet::new();
        let text = std::fs::read_to_string(&path).unwrap();
        let id = sources.add(factlint::text::Source::new(path.as_str(), text));
        let doc = factlint::document::segment(&sources, id, &dr);
        let reading = factlint::language::read(&doc, &lr);
        let start = std::time::Instant::now();
        let ents = factlint::annotate::entity::find(&doc, &reading, &rules);
        let el = start.elapsed();
        eprintln!("{path} {:?} {:.1} MB/s", el, doc.text().len() as f64 / 1e6 / el.as_secs_f64());
        if std::env::var("QUIET").is_ok() {
            continue;
        }
        let text = doc.text();
        let mut marks: Vec<(usize, usize, String)> = ents
            .mentions
            .iter()
            .map(|m| {
                (
                    m.span.start(),
                    m.span.end(),
                    format!(
                        "{}{}{}",
                        ents.list[m.entity].id,
                        match m.form {
                            MentionForm::Name => "",
                            MentionForm::Role => "/R",
                            MentionForm::Pronoun => "/P",
                            MentionForm::Metonym => "/M",
                            MentionForm::Adjective => "/A",
                        },
                        if m.sure { "" } else { "?" }
                    ),
                )
            })
            .collect();
        marks.sort();
        for s in &reading.sentences {
            let mut out = String::new();
            let mut at = s.span.start();
            for (a, b, l) in &marks {
                if *a >= s.span.start() && *b <= s.span.end() {
                    if *a >= at {
                        out.push_str(&text[at..*a]);
                        out.push_str(&format!("\x1b[4m{}\x1b[0m", &text[*a..*b]));
                        at = *b;
                    }
                    out.push_str(&format!("{{{l}}}"));
                }
            }
            out.push_str(&text[at..s.span.end()]);
            println!("{} {}", s.language.code(), out);
            if std::env::var("POS").is_ok() {
                println!(
                    "     {}",
                    s.tokens
                        .iter()
                        .map(|t| format!("{}/{:?}", t.span.of(text), t.pos))
                        .collect::<Vec<_>>()
                        .join(" ")
                );
            }
        }
        println!("-----");
        for (i, e) in ents.list.iter().enumerate() {
            println!(
                "{i:3} {} [{}] {:?} known={} given={:?} sur={:?} key={:?} g={:?} age={:?} from={:?}",
                e.id, e.name, e.kind, e.known, e.given, e.surname, e.key, e.gender, e.age, e.origins
            );
            for t in &e.titles {
                println!(
                    "       title {:?} lemma={} of={:?} q={}",
                    t.span.of(text),
                    t.lemma,
                    t.of,
                    t.qualified
                );
            }
        }
    }
}
