//! The HTML report as a browser shows it: what a click, a key and the filter do. Skipped where there is no Chromium.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::common::{Folder, program, project, run};

/// What a distribution may call it; `CHROMIUM` names another.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

fn browser() -> Option<String> {
    let names = std::env::var("CHROMIUM").ok().into_iter().chain(BROWSERS.map(str::to_owned));
    let there = |name: &String| {
        let version =
            Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    };
    let found = {
        let mut names = names;
        names.find(there)
    };
    if found.is_none() {
        eprintln!("skipped: there is no Chromium");
    }
    found
}

fn page(folder: &Folder) -> String {
    let mut command = program();
    command.current_dir(project("")).args(["check", "examples/dossier", "--format", "html"]);
    let seen = run(&mut command, b"");
    assert_eq!((seen.status, seen.stderr.as_str()), (1, ""));
    folder.file("report.html", &seen.stdout);
    seen.stdout
}

/// Opens a page of the folder; the document as it is when all scripts are done.
fn dump(browser: &str, folder: &Folder, page: &str) -> String {
    let profile = folder.path().join("profile");
    let mut command = Command::new(browser);
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // The page that looks into the report is a file of another origin, as all files are.
        "--allow-file-access-from-files",
        // Nothing glides, so that a script sees at once what a click does.
        "--force-prefers-reduced-motion",
        "--window-size=1400,1000",
        "--virtual-time-budget=8000",
        "--dump-dom",
    ]);
    command.arg(format!("--user-data-dir={}", profile.display())).arg(address(&folder.path().join(page)));
    let seen = run(&mut command, b"");
    assert_eq!(seen.status, 0, "{}", seen.stderr);
    seen.stdout
}

fn address(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// What a script finds that uses the report as a reader does. It runs beside the report, whose policy lets no script
/// of others in.
fn tried(browser: &str, folder: &Folder, script: &str) -> Value {
    let harness = format!(
        "<!doctype html><meta charset=utf-8><iframe src=report.html width=1400 height=1000></iframe><pre></pre>\
         <script>onload = () => {{\n\
           const frame = document.querySelector('iframe'), page = frame.contentDocument, view = frame.contentWindow;\n\
           const all = (selector) => [...page.querySelectorAll(selector)];\n\
           const key = (key) => page.body.dispatchEvent(new view.KeyboardEvent('keydown', {{key, bubbles: true}}));\n\
           let result;\n\
           try {{ result = (() => {{ {script} }})(); }} catch (error) {{ result = {{error: String(error)}}; }}\n\
           document.querySelector('pre').textContent = JSON.stringify(result);\n\
         }};</script>"
    );
    folder.file("harness.html", harness);
    let seen = dump(browser, folder, "harness.html");
    let result = seen.split("<pre>").nth(1).and_then(|rest| rest.split("</pre>").next()).unwrap_or_default();
    let result = result.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&result).unwrap_or_else(|error| panic!("{error}: {seen}"))
}

#[test]
fn a_click_shows_both_places() {
    let Some(browser) = browser() else { return };
    let folder = Folder::new();
    page(&folder);
    let seen = tried(
        &browser,
        &folder,
        "const before = all('mark.on').length;
         all('.card .pick')[4].click();
         const on = all('mark.on.decisive');
         const colour = (mark) => view.getComputedStyle(mark).backgroundColor;
         return {
           before, places: on.map((mark) => mark.textContent),
           articles: all('.source.involved').length,
           first: all('.source').filter((source) => view.getComputedStyle(source).order === '-1').length,
           unlike: on.every((mark) => colour(mark) !== colour(all('mark:not(.on)')[0])),
           visible: on.every((mark) => {
             const inside = mark.getBoundingClientRect(), frame = mark.closest('.source').getBoundingClientRect();
             return inside.top >= frame.top && inside.bottom <= frame.bottom;
           }),
           status: page.getElementById('status').textContent,
           pressed: all('.pick[aria-pressed=true]').length,
         };",
    );
    assert_eq!(seen["before"], 0, "{seen}");
    assert_eq!(
        seen["places"],
        serde_json::json!(["Dienstag, dem 23. September", "Mittwoch, dem 23. September"])
    );
    assert_eq!((&seen["articles"], &seen["first"]), (&2.into(), &2.into()), "{seen}");
    assert_eq!((&seen["unlike"], &seen["visible"]), (&true.into(), &true.into()), "{seen}");
    assert_eq!(seen["status"], "Befund 5: 2 Stellen hervorgehoben");
    assert_eq!(seen["pressed"], 1);
}

#[test]
fn keys_move_and_the_filter_hides() {
    let Some(browser) = browser() else { return };
    let folder = Folder::new();
    page(&folder);
    let seen = tried(
        &browser,
        &folder,
        "const picked = () => all('.card.selected').map((card) => card.dataset.finding).join();
         const path = [];
         for (const name of ['j', 'j', 'k', 'Escape', 'k']) { key(name); path.push(picked()); }
         const focus = page.activeElement.className;
         const box = all('.filter input').find((input) => input.value === 'contradiction');
         box.click();
         return {
           path, focus,
           cards: all('.card').filter((card) => !card.hidden).map((card) => card.dataset.level),
           filter: all('.filter')[0].hidden,
           off: all('mark.off').length > 0 && all('mark:not(.off)').length > 0,
         };",
    );
    assert_eq!(seen["path"], serde_json::json!(["1", "2", "1", "", "10"]), "{seen}");
    assert_eq!(seen["focus"], "pick");
    assert_eq!(seen["cards"], serde_json::json!(["update", "update", "update"]));
    assert_eq!((&seen["filter"], &seen["off"]), (&false.into(), &true.into()), "{seen}");
}

#[test]
fn the_page_is_sound_for_screen_readers() {
    let Some(browser) = browser() else { return };
    let folder = Folder::new();
    page(&folder);
    let seen = tried(
        &browser,
        &folder,
        "const ids = all('[id]').map((element) => element.id);
         const named = (element) => element.getAttribute('aria-label')
           || (element.getAttribute('aria-labelledby') || '').split(' ').map((id) => page.getElementById(id))
             .map((label) => label ? label.textContent : '').join('') || element.textContent;
         return {
           twice: ids.filter((id, at) => ids.indexOf(id) !== at),
           lost: all('a[href^=\"#\"]').filter((link) => !page.getElementById(link.hash.slice(1))).length,
           unnamed: all('button, section, article, a, input, [role=group]')
             .filter((element) => !named(element.closest('label') || element).trim()).length,
           language: page.documentElement.lang,
           main: all('main').length, headings: all('h1').length,
           table: all('thead th[scope=col]').length > 2 && all('tbody th[scope=row]').length > 2,
           wide: page.documentElement.scrollWidth <= view.innerWidth,
         };",
    );
    let expected = serde_json::json!({
        "twice": [], "lost": 0, "unnamed": 0, "language": "de", "main": 1, "headings": 1, "table": true, "wide": true,
    });
    assert_eq!(seen, expected);
}

#[test]
fn nothing_that_an_article_says_runs() {
    let Some(browser) = browser() else { return };
    let folder = Folder::new();
    let attack = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>";
    let text = |day: u32| {
        format!(
            "Schleuse <b onclick=\"x\">eröffnet</b> {attack}\n\nGrünhafen (n\"d'a<) - Die neue Schleuse in Grünhafen \
             wurde am {day}. September 2025 eröffnet. {attack} \u{202e}umgedreht\u{0}\n"
        )
    };
    let (a, b) = (folder.file("a<i>.txt", text(4)), folder.file("b\"'.txt", text(6)));
    let seen = run(program().args(["check", "--format", "html"]).args([&a, &b]), b"");
    assert_eq!(seen.status, 1, "{}", seen.stderr);
    folder.file("report.html", &seen.stdout);
    let seen = tried(
        &browser,
        &folder,
        "return {
           title: page.title, foreign: all('img, b[onclick], i, .text script').length,
           shown: page.body.textContent.includes('<script>document.title'),
           cards: all('.card').length,
         };",
    );
    assert!(seen["title"].as_str().is_some_and(|title| title.starts_with("factlint: 2 Artikel")), "{seen}");
    assert_eq!((&seen["foreign"], &seen["shown"]), (&0.into(), &true.into()), "{seen}");
    assert!(seen["cards"].as_u64() > Some(0), "{seen}");
}

#[test]
fn an_address_can_name_a_finding() {
    let Some(browser) = browser() else { return };
    let folder = Folder::new();
    page(&folder);
    let seen = dump(&browser, &folder, "report.html#f3");
    assert!(seen.contains("<li class=\"card contradiction selected\" id=\"f3\""), "the card is selected");
    assert!(seen.contains(">Betriebsratschef</mark>"));
}
