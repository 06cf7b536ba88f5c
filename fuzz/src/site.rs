//! A small site whose index the targets ask, built once a process.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ajuda::config::Config;
use ajuda::index::{Explanation, Hit, Kind, Library, LocaleIndex, Messages, explain, search, suggestion};
use ajuda::model::Locale;
use anyhow::Context as _;

const PAGES: [(&str, &str); 5] = [
    ("en/faq.md", "# Questions\n\n## How do I change my password?\n\nOpen the settings of `your-account`.\n"),
    (
        "en/network.md",
        "# Troubleshooting\n\n## Error: the request timed out after 00:05:00\n\n### Cause\n\nA slow network.\n\n\
         ### Solution\n\nTry again.\n\n## Error 0x80070005: access to \"C:\\data\" is denied\n\n\
         ### Solution\n\nAsk for it.\n",
    ),
    ("pt-BR/faq.md", "# Perguntas\n\n## Como troco minha senha?\n\nAbra as configurações da conta.\n"),
    (
        "de/faq.md",
        "# Fragen\n\n## Wo steht die Kontoeinstellung?\n\nIm Kontomenü, bei den Passworteinstellungen.\n",
    ),
    ("ja/faq.md", "# よくある質問\n\n## パスワードを変更するには？\n\n設定を開きます。\n"),
];

/// The locales of the site.
pub const LOCALES: [&str; 4] = ["en", "pt-BR", "de", "ja"];

/// The folder of the index.
pub fn index() -> &'static Path {
    static INDEX: OnceLock<PathBuf> = OnceLock::new();
    INDEX.get_or_init(|| {
        let root = std::env::temp_dir().join(format!("ajuda-fuzz-{}", std::process::id()));
        for (path, text) in PAGES {
            let file = root.join("content").join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        let mut config = Config::without_file(Some(&root.join("content")));
        config.out = root.join("site");
        config.index = root.join("index");
        let built = ajuda::pipeline::build(&config, &|_| {}).unwrap();
        assert!(built.written && built.diagnostics.is_empty(), "{:?}", built.diagnostics);
        config.index
    })
}

/// An index, opened.
pub struct Opened {
    library: Library,
    locales: Vec<LocaleIndex>,
    messages: Messages,
}

thread_local! {
    /// Each thread that asks has its own, for what was read of messages is kept for one alone.
    static OPENED: &'static Opened = Box::leak(Box::new(Opened::new(index()).unwrap()));
}

/// The index of the site, opened once a process: a fuzzer has one thread.
pub fn opened() -> &'static Opened {
    OPENED.with(|opened| *opened)
}

impl Opened {
    /// Opens an index for everything that it answers.
    ///
    /// # Errors
    /// When it cannot be read; the message says what to run.
    pub fn new(folder: &Path) -> anyhow::Result<Opened> {
        let library = Library::open(folder)?;
        let locales = LOCALES.map(|tag| library.locale(&Locale::parse(tag).unwrap()));
        let locales = locales.into_iter().collect::<anyhow::Result<_>>()?;
        Ok(Opened { locales, messages: library.messages()?, library })
    }

    /// What it says to readers of each language.
    ///
    /// # Errors
    /// When it cannot be read; the message says what to run.
    pub fn ask(&self, query: &str, kind: Option<Kind>) -> anyhow::Result<Vec<String>> {
        let answers = self.locales.iter().map(|index| self.answers(index, query, kind));
        let answers: anyhow::Result<Vec<_>> = answers.collect();
        Ok(answers.with_context(|| self.library.damaged())?.concat())
    }

    fn answers(&self, index: &LocaleIndex, query: &str, kind: Option<Kind>) -> anyhow::Result<Vec<String>> {
        let hits = search(index, query, kind, 10)?;
        hits.iter().for_each(marks);
        let meant = suggestion(index, query, &hits)?;
        Ok(vec![
            format!("{hits:?}"),
            format!("{meant:?}"),
            format!("{:?}", self.explain(query, &index.locale)?),
        ])
    }

    /// What explains a message to a reader.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn explain(&self, said: &str, reader: &Locale) -> anyhow::Result<Vec<Explanation>> {
        let found = explain(&self.messages, said, reader, 10)?;
        for explanation in &found {
            assert!(explanation.score <= 1000, "{explanation:?}");
        }
        Ok(found)
    }
}

/// What is marked lies in the text, on character boundaries, from left to right.
fn marks(hit: &Hit) {
    let mut end = 0;
    for mark in &hit.snippet.marks {
        assert!(end <= mark.start && mark.start < mark.end, "{hit:?}");
        assert!(hit.snippet.text.get(mark.clone()).is_some(), "{hit:?}");
        end = mark.end;
    }
}
