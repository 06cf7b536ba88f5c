//! Explaining, over the whole of our own help centre: each of its messages leads to its error, and the
//! lines of ordinary logs to none.

use std::path::Path;

use ajuda::config::Config;
use ajuda::index::{self, CONFIDENT, Library};
use ajuda::model::Locale;
use ajuda::pipeline;

/// 200 lines of forty programs.
const ORDINARY: &str = include_str!("explain/ordinary.log");

#[test]
fn messages_lead_to_their_errors_and_ordinary_lines_to_none() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let site = pipeline::load(&Config::without_file(Some(&content)), &|_| {}).unwrap().value;
    let folder = tempfile::tempdir().unwrap();
    index::write_with_web(&site, folder.path(), &|_: &str, _: &[u8]| Ok(())).unwrap();
    let messages = Library::open(folder.path()).unwrap().messages().unwrap();
    let ask = |text: &str, locale: &Locale| {
        let found = index::explain(&messages, text, locale, 1).unwrap().into_iter().next();
        found.filter(|found| found.score >= CONFIDENT)
    };
    let mut asked = 0;
    for page in &site.pages {
        for (error, key) in page.document.errors.iter().zip(page.error_keys.iter()) {
            if error.message.split_whitespace().count() < 5 {
                continue;
            }
            asked += 1;
            let found = ask(&error.message, &page.document.locale);
            let found = found.unwrap_or_else(|| panic!("nothing explains `{}`", error.message));
            assert_eq!((found.key.as_str(), &found.locale), (key.as_str(), &page.document.locale));
        }
    }
    assert!(asked >= 16, "{asked} messages");
    let answered: Vec<&str> =
        ORDINARY.lines().filter(|line| ask(line, &Locale::english()).is_some()).collect();
    assert_eq!(ORDINARY.lines().count(), 200);
    assert!(answered.len() <= 4, "ordinary lines that were explained: {answered:#?}");
}
