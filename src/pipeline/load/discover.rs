//! What lies in the content folder, by what it is for.

use std::collections::BTreeSet;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use crate::config::{self, Config};
use crate::diagnostic::{Checked, Diagnostic};
use crate::fs::{self, Entry};
use crate::model::Locale;
use crate::parse::{self, Placing};
use crate::source::{Area, SourcePath};

/// The files of the content folder, each list sorted.
pub(super) struct Discovered {
    pub(super) pages: Vec<SourcePath>,
    /// Markdown that is no page of its own: what others include.
    pub(super) fragments: Vec<SourcePath>,
    /// YAML that may be a page of questions.
    pub(super) yaml: Vec<SourcePath>,
    pub(super) tocs: Vec<SourcePath>,
    /// All others.
    pub(super) files: Vec<SourcePath>,
    /// What is to be mended about files and folders that could not be listed.
    pub(super) findings: Vec<Diagnostic>,
    /// Which locale each belongs to.
    pub(super) placing: Placing,
    settings: Settings,
}

/// The settings that all of it follows from.
#[derive(PartialEq, Eq)]
struct Settings {
    content: PathBuf,
    /// Folders that are none of the content, wherever they lie.
    without: Vec<PathBuf>,
    locales: Option<Vec<Locale>>,
    default_locale: Option<Locale>,
}

impl Settings {
    fn of(config: &Config) -> Settings {
        let without = [&config.out, &config.index, &config.templates, &config.static_files].into_iter();
        Settings {
            content: config.content.clone(),
            without: without.chain(&config.cache).cloned().collect(),
            locales: config.locales.clone(),
            default_locale: config.default_locale.clone(),
        }
    }
}

impl Discovered {
    /// Walks over the content folder.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub(super) fn of(config: &Config) -> anyhow::Result<Discovered> {
        if !config.content.is_dir() {
            anyhow::bail!(
                "`{}` is not a folder; name the folder of markdown with `--content DIR`",
                config.content.display()
            );
        }
        let settings = Settings::of(config);
        let without: Vec<&Path> = settings.without.iter().map(PathBuf::as_path).collect();
        let Checked { value: paths, diagnostics: findings } =
            fs::walk(Area::Content, &settings.content, &without)?;
        let (mut pages, mut fragments, mut yaml) = (Vec::new(), Vec::new(), Vec::new());
        let (mut tocs, mut files) = (Vec::new(), Vec::new());
        for path in paths {
            let is_fragment = |segment: &str| segment.starts_with('_') && !segment.starts_with("_index.");
            let fragment = path.as_str().split('/').any(is_fragment)
                || path.folder().split('/').any(|s| s == "includes");
            match path.extension().as_str() {
                _ if parse::is_toc(&path) => tocs.push(path),
                "md" | "markdown" if !fragment => pages.push(path),
                "md" | "markdown" => fragments.push(path),
                "yml" | "yaml" => yaml.push(path),
                "toml" if path.as_str() == config::FILE_NAME => {}
                _ => files.push(path),
            }
        }
        let placing = Placing::new(settings.locales.clone(), settings.default_locale.clone(), &pages);
        Ok(Discovered { pages, fragments, yaml, tocs, files, findings, placing, settings })
    }

    /// Whether another walk would find the same, when nothing but these real paths changed since: a
    /// file that is listed is one still, and what is not listed is not there.
    pub(super) fn holds(&self, config: &Config, changed: &BTreeSet<PathBuf>) -> bool {
        let content = fs::real(&config.content);
        // What could not be listed may be listed now without a change of its own.
        self.findings.is_empty()
            && self.settings == Settings::of(config)
            && changed.iter().all(|path| match path.strip_prefix(&content) {
                Ok(below) => source_path(below).is_some_and(|below| self.holds_at(path, &below)),
                Err(_) => !content.starts_with(path),
            })
    }

    fn holds_at(&self, path: &Path, below: &SourcePath) -> bool {
        if self.lists(below) {
            fs::entry(path) == Some(Entry::File)
        } else {
            fs::entry(path).is_none() && !self.lists_below(below)
        }
    }

    fn lists(&self, path: &SourcePath) -> bool {
        self.lists_of_files().iter().any(|list| list.binary_search(path).is_ok())
    }

    /// Whether a file is listed that lies in this folder.
    fn lists_below(&self, folder: &SourcePath) -> bool {
        let first = format!("{folder}/");
        self.lists_of_files().iter().any(|list| {
            let at = list.partition_point(|path| path.as_str() < first.as_str());
            list.get(at).is_some_and(|path| path.as_str().starts_with(&first))
        })
    }

    fn lists_of_files(&self) -> [&[SourcePath]; 5] {
        [&self.pages, &self.fragments, &self.yaml, &self.tocs, &self.files]
    }
}

/// Those of some real paths that lie below the content folder, as sources have them.
pub(super) fn below(content: &Path, paths: &BTreeSet<PathBuf>) -> Vec<SourcePath> {
    let content = fs::real(content);
    paths.iter().filter_map(|path| source_path(path.strip_prefix(&content).ok()?)).collect()
}

/// A path below the content folder; none for the folder itself, and for names that are no text.
fn source_path(below: &Path) -> Option<SourcePath> {
    let below = below.to_str().filter(|below| !below.is_empty())?;
    Some(SourcePath::new(&below.replace(MAIN_SEPARATOR, "/")))
}
