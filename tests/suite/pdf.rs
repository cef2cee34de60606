//! PDFs: their text in reading order, and that no bytes do any harm. Built with the feature `pdf`; without it, that a PDF
//! is told as what it is.

use crate::common::{Folder, factlint, project};

#[cfg(not(feature = "pdf"))]
#[test]
fn without_the_feature_a_pdf_is_told_and_one_in_a_folder_is_passed_over() {
    let sample = project("tests/inputs/zeitung.pdf");
    let seen = factlint(["annotate".as_ref(), sample.as_os_str()]);
    assert_eq!(seen.status, 3);
    assert!(seen.stderr.contains("--features pdf"), "{}", seen.stderr);
    let folder = Folder::new();
    folder.file("a.txt", "Ein Satz.");
    folder.file("b.pdf", std::fs::read(sample).expect("it is there"));
    assert_eq!(factlint(["annotate".as_ref(), folder.path().as_os_str()]).status, 0);
}

#[cfg(feature = "pdf")]
mod with_the_feature {
    use std::path::Path;

    use factlint::text::{Limits, read_bytes};
    use proptest::prelude::*;

    use super::*;
    use crate::common::Run;

    /// A file of these objects, the first being the catalogue.
    fn file(objects: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in objects.iter().enumerate() {
            places.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n", at + 1).into_bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let table = bytes.len();
        let number = objects.len() + 1;
        bytes.extend(format!("xref\n0 {number}\n0000000000 65535 f \n").into_bytes());
        places.iter().for_each(|place| bytes.extend(format!("{place:010} 00000 n \n").into_bytes()));
        let end = format!("trailer\n<< /Size {number} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        bytes.extend(end.into_bytes());
        bytes
    }

    fn stream(dict: &str, content: &[u8]) -> Vec<u8> {
        let head = format!("<< {dict} /Length {} >>\nstream\n", content.len());
        [head.as_bytes(), content, b"\nendstream"].concat()
    }

    /// A file with one page: its content and its fonts (5 is Helvetica), and whatever objects they need, from 6 on.
    fn page(content: &[u8], resources: &str, more: &[Vec<u8>]) -> Vec<u8> {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
             /Resources << /Font << /F 5 0 R >> {resources} >> >>"
        );
        let mut objects = vec![
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            page.into_bytes(),
            stream("", content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        ];
        objects.extend(more.iter().cloned());
        file(&objects)
    }

    fn text(bytes: Vec<u8>) -> String {
        let sources = read_bytes(Path::new("a.pdf"), bytes, &Limits::default()).expect("it can be read");
        assert!(sources.iter().all(factlint::text::Source::is_extracted));
        sources.iter().map(|source| source.text.as_str()).collect()
    }

    fn problem(bytes: Vec<u8>) -> String {
        read_bytes(Path::new("a.pdf"), bytes, &Limits::default()).expect_err("it is refused").to_string()
    }

    #[test]
    fn a_newspapers_page_is_read_in_order_and_compared() {
        let sample = project("tests/inputs/zeitung.pdf");
        let text = text(std::fs::read(&sample).expect("it is there"));
        let order = [
            "Tarifstreit",
            "Reederei und",
            "Norderhaven",
            "Warnstreik",
            "Seestern",
            "Bürgermeisterin",
            "Schlichtung",
        ];
        let places: Vec<usize> = order.iter().filter_map(|words| text.find(words)).collect();
        assert_eq!(places.len(), order.len(), "{text}");
        assert!(places.is_sorted(), "{text}");
        let agency = project("examples/dossier/a-agentur.txt");
        let seen = factlint([
            "check".as_ref(),
            "--no-config".as_ref(),
            "--format=json".as_ref(),
            agency.as_os_str(),
            sample.as_os_str(),
        ]);
        let report = seen.json();
        assert_eq!(report["documents"][1]["extracted"], true, "{report}");
        let spans = report["findings"].as_array().expect("a list").iter().flat_map(|finding| {
            finding["spans"]
                .as_array()
                .expect("a list")
                .iter()
                .filter(|span| span["path"].as_str().is_some_and(|path| path.ends_with("zeitung.pdf")))
        });
        let mut seen = 0;
        for span in spans {
            let at = |key: &str| usize::try_from(span[key].as_u64().expect("a number")).expect("it fits");
            assert_eq!(text.get(at("start")..at("end")), span["text"].as_str());
            seen += 1;
        }
        assert!(seen > 0, "{report}");
    }

    #[test]
    fn letters_are_told_by_charset_name_and_table() {
        // WinAnsi, with a line that is drawn first and stands last.
        let content = b"BT /F 12 Tf 50 600 Td (zuletzt.) Tj ET BT /F 12 Tf 50 700 Td (K\\374stenbote f\\374r Gr\\366\\337e) Tj ET";
        assert_eq!(text(page(content, "", &[])).trim(), "Küstenbote für Größe\n\nzuletzt.");
        // Names of glyphs in place of codes.
        let named = b"<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /Adieresis /f_i /uni20AC] >> >>";
        let content = b"BT /G 12 Tf 50 700 Td (ABC und so) Tj ET";
        let bytes = page(content, "/Font << /F 5 0 R /G 6 0 R >>", &[named.to_vec()]);
        // The dictionary has the key twice; either is one that a reader may take.
        let bytes = String::from_utf8(bytes).expect("it is ASCII").replace("/Font << /F 5 0 R >> ", "");
        assert_eq!(text(bytes.into_bytes()).trim(), "Äfi€ und so");
        // Two bytes a letter, and a table that says which.
        let table = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
                      2 beginbfchar <0001> <00D6> <0002> <0066006C> endbfchar 1 beginbfrange <0010> <0012> <0061> endbfrange \
                      endcmap end";
        let font = b"<< /Type /Font /Subtype /Type0 /BaseFont /Y /Encoding /Identity-H /ToUnicode 6 0 R \
                     /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Y /DW 500 /W [1 [600 700] 16 18 500] >>] >>";
        let content = b"BT /F 12 Tf 50 700 Td <00010002001000110012> Tj ET";
        let bytes = page(content, "", &[stream("", table)]);
        let helvetica = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
        let at = bytes.windows(helvetica.len()).position(|window| window == helvetica).expect("it is there");
        // The table of places is wrong now, as it is in many files.
        let bytes = [&bytes[..at], font, &bytes[at + helvetica.len()..]].concat();
        assert_eq!(text(bytes).trim(), "Öflabc");
    }

    #[test]
    fn blanks_are_where_there_are_gaps_and_what_is_no_text_is_left_out() {
        let content = b"BT /F 10 Tf 50 700 Td [(Zwei) -400 (W\\366rter)] TJ ET \
                        /Artifact BMC BT /F 10 Tf 50 500 Td (Kopf der Seite) Tj ET EMC \
                        BT /F 10 Tf 0 1 -1 0 400 400 Tm (Foto: niemand) Tj ET \
                        BT /F 10 Tf 290 30 Td (Seite 1 von 9) Tj ET q 1 0 0 1 0 -20 cm /D Do Q";
        let drawing = stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >>",
            b"BT /F 10 Tf 50 600 Td (In einer Zeichnung.) Tj ET",
        );
        let bytes = page(content, "/XObject << /D 6 0 R >>", &[drawing]);
        assert_eq!(text(bytes).trim(), "Zwei Wörter\n\nIn einer Zeichnung.");
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert!(problem(b"%PDF-1.4\nnichts".to_vec()).contains("broken"));
        assert!(problem(page(b"", "", &[])).contains("only pictures"));
        let font = b"<< /Type /Font /Subtype /Type0 /BaseFont /Y /Encoding /Identity-H >>".to_vec();
        let bytes = page(b"BT /G 12 Tf 50 700 Td <00010002> Tj ET", "", &[font]);
        let bytes = String::from_utf8(bytes).expect("it is ASCII").replace("/F 5 0 R", "/G 6 0 R");
        assert!(problem(bytes.into_bytes()).contains("do not tell which letters"));
    }

    #[test]
    fn drawings_that_hold_themselves_end() {
        let drawing = |next: usize| {
            let dict = format!("/Type /XObject /Subtype /Form /Resources << /XObject << /D {next} 0 R >> >>");
            stream(&dict, &b"/D Do ".repeat(10))
        };
        let drawings: Vec<Vec<u8>> = (7..16).chain([6]).map(drawing).collect();
        let bytes = page(b"/D Do", "/XObject << /D 6 0 R >>", &drawings);
        assert!(problem(bytes).contains("--max-elements"));
    }

    /// Zeros, packed as tightly as DEFLATE can without a table: one letter, and then the same 258 times, over and over.
    fn packed_zeros(runs: usize) -> Vec<u8> {
        let (mut bytes, mut bits, mut number) = (vec![0x78, 0x9c], 0_u32, 0);
        let mut push = |value: u32, length: u32| {
            // Codes are written from their highest bit.
            for at in (0..length).rev() {
                bits |= (value >> at & 1) << number;
                number += 1;
                if number == 8 {
                    bytes.push(u8::try_from(bits).expect("eight bits"));
                    (bits, number) = (0, 0);
                }
            }
        };
        // The last block, fixed codes; a zero; length 258 and distance 1.
        push(0b110, 3);
        push(0b0011_0000, 8);
        (0..runs).for_each(|_| push(0b1100_0101 << 5, 13));
        push(0, 7);
        push(0, 7);
        bytes
    }

    fn annotate(bytes: Vec<u8>, more: &[&str]) -> Run {
        let folder = Folder::new();
        let path = folder.file("a.pdf", bytes);
        let arguments = ["annotate".as_ref(), path.as_os_str()];
        factlint(arguments.into_iter().chain(more.iter().map(AsRef::as_ref)))
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_unpacks_without_end_costs_no_more_memory_than_is_allowed() {
        // 2 MB that become 320 MB, three times.
        let content = stream("/Filter /FlateDecode", &packed_zeros(1_300_000));
        let mut bytes = page(b"", "", &[content.clone(), content.clone(), content]);
        let at = bytes.windows(16).position(|window| window == b"/Contents 4 0 R ").expect("it is there");
        bytes.splice(at..at + 16, *b"/Contents [6 0 R 7 0 R 8 0 R] ");
        let seen = annotate(bytes, &["--max-unpacked-size", "1M"]);
        assert_eq!(seen.status, 3);
        assert!(seen.stderr.contains("memory or time"), "{}", seen.stderr);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_change_to_a_file_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_usize..80), 1..12)) {
            let mut bytes = std::fs::read(project("tests/inputs/zeitung.pdf")).expect("it is there");
            for (at, byte, length) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
                let end = (at + length).min(bytes.len());
                if byte % 3 == 0 {
                    bytes.drain(at + 1..end.max(at + 1));
                }
            }
            let _ = read_bytes(Path::new("a.pdf"), bytes, &Limits::default());
        }
    }
}
