//! The browser's search held to the command line's: the same tokens, the same results in the same
//! order, and a clear word about every file that is not what it should be.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use rayon::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::super::fold::{fold, plain};
use super::super::rank::inverse_frequency;
use super::super::tests::site;
use super::super::tokenize::{Role, tokenize};
use super::super::{Kind, Library, LocaleIndex, search, suggestion};
use super::write_with_web;
use crate::config::Config;
use crate::model::{Locale, Site};

/// How many hits both are asked for, as `tests/search/client.mjs` does: some more than are raised for having
/// the query word for word.
const HITS: usize = 12;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the client answers to each line.
#[track_caller]
fn client(task: &[&str], lines: &[Value]) -> Vec<Value> {
    let script = project().join("tests/search/client.mjs");
    let started =
        Command::new("node").arg(script).args(task).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut node = started.expect("these tests run the browser's search under node 20: install `nodejs`");
    let mut input = node.stdin.take().unwrap();
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let writing = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let answers = BufReader::new(node.stdout.take().unwrap()).lines();
    let answers = answers.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    writing.join().unwrap().unwrap();
    assert!(node.wait().unwrap().success());
    answers
}

/// A folder with an index in `index` and its web index in `site`.
fn exported(site: &Site) -> (TempDir, Library) {
    exported_to(site, |folder, path, bytes| write_file(&folder.join("site").join(path), bytes))
}

/// The same with the web index in one file, which is read and written in a moment: a line of JSON that
/// says where each file begins and how long it is, and the files.
fn packed(site: &Site) -> (TempDir, Library) {
    let files = Mutex::new(BTreeMap::new());
    let (folder, library) = exported_to(site, |_, path, bytes| {
        files.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
        Ok(())
    });
    let mut places = BTreeMap::new();
    let mut all = Vec::new();
    for (path, bytes) in files.into_inner().unwrap() {
        places.insert(path, (all.len(), bytes.len()));
        all.extend(bytes);
    }
    let line = serde_json::to_string(&places).unwrap() + "\n";
    fs::write(folder.path().join("site"), [line.as_bytes(), &all].concat()).unwrap();
    (folder, library)
}

fn exported_to(
    site: &Site,
    sink: impl Fn(&Path, &str, &[u8]) -> anyhow::Result<()> + Sync,
) -> (TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    fs::create_dir(&index).unwrap();
    write_with_web(site, &index, &|path: &str, bytes: &[u8]| sink(folder.path(), path, bytes)).unwrap();
    let library = Library::open(&index).unwrap();
    (folder, library)
}

fn write_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::create_dir_all(path.parent().unwrap())?;
    Ok(fs::write(path, bytes)?)
}

/// A site of a content folder.
fn loaded(content: &Path) -> Site {
    let config = Config { content: content.to_path_buf(), ..Config::without_file(None) };
    crate::pipeline::load(&config, &|_| {}).unwrap().value
}

/// A copy of some of the folders of another: what nobody asks need not be read.
fn copied(from: &Path, folders: &[&str]) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for entry in folders.iter().flat_map(|folder| walkdir::WalkDir::new(from.join(folder))) {
        let entry = entry.unwrap();
        let to = copy.path().join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    copy
}

fn hits_of(index: &LocaleIndex, query: &str, kind: Option<Kind>) -> Value {
    let hits = search(index, query, kind, HITS).unwrap();
    let suggestion = suggestion(index, query, &hits).unwrap();
    let rows = hits.iter().map(|hit| {
        let marked = hit.snippet.marks.iter().map(|mark| &hit.snippet.text[mark.clone()]);
        json!({
            "score": hit.score, "kind": hit.kind.as_str(), "url": hit.url, "title": hit.title,
            "heading": hit.heading, "breadcrumb": hit.breadcrumb, "snippet": hit.snippet.text,
            "marked": marked.collect::<Vec<&str>>(),
        })
    });
    json!({ "hits": rows.collect::<Vec<Value>>(), "suggestion": suggestion })
}

/// Asks both for every query; all must be answered alike.
#[track_caller]
fn same_answers(folder: &Path, library: &Library, queries: &[(String, String, Option<Kind>)]) {
    let lines: Vec<Value> = queries
        .iter()
        .map(|(locale, query, kind)| json!({ "locale": locale, "query": query, "kind": kind.map(Kind::as_str) }))
        .collect();
    let locales: Vec<(String, LocaleIndex)> =
        library.locales.iter().map(|locale| (locale.to_string(), library.locale(locale).unwrap())).collect();
    let answer = |(locale, query, kind): &(String, String, Option<Kind>)| {
        hits_of(&locales.iter().find(|(known, _)| known == locale).unwrap().1, query, *kind)
    };
    let (of_client, ours) = std::thread::scope(|scope| {
        let site = folder.join("site");
        let of_client = scope.spawn(move || client(&["search", site.to_str().unwrap()], &lines));
        let ours: Vec<Value> = queries.par_iter().map(answer).collect();
        (of_client.join().unwrap(), ours)
    });
    assert_eq!(of_client.len(), queries.len());
    let differ: Vec<String> = queries
        .iter()
        .zip(ours.iter().zip(&of_client))
        .filter(|(_, (ours, theirs))| ours != theirs)
        .map(|((locale, query, kind), (ours, theirs))| {
            format!("{locale} {query:?} {kind:?}\n  {ours}\n  {theirs}")
        })
        .collect();
    assert!(
        differ.is_empty(),
        "{} of {} differ:\n{}",
        differ.len(),
        queries.len(),
        differ[..differ.len().min(3)].join("\n")
    );
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

/// Queries made from the words of an index: whole, cut, with one edit, unaccented, in pairs.
fn queries_of(index: &LocaleIndex, count: usize) -> Vec<(String, String, Option<Kind>)> {
    let mut dice = Dice(7);
    let mut words = Vec::new();
    for document in 0..index.documents() {
        let record = index.record(document).unwrap();
        let texts =
            std::iter::once(record.title).chain(record.sections.into_iter().map(|section| section.text));
        for text in texts {
            words.extend(text.split_whitespace().map(str::to_owned));
        }
    }
    let mut queries = Vec::new();
    while queries.len() < count && !words.is_empty() {
        let at = dice.below(words.len());
        let letters: Vec<char> = words[at].chars().take(40).collect();
        let half = dice.below(letters.len());
        let query = match queries.len() % 6 {
            0 => words[at].clone(),
            1 => letters[..=half].iter().collect(),
            2 => letters
                .iter()
                .enumerate()
                .filter(|&(place, _)| place != half)
                .map(|(_, letter)| letter)
                .collect(),
            3 => fold(&words[at]),
            4 => words[at..(at + 2).min(words.len())].join(" "),
            _ => {
                let mut swapped = letters;
                let last = swapped.len() - 1;
                swapped.swap(half, (half + 1).min(last));
                format!("{} {}", swapped.iter().collect::<String>(), words[dice.below(words.len())])
            }
        };
        let kind =
            [None, None, None, Some(Kind::Page), Some(Kind::Question), Some(Kind::Error)][dice.below(6)];
        queries.push((index.locale.to_string(), query, kind));
    }
    queries
}

#[track_caller]
fn same_tokens(texts: &[String]) {
    let lines: Vec<Value> = texts.iter().map(|text| json!(text)).collect();
    let of_client = client(&["tokens"], &lines);
    let known = of_client.iter().filter(|tokens| !tokens.is_null()).count();
    assert!(known * 10 > texts.len() * 6, "node knows the characters of {known} of {}", texts.len());
    for (text, theirs) in texts.iter().zip(of_client).filter(|(_, theirs)| !theirs.is_null()) {
        let mut ours = Vec::new();
        tokenize(text, |token| {
            let mark = if token.role == Role::Extra { "+" } else { "" };
            ours.push(format!("{mark}{}", plain(token.lower)));
        });
        let theirs: Vec<String> = serde_json::from_value(theirs).unwrap();
        let first = ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs);
        assert!(ours == theirs, "{first:?} of {} and {} tokens", ours.len(), theirs.len());
    }
}

/// A folder of the real documentation beside the project; says so where it is not there.
fn shared(folder: &str) -> Option<PathBuf> {
    let path = project().join("../shared").join(folder);
    if !path.is_dir() {
        eprintln!("not run: there is no `{}`", path.display());
    }
    path.is_dir().then_some(path)
}

const MIXED: &[(&str, &str)] = &[
    ("pt-BR/a.md", "# Configurações do servidor\n\nOs níveis de acesso e os papéis. `app/etc/env.php`"),
    (
        "pt-BR/faq.md",
        "# Perguntas\n\n## Como troco a senha?\n\nPelo menu.\n\n## Onde vejo a fatura?\n\nNa conta, em *faturas*.",
    ),
    (
        "pt-BR/erro.md",
        "# Erros\n\n## Error: ERR_CONN_RESET\n\nThe connection was reset: 0x80070005.\n\n## A senha expira\n\nTroque a senha.",
    ),
    (
        "pt-BR/chave.md",
        "---\ntitle: Onde está a chave?\n---\n\n## Onde está a chave?\n\nEm casa, com a senha.",
    ),
    ("de/a.md", "# Bericht des Scans\n\nDer Scan der Sicherheit. Die Sicherheit zuerst. Ein Scan."),
    ("de/b.md", "# Sicherheitsscan\n\nText."),
    ("ja/a.md", "# 設定\n\n管理者のパスワードを変更します。GraphQLが無効。"),
];

#[test]
fn odd_texts_are_cut_alike() {
    let mut texts: Vec<String> = [
        "Não foi, d'accès (à) “l’erreur”. ERR_CONN_RESET C# e C++ app/etc/env.php LastCRMError",
        "SecLib::RetrievePrivilegeForUser: SQLSTATE[HY000]: 2.4.5-p3, 10.4. ACSD-50621 e-mail guarda-roupa",
        "Ｍａｒｉａ １０．４ ｶﾞｲﾄﾞ İİ-b ação_x a::b[c]\u{2011}d ﬁn\u{301} e\u{301}t-É ΟΔΟΣ STRAẞE pass\u{200b}word",
        "-2147024891 2147942405 80070005 c0000005 4294967295 000000000 -000000000 99999999999",
        "税 GraphQLが無効 한국어 สวัสดี 管\u{200b}理 \u{200b}管 a:::b a\\\\b a\\b x--y É́ 𝔘𝔫𝔦 𠮷野家 👩‍👩‍👧 ½ ² Ⅷ",
        "https://www.a.br/?q=1&x=[2] C:\\Program Files\\x.y \u{202e}abc iPhone7plus elasticsearch7 ABCdefGHI2",
    ]
    .map(str::to_owned)
    .to_vec();
    let every = (0x20..0x3_0000_u32).filter_map(char::from_u32).map(|c| format!("a{c}b {c}c1{c}"));
    texts.extend(every.collect::<Vec<_>>().chunks(16).map(|lines| lines.join("\n")));
    same_tokens(&texts);
}

#[test]
fn frequencies_count_alike() {
    let mut pairs = Vec::new();
    for documents in [1, 2, 3, 10, 99, 240, 1_223, 10_007, 65_536] {
        pairs.extend((0..=documents.min(700)).map(|frequency| (frequency, documents)));
        pairs.extend((0..=500).map(|part| (documents * part / 500, documents)));
    }
    let lines: Vec<Value> = pairs.iter().map(|pair| json!(pair)).collect();
    let ours: Vec<Value> = pairs.iter().map(|&(f, d)| json!(inverse_frequency(f, d))).collect();
    assert_eq!(client(&["frequencies"], &lines), ours);
}

#[test]
fn a_small_site_is_searched_alike() {
    let (folder, library) = exported(&site(MIXED));
    let asked = [
        ("pt-BR", "\"a senha\""),
        ("pt-BR", "senha -menu"),
        ("pt-BR", "kind:error senha"),
        ("pt-BR", "serivdor"),
        ("pt-BR", "o que é"),
        ("pt-BR", ""),
        ("pt-BR", "<script>alert(1)</script>"),
        ("pt-BR", "-2147024891"),
        ("de", "Sicherheitsscan"),
        ("de", "Scansicherheit"),
        ("de", "Scanner"),
        ("ja", "パスワド"),
        ("ja", "税"),
        ("ja", "管"),
    ];
    let asked = asked.map(|(locale, query)| (locale.to_owned(), query.to_owned(), None));
    let made = library.locales.iter().flat_map(|locale| queries_of(&library.locale(locale).unwrap(), 120));
    same_answers(folder.path(), &library, &asked.into_iter().chain(made).collect::<Vec<_>>());
}

#[test]
fn the_product_s_own_help_is_searched_alike() {
    let (folder, library) = exported(&loaded(&project().join("content")));
    let made = library.locales.iter().flat_map(|locale| queries_of(&library.locale(locale).unwrap(), 300));
    same_answers(folder.path(), &library, &made.collect::<Vec<_>>());
}

#[test]
fn two_exports_of_one_site_are_alike() {
    let files = |folder: &TempDir| -> Vec<(PathBuf, Vec<u8>)> {
        let root = folder.path().join("site");
        let walk = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
        walk.filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                (entry.path().strip_prefix(&root).unwrap().to_owned(), fs::read(entry.path()).unwrap())
            })
            .collect()
    };
    assert_eq!(files(&exported(&site(MIXED)).0), files(&exported(&site(MIXED)).0));
}

#[test]
fn a_file_that_is_not_what_it_should_be_is_never_a_wrong_result() {
    let (folder, _) = exported(&site(MIXED));
    let root = folder.path().join("site");
    let ask = |expected: &str| {
        let answer =
            &client(&["search", root.to_str().unwrap()], &[json!({ "locale": "pt-BR", "query": "senha" })])
                [0];
        assert_eq!(answer["code"], expected, "{answer}");
    };
    let manifest = root.join("search/pt-br/index.json");
    let text = fs::read_to_string(&manifest).unwrap();
    for (damaged, code) in [
        (text.replace("\"format\":5", "\"format\":9"), "version"),
        (text[..text.len() / 2].to_owned(), "damaged"),
        (String::new(), "damaged"),
    ] {
        fs::write(&manifest, damaged).unwrap();
        ask(code);
    }
    fs::remove_file(&manifest).unwrap();
    ask("missing");
    fs::write(&manifest, text).unwrap();
    for letter in ["w", "r"] {
        let of_locale = |locale: &str| {
            let mut files: Vec<PathBuf> = fs::read_dir(root.join("search").join(locale).join(letter))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .collect();
            files.sort();
            files
        };
        let foreign = fs::read(&of_locale("de")[0]).unwrap();
        let files = of_locale("pt-br");
        let whole: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
        let each = |change: &dyn Fn(&[u8]) -> Option<Vec<u8>>, code: &str| {
            for (file, bytes) in files.iter().zip(&whole) {
                match change(bytes) {
                    Some(bytes) => fs::write(file, bytes).unwrap(),
                    None => fs::remove_file(file).unwrap(),
                }
            }
            ask(code);
        };
        each(&|bytes| Some(bytes[..bytes.len() - 3].to_vec()), "damaged");
        each(&|bytes| Some(bytes[..bytes.len() / 2].to_vec()), "damaged");
        each(&|_| Some(foreign.clone()), "damaged");
        each(&|_| Some(b"<html>not found</html>".to_vec()), "damaged");
        each(
            &|bytes| {
                Some(
                    bytes
                        .iter()
                        .enumerate()
                        .map(|(at, &byte)| if at == bytes.len() / 2 { byte ^ 4 } else { byte })
                        .collect(),
                )
            },
            "damaged",
        );
        each(&|_| None, "missing");
        for (file, bytes) in files.iter().zip(&whole) {
            fs::write(file, bytes).unwrap();
        }
    }
}

#[test]
fn files_changed_at_random_are_refused_or_lead_somewhere() {
    let (folder, _) = exported(&site(MIXED));
    for locale in ["de", "pt-BR"] {
        let mut node = Command::new("node");
        node.arg(project().join("tests/search/fuzz.mjs")).arg(folder.path().join("site"));
        let output = node.args([locale, "--rounds", "500"]).output().unwrap();
        assert!(output.status.success(), "{locale}: {output:?}");
    }
}

#[test]
fn real_documentation_is_cut_alike() {
    let Some(corpora) = shared("corpora") else { return };
    let walk = walkdir::WalkDir::new(corpora).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = walk.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "md"));
    let texts: Vec<String> = files.step_by(23).map(|file| fs::read_to_string(file.path()).unwrap()).collect();
    same_tokens(&texts);
}

#[test]
fn real_documentation_is_searched_alike() {
    let (Some(content), Some(queries)) = (shared("corpora/commerce-kb"), shared("queries")) else { return };
    let locales = ["de-DE", "en", "ja-JP", "pt-BR"];
    let (folder, library) = packed(&loaded(copied(&content, &locales).path()));
    let mut asked = Vec::new();
    for locale in locales {
        for line in fs::read_to_string(queries.join(format!("{locale}.jsonl"))).unwrap().lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            asked.push((locale.to_owned(), row["query"].as_str().unwrap().to_owned(), None));
        }
        asked.extend(queries_of(&library.locale(&Locale::parse(locale).unwrap()).unwrap(), 1250));
    }
    same_answers(folder.path(), &library, &asked);
}
