//! What explains a text, on indexes of a few errors.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::index::Library;
use crate::index::tests::indexed;

/// A page whose sections are errors, each with a solution.
fn page(messages: &[&str]) -> String {
    let errors = messages.iter().enumerate().map(|(number, message)| {
        format!("### {message}\n\n#### Cause\n\nWhy {number}.\n\n#### Solution\n\nDo {number}.\n\n")
    });
    format!("# Errors\n\n{}", errors.collect::<String>())
}

struct Help {
    _folder: TempDir,
    library: Library,
}

impl Help {
    fn new(pages: &[(&str, &[&str])]) -> Help {
        let pages: Vec<(&str, String)> =
            pages.iter().map(|&(path, messages)| (path, page(messages))).collect();
        let files: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let (folder, library) = indexed(&files);
        Help { _folder: folder, library }
    }

    fn all(&self, text: &str, locale: &str) -> Vec<Explanation> {
        let reader = Locale::parse(locale).unwrap();
        explain(&self.library.messages().unwrap(), text, &reader, 10).unwrap()
    }

    /// The messages of those that are sure enough.
    fn sure(&self, text: &str) -> Vec<String> {
        let all = self.all(text, "en").into_iter();
        all.filter(|found| found.score >= CONFIDENT).map(|found| found.message).collect()
    }
}

const PUMP: [&str; 4] = [
    "The pump 'alpha' stopped after 00:02:00: the tank is empty",
    "The pump could not open /dev/valve3: permission denied by the safety lock",
    "Access to the left chamber was denied (0x80070005)",
    "The lid of the pump",
];

#[test]
fn values_may_differ_and_what_is_around_the_message_does_not_matter() {
    let help = Help::new(&[("en/pump.md", &PUMP)]);
    for text in [
        PUMP[0],
        "The pump 'omega 12' stopped after 23:59:59: the tank is empty",
        "2025-03-12T06:25:14Z host7 pumpd[4411]: ERROR The pump \"x\" stopped after 1:00: the tank is empty (job 7)",
        "{\"level\":\"error\",\"msg\":\"the PUMP `b` stopped after 5 s: the tank is empty\"}",
        "\u{1b}[31mThe pump 'a'\u{1b}[0m stopped after 00:00:01:\n   the tank is empty",
    ] {
        assert_eq!(help.sure(text).first().map(String::as_str), Some(PUMP[0]), "{text}");
    }
}

#[test]
fn a_message_cut_short_is_found_by_its_beginning() {
    let help = Help::new(&[("en/pump.md", &PUMP)]);
    assert_eq!(help.sure("The pump could not open /dev/valve9: permission denied"), [PUMP[1]]);
}

#[test]
fn the_order_of_words_matters() {
    let help = Help::new(&[("en/pump.md", &PUMP)]);
    assert_eq!(help.sure("lock safety the by denied permission valve open not could pump"), [""; 0]);
}

#[test]
fn a_code_leads_to_its_error_in_every_spelling() {
    let help = Help::new(&[("en/pump.md", &PUMP)]);
    for text in ["0x80070005", "failed with -2147024891", "HRESULT: 2147942405.", "0X80070005"] {
        assert_eq!(help.sure(text), [PUMP[2]], "{text}");
    }
}

#[test]
fn a_message_in_any_language_leads_to_the_readers() {
    let help = Help::new(&[
        ("en/pump.md", &["The tank of the pump is empty today", "The valve of the pump is jammed again"]),
        ("pt-BR/pump.md", &["O tanque da bomba está vazio hoje", "A válvula da bomba emperrou outra vez"]),
    ]);
    let found = help.all("The valve of the pump is jammed again", "pt-BR");
    assert_eq!(found[0].message, "A válvula da bomba emperrou outra vez");
    assert_eq!((found[0].locale.as_str(), found[0].cause.as_deref()), ("pt-BR", Some("Why 1.")));
    let found = help.all("a valvula da bomba emperrou outra vez", "ja");
    assert_eq!(found[0].locale.as_str(), "pt-BR");
}

#[test]
fn a_log_gives_each_of_its_errors_once() {
    let help = Help::new(&[("en/pump.md", &PUMP)]);
    let line = |n: u32| format!("06:25:{n} The pump 'p{n}' stopped after 00:0{n}:00: the tank is empty\n");
    let log: String = (3..9).map(line).collect::<String>()
        + "  at pump.Job.run(Job.java:88)\nAccess to the left chamber was denied (0x80070005)\n";
    let mut found = help.sure(&log);
    found.sort();
    assert_eq!(found, [PUMP[2], PUMP[0]]);
    let all = help.all(&log, "en");
    let lines: BTreeMap<&str, usize> =
        all.iter().map(|found| (found.message.as_str(), found.matched.line)).collect();
    assert_eq!((lines[PUMP[0]], lines[PUMP[2]]), (1, 8));
}

#[test]
fn what_every_log_says_explains_nothing() {
    let help = Help::new(&[("en/pump.md", &PUMP)]);
    for text in
        ["", "connection denied", "the pump", "permission denied", "could not open /dev/sda: no such device"]
    {
        assert_eq!(help.sure(text), [""; 0], "{text}");
    }
}

#[test]
fn a_line_of_any_length_is_read_to_its_end() {
    let help = Help::new(&[("en/pump.md", &PUMP)]);
    let line = format!("{} {}", "{\"ação\":1},".repeat(20_000), PUMP[0]);
    assert_eq!(help.sure(&line), [PUMP[0]]);
}

#[test]
fn an_index_without_its_messages_is_damaged() {
    let help = Help::new(&[("en/pump.md", &PUMP)]);
    fs::remove_dir_all(help._folder.path().join("_messages")).unwrap();
    let error = help.library.messages().err().unwrap();
    assert!(error.to_string().contains("is damaged: run `ajuda build`"), "{error}");
}
