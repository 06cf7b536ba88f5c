//! Where a command's settings come from: `ajuda.toml`, then what the command line says.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use anyhow::Context as _;

use super::history;
use crate::config::{Config, FILE_NAME};
use crate::diagnostic::{Diagnostic, Format, Reporter};
use crate::fs;
use crate::model::{History, address};

/// What the command line says over the file.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--content`.
    pub content: Option<PathBuf>,
    /// `--out`.
    pub out: Option<PathBuf>,
    /// `--index`.
    pub index: Option<PathBuf>,
    /// `--base-url`.
    pub base_url: Option<String>,
    /// Whether to neither read nor keep what was parsed (`--no-cache`).
    pub no_cache: bool,
    /// Whether to show drafts and pages whose day has not come.
    pub drafts: bool,
    /// The log of git as it was when it was first asked for.
    pub history: OnceLock<Arc<History>>,
}

impl Overrides {
    /// The file the settings are read from, whether or not it exists.
    pub fn file(&self) -> PathBuf {
        self.config.clone().unwrap_or_else(|| PathBuf::from(FILE_NAME))
    }

    /// Reads the settings, and the log of git where they ask for it.
    ///
    /// # Errors
    /// When a file that was named cannot be read; what to mend in it is the inner error.
    pub fn read(&self) -> anyhow::Result<Result<Config, Box<Diagnostic>>> {
        let mut config = match self.read_file()? {
            Ok(config) => config,
            Err(finding) => return Ok(Err(finding)),
        };
        if config.git_history {
            config.history = Some(self.history(&config)?);
        }
        Ok(Ok(config))
    }

    /// Reads the settings alone.
    ///
    /// # Errors
    /// When a file that was named cannot be read; what to mend in it is the inner error.
    pub fn read_file(&self) -> anyhow::Result<Result<Config, Box<Diagnostic>>> {
        let file = self.file();
        let text =
            fs::read_optional(&file).with_context(|| format!("could not read `{}`", file.display()))?;
        let mut config = match text {
            Some(text) => {
                let root = file.parent().unwrap_or(Path::new(""));
                let name = file.file_name().map_or_else(|| FILE_NAME.into(), |name| name.to_string_lossy());
                match Config::parse(text, &name, root) {
                    Ok(config) => config,
                    Err(finding) => return Ok(Err(finding)),
                }
            }
            None if self.config.is_some() => anyhow::bail!("there is no file `{}`", file.display()),
            None => Config::without_file(self.content.as_deref()),
        };
        if let Some(content) = &self.content {
            config.content.clone_from(content);
        }
        if let Some(out) = &self.out {
            config.out.clone_from(out);
        }
        if let Some(index) = &self.index {
            config.index.clone_from(index);
        }
        config.cache = (!self.no_cache).then(|| cache_beside(&config.index));
        config.today = Some(jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date());
        config.drafts = self.drafts;
        if let Some(url) = self.base_url.as_ref().filter(|url| !address::is_web(url)) {
            anyhow::bail!(
                "`{url}` is not an address of the web: write scheme and host, such as `https://example.com/help/`"
            );
        }
        Ok(Ok(config.with_base_url(self.base_url.clone())))
    }
}

/// Where what builds keep lies: hidden, so that no folder of somebody's is taken for it.
fn cache_beside(index: &Path) -> PathBuf {
    let is_ours = index.parent().and_then(Path::file_name).is_some_and(|folder| folder == ".ajuda");
    index.with_file_name(if is_ours { "cache" } else { ".ajuda-cache" })
}

impl Overrides {
    /// The log of git for the content, read once however often the settings are.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn history(&self, config: &Config) -> anyhow::Result<Arc<History>> {
        if let Some(history) = self.history.get() {
            return Ok(history.clone());
        }
        let history = Arc::new(history::read(&config.content)?);
        Ok(self.history.get_or_init(|| history).clone())
    }
}

/// How findings of a site with these settings name their files.
pub fn reporter(config: &Config, format: Format) -> Reporter {
    Reporter {
        format,
        content: config.content.clone(),
        templates: config.templates.clone(),
        static_files: config.static_files.clone(),
        config: config.root.clone(),
    }
}
