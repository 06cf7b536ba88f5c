//! The rules of ranking, each on an index of a few pages, and indexes that cannot be read.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use tempfile::TempDir;

use super::write::write_each;
use super::{Hit, Kind, Library, LocaleIndex, explain, search};
use crate::config::Config;
use crate::model::{Locale, Site};
use crate::parse::{Includes, Placing, parse};
use crate::resolve::{Parsed, Settled, resolve};
use crate::source::{Area, Source, SourcePath};

/// A site of markdown files; each path begins with its locale.
pub(super) fn site(files: &[(&str, &str)]) -> Site {
    let paths: Vec<SourcePath> = files.iter().map(|(path, _)| SourcePath::new(path)).collect();
    let placing = Placing::new(None, None, &paths);
    let sources =
        files.iter().map(|&(path, text)| Source::new(Area::Content, SourcePath::new(path), text.to_owned()));
    let documents = sources
        .map(|source| parse(&source, &placing, &Includes::default(), Default::default()).value.into())
        .collect();
    let parsed = Parsed {
        documents,
        moves: Vec::new(),
        tocs: Vec::new(),
        files: Vec::new(),
        picture_sizes: std::collections::BTreeMap::new(),
    };
    resolve(parsed, &placing, &Config::without_file(None), &mut Settled::default()).value
}

/// Writes an index without what browsers fetch.
fn write(site: &Site, folder: &Path) {
    write_each(site, folder, &|_: &str, _: &[u8]| Ok(()), &|_, _| Ok(()))
        .unwrap()
        .write_manifest(folder)
        .unwrap();
}

pub(super) fn indexed(files: &[(&str, &str)]) -> (TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    write(&site(files), folder.path());
    let library = Library::open(folder.path()).unwrap();
    (folder, library)
}

fn open(library: &Library, locale: &str) -> LocaleIndex {
    library.locale(&Locale::parse(locale).unwrap()).unwrap()
}

fn hits(files: &[(&str, &str)], query: &str, kind: Option<Kind>) -> Vec<Hit> {
    let (_folder, library) = indexed(files);
    let locale = files[0].0.split('/').next().unwrap();
    search(&open(&library, locale), query, kind, 10).unwrap()
}

/// The names of the pages found, best first.
fn found(files: &[(&str, &str)], query: &str) -> Vec<String> {
    let name = |hit: Hit| hit.path.rsplit_once('/').unwrap().1.trim_end_matches(".md").to_owned();
    hits(files, query, None).into_iter().map(name).collect()
}

const PT: &[(&str, &str)] = &[
    ("pt-BR/alfa.md", "# Configurações do servidor\n\nOs níveis de acesso e os papéis."),
    ("pt-BR/beta.md", "# Fatura\n\nA configuração do servidor fica noutra página. Senha."),
    ("pt-BR/gama.md", "# Não é isso\n\nO que é de todos."),
];

#[test]
fn accents_case_and_number_do_not_matter() {
    assert_eq!(found(PT, "CONFIGURACOES"), ["alfa", "beta"]);
    assert_eq!(found(PT, "papel"), ["alfa"]);
    assert_eq!(found(PT, "nivel"), ["alfa"]);
}

#[test]
fn one_edit_is_forgiven_where_the_word_is_unknown() {
    assert_eq!(found(PT, "serivdor"), ["alfa", "beta"]);
    assert_eq!(found(PT, "fatra"), ["beta"]);
    assert_eq!(found(PT, "xyzw"), [""; 0]);
}

#[test]
fn an_unknown_word_takes_what_begins_like_it() {
    assert_eq!(found(PT, "configurador"), ["alfa", "beta"]);
}

#[test]
fn stop_words_count_only_where_there_is_nothing_else() {
    assert_eq!(found(PT, "a fatura de todos"), ["beta"]);
    assert_eq!(found(PT, "todos"), ["gama"]);
}

#[test]
fn an_entry_that_is_called_like_its_page_is_not_said_to_be_below_it() {
    let page = "---\ntitle: Where is the key?\n---\n\n## Where is the key?\n\nIn the safe.\n\n## Who has it?\n\nThe owner.";
    let places = |query| {
        let hits = hits(&[("en/doors/faq.md", page)], query, Some(Kind::Question));
        hits.into_iter().map(|hit| (hit.title, hit.breadcrumb)).collect::<Vec<_>>()
    };
    let entry = |title: &str, above: &[&str]| {
        (title.to_owned(), above.iter().map(|&topic| topic.to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(places("safe"), [entry("Where is the key?", &["Doors"])]);
    assert_eq!(places("owner"), [entry("Who has it?", &["Doors", "Where is the key?"])]);
}

#[test]
fn a_title_counts_more_than_text() {
    let files = [
        ("en/a.md", "# Billing\n\nReset the theme of the shop, says the manual."),
        ("en/b.md", "# Reset a theme\n\nThe manual of the shop says how."),
    ];
    assert_eq!(found(&files, "reset theme"), ["b", "a"]);
}

#[test]
fn having_all_of_the_query_beats_having_much_of_a_part() {
    let files = [
        ("en/a.md", "# Invoice\n\nInvoice invoice invoice, and again the invoice."),
        ("en/b.md", "# Orders\n\nHow an invoice for a cancelled order is corrected, step by step."),
        ("en/c.md", "# Shipping\n\nNothing."),
    ];
    assert_eq!(found(&files, "cancelled order invoice"), ["b", "a"]);
}

#[test]
fn neighbours_in_the_query_that_are_neighbours_in_a_title_count_more() {
    let files = [
        ("en/a.md", "# Lock the password of an account\n\nText."),
        ("en/b.md", "# Password of an account lock\n\nText."),
    ];
    assert_eq!(found(&files, "account lock"), ["b", "a"]);
    assert_eq!(found(&files, "lock password"), ["a", "b"]);
}

#[test]
fn what_is_said_word_for_word_counts_more() {
    let files = &[
        ("en/a.md", "# Unable to submit\n\nA site that is scanning."),
        ("en/b.md", "# Scanning\n\nIt says: *Unable to submit site for scanning.* Wait, and try it again."),
    ];
    assert_eq!(found(files, "unable to submit site for scanning"), ["b", "a"]);
    assert_eq!(found(files, "unable submit site scanning"), ["a", "b"]);
}

#[test]
fn a_question_is_answered_by_a_question_first() {
    let files = &[
        ("en/plan.md", "# Price\n\nThe price."),
        (
            "en/faq.md",
            "# Questions\n\n## Can I schedule an update of the price in all of my catalogs at once?\n\nYes, by campaign.",
        ),
    ];
    assert_eq!(found(files, "price"), ["plan", "faq"]);
    assert_eq!(found(files, "at which price?"), ["faq", "plan"]);
}

#[test]
fn the_name_of_the_file_is_searched() {
    let files = [
        ("pt-BR/account-temporarily-disabled.md", "# Conta desativada\n\nEspere um pouco."),
        ("pt-BR/outra.md", "# Conta\n\nOutra página."),
    ];
    assert_eq!(found(&files, "Your account is temporarily disabled."), ["account-temporarily-disabled"]);
}

#[test]
fn codes_are_found_whole_in_parts_and_by_their_twins() {
    let files = [
        ("en/a.md", "# Access\n\nThe task ends with 0x80070005 or `ERR_CONN_RESET`."),
        ("en/b.md", "# Other\n\nThe task ends with 0x80070006. The conn was an err."),
    ];
    assert_eq!(found(&files, "-2147024891"), ["a"]);
    assert_eq!(found(&files, "2147942405"), ["a"]);
    assert_eq!(found(&files, "err_conn_reset")[0], "a");
    assert_eq!(found(&files, "reset"), ["a"]);
}

#[test]
fn a_pasted_message_is_found_by_its_rarest_words() {
    let filler = "the request to the server at noon was not answered by the host that day ".repeat(8);
    let noise = format!("# Noise\n\n{filler}");
    let mut files = vec![("en/a.md", "# Broken pipe\n\nUnable to unserialize value of the patch.")];
    for path in ["en/b.md", "en/c.md", "en/d.md", "en/e.md", "en/f.md"] {
        files.push((path, noise.as_str()));
    }
    let pasted = format!(
        "[2024-11-02T03:14:07Z] {filler} main.CRITICAL: Unable to unserialize value in /srv/x9f.php:61"
    );
    assert_eq!(found(&files, &pasted)[0], "a");
    assert_eq!(found(&files, "/srv/abc/9f.php:61 unserialize CRITICAL"), ["a"]);
}

#[test]
fn compounds_are_found_by_their_parts_and_find_them() {
    let files = [
        ("de/a.md", "# Bericht des Scans\n\nDer Scan der Sicherheit. Die Sicherheit zuerst. Ein Scan."),
        ("de/b.md", "# Sicherheitsscan\n\nText."),
        ("de/c.md", "# Preise\n\nText."),
    ];
    assert_eq!(found(&files, "Scan"), ["a", "b"]);
    assert_eq!(found(&files, "Scansicherheit"), ["b", "a"]);
}

#[test]
fn scripts_without_spaces_are_found_inside_their_sentences() {
    let files =
        [("ja/a.md", "# 設定\n\n管理者のパスワードを変更します。"), ("ja/b.md", "# 請求書\n\n税の計算。")];
    assert_eq!(found(&files, "パスワード"), ["a"]);
    assert_eq!(found(&files, "ﾊﾟｽﾜｰﾄﾞ"), ["a"]);
    assert_eq!(found(&files, "税"), ["b"]);
}

/// Readers of another locale are shown a page that has no translation; that makes it no page of theirs.
#[test]
fn a_page_is_in_the_index_of_its_own_language_alone() {
    let (_folder, library) = indexed(&[
        ("en/only.md", "# Refunds\n\nGetting paid back."),
        ("en/both.md", "# Invoices\n\nPaid."),
        ("pt-BR/both.md", "# Faturas\n\nPagas."),
        ("pt-BR/other.md", "---\nlocale: en\n---\n# Coupons\n\nWritten in English, in the wrong folder."),
    ]);
    let paths = |locale: &str, query: &str| -> Vec<String> {
        let hits = search(&open(&library, locale), query, None, 10).unwrap();
        hits.into_iter().map(|hit| hit.path).collect()
    };
    assert_eq!(paths("en", "refund"), ["en/only.md"]);
    assert_eq!(paths("en", "coupon"), ["pt-BR/other.md"], "stemmed as English");
    assert_eq!(paths("pt-BR", "refunds coupons written getting"), [""; 0]);
    assert_eq!(paths("pt-BR", "fatura"), ["pt-BR/both.md"]);
    assert_eq!(open(&library, "pt-BR").documents(), 1);
}

#[test]
fn a_page_is_one_result_and_its_questions_are_several() {
    let files = [
        ("en/faq.md", "# FAQ\n\n## Who may enter the shop?\n\nAnybody.\n\n## When may I enter?\n\nAt noon."),
        ("en/other.md", "# Other\n\nYou may enter."),
    ];
    let all = hits(&files, "enter the shop", None);
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].title, "Who may enter the shop?");
    assert_eq!(all[0].url, "/en/faq/#who-may-enter-the-shop");
    let questions = hits(&files, "enter", Some(Kind::Question));
    assert_eq!(questions.len(), 2);
    assert!(questions.iter().all(|hit| hit.kind == Kind::Question));
}

#[test]
fn a_result_leads_to_the_section_that_answers() {
    let files = [(
        "en/guide.md",
        "# Guide\n\nWords.\n\n## Install\n\nRun the installer.\n\n## Remove\n\nFirst stop it. Then the uninstaller runs.",
    )];
    let hits = hits(&files, "uninstaller", None);
    assert_eq!((hits[0].url.as_str(), hits[0].heading.as_str()), ("/en/guide/#remove", "Remove"));
    let snippet = &hits[0].snippet;
    let marked: Vec<&str> = snippet.marks.iter().map(|mark| &snippet.text[mark.clone()]).collect();
    assert_eq!((snippet.text.as_str(), marked), ("…Then the uninstaller runs.", vec!["uninstaller"]));
}

#[test]
fn hostile_queries_and_empty_pages_are_no_trouble() {
    let files = [("en/a.md", ""), ("en/b.md", "# B\n\n\0\u{feff}\u{200b}")];
    for query in
        ["", " ", "\0", "a\0b", "(((", "\u{200b}", "😀😀😀😀", &"x".repeat(100_000), &"ação ".repeat(9_000)]
    {
        hits(&files, query, None);
    }
}

#[test]
fn two_indexes_of_one_site_rank_alike() {
    assert_eq!(hits(PT, "configuração do servidor", None), hits(PT, "configuração do servidor", None));
}

#[track_caller]
fn fails(folder: &Path, locale: &str) -> String {
    let locale = Locale::parse(locale).unwrap();
    let opened = Library::open(folder).and_then(|library| library.locale(&locale).map(|_| ()));
    format!("{:#}", opened.unwrap_err())
}

const DAMAGED: &[(&str, &str)] = &[
    ("en/faq.md", "# Questions\n\n## How do I change my password?\n\nOpen the settings."),
    (
        "en/troubleshooting.md",
        "# Troubleshooting\n\n## Error: the request timed out\n\n### Cause\n\nA slow network.\n\n### Solution\n\nTry again.",
    ),
    ("pt-BR/faq.md", "# Perguntas\n\n## Como troco minha senha?\n\nAbra as configurações."),
];

/// All that an index is asked for, from its opening on.
fn asked(folder: &Path) -> anyhow::Result<String> {
    let library = Library::open(folder)?;
    let mut said = format!("{} {:?}", library.default_locale, library.locales);
    for (locale, query) in [("en", "pasword settings"), ("en", "time"), ("pt-BR", "senhas configuraçao")] {
        let locale = Locale::parse(locale).context("no locale")?;
        let hits = library.locale(&locale).and_then(|index| search(&index, query, None, 10));
        write!(said, "{:?}", hits.with_context(|| library.damaged())?)?;
        let found =
            library.messages().and_then(|messages| explain(&messages, "the request timed out", &locale, 3));
        write!(said, "{:?}", found.with_context(|| library.damaged())?)?;
    }
    Ok(said)
}

#[test]
fn a_byte_that_is_not_as_it_was_written_is_said_or_makes_no_difference() {
    let folder = tempfile::tempdir().unwrap();
    write(&site(DAMAGED), folder.path());
    let whole = asked(folder.path()).unwrap();
    let (mut said, mut unread) = (0, 0);
    for (name, length) in crate::fs::list(folder.path()).unwrap() {
        let file = folder.path().join(&name);
        let bytes = fs::read(&file).unwrap();
        assert_eq!(bytes.len() as u64, length);
        let step = bytes.len() / 40 + 1;
        let flips = (0..bytes.len()).step_by(step).map(|at| {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            flipped
        });
        let longer = [&bytes[..], b"x"].concat();
        let others = [bytes[..bytes.len() / 2].to_vec(), Vec::new(), longer, vec![0; bytes.len()]];
        for damaged in flips.chain(others).filter(|damaged| *damaged != bytes) {
            fs::write(&file, damaged).unwrap();
            match asked(folder.path()) {
                Ok(found) => {
                    assert_eq!(found, whole, "{name}");
                    unread += 1;
                }
                Err(error) => {
                    let error = format!("{error:#}");
                    assert!(error.contains("run `ajuda build`"), "{name}: {error}");
                    said += 1;
                }
            }
        }
        fs::remove_file(&file).unwrap();
        if let Err(error) = asked(folder.path()) {
            assert!(format!("{error:#}").contains("run `ajuda build`"), "{name}: {error:#}");
        }
        fs::write(&file, bytes).unwrap();
    }
    // What no question reads is not checked: positions, which there are none of.
    assert!(said > 10 * unread, "{said} said, {unread} unread");
}

#[test]
fn a_file_of_another_index_is_not_taken_for_ones_own() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(&site(DAMAGED), one.path());
    let mut changed = DAMAGED.to_vec();
    changed[0].1 = "# Questions\n\n## How do I alter my password?\n\nOpen the settings.";
    write(&site(&changed), other.path());
    for (name, _) in crate::fs::list(one.path()).unwrap() {
        let (file, from) = (one.path().join(&name), other.path().join(&name));
        let own = fs::read(&file).unwrap();
        let foreign = fs::read(from).unwrap();
        if own == foreign {
            continue;
        }
        fs::write(&file, foreign).unwrap();
        let error = format!("{:#}", asked(one.path()).unwrap_err());
        assert!(error.contains("run `ajuda build`"), "{name}: {error}");
        fs::write(&file, own).unwrap();
    }
    asked(one.path()).unwrap();
}

#[test]
fn an_index_that_cannot_be_read_says_what_to_run() {
    let folder = tempfile::tempdir().unwrap();
    let missing = fails(&folder.path().join("none"), "en");
    assert!(
        missing.contains("there is no search index in") && missing.ends_with("run `ajuda build`"),
        "{missing}"
    );

    write(&site(&[("en/a.md", "# A\n\nText.")]), folder.path());
    let manifest = folder.path().join("index.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("\"format\": ", "\"format\": 99")).unwrap();
    assert!(fails(folder.path(), "en").contains("another version of ajuda: run `ajuda build`"));
    fs::write(&manifest, "not json").unwrap();
    assert!(fails(folder.path(), "en").contains("is damaged: run `ajuda build`"));
    fs::write(&manifest, &text).unwrap();

    open(&Library::open(folder.path()).unwrap(), "en");
}
