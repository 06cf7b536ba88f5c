//! A site built in parts by processes that know nothing of each other, on one machine or on many.
//!
//! 1. Every shard reads, parses and resolves the whole site, which is the smaller part of the work.
//! 2. `plan` says which files and which parts of the index are its own; it renders and writes these.
//! 3. `manifest` lists them, with what the shard is made of (`input`).
//! 4. `merge` holds the shards to each other and puts the site and the index in place.
//!
//! The merged folders are, byte for byte, those of one build.

mod input;
mod manifest;
mod merge;
mod plan;

pub use merge::{Merged, merge};
pub(super) use plan::Share;

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use anyhow::bail;
use serde::{Deserialize, Serialize};

use self::input::Input;
use self::manifest::{INDEX, Manifest, SITE};
use self::plan::Plan;
use super::write::Writing;
use super::{Built, Step, load_theme, load_to_write};
use crate::config::Config;
use crate::diagnostic::{Checked, Count};
use crate::fs::{self, Stage};

/// The file that says a folder is a shard of ours.
const MARKER: &str = ".ajuda-shard";
/// How many shards there can be.
const MOST: u16 = 256;

/// Which of how many shards; written `2/4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shard {
    of: u16,
    number: u16,
}

impl Shard {
    /// Which it is, from 1.
    pub fn number(self) -> u16 {
        self.number
    }

    /// How many there are.
    pub fn of(self) -> u16 {
        self.of
    }

    /// Whether it is the one that says what is no shard's own.
    fn is_first(self) -> bool {
        self.number == 1
    }

    /// All that there are of so many.
    fn all(of: u16) -> impl Iterator<Item = Shard> {
        (1..=of).map(move |number| Shard { of, number })
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let numbers = text.split_once('/').and_then(|(number, of)| {
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            (digits(number) && digits(of)).then_some((number, of))
        });
        let (number, of) =
            numbers.ok_or("write which shard of how many, such as `2/4` for the second of four")?;
        match (number.parse(), of.parse()) {
            (Ok(number), Ok(of)) if (1..=MOST).contains(&of) && (1..=of).contains(&number) => {
                Ok(Shard { of, number })
            }
            (_, Ok(of)) if (1..=MOST).contains(&of) => {
                Err(format!("of {of} shards the first is `1/{of}` and the last `{of}/{of}`"))
            }
            _ => Err(format!("there can be 1 to {MOST} shards")),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl From<Shard> for String {
    fn from(shard: Shard) -> String {
        shard.to_string()
    }
}

impl TryFrom<String> for Shard {
    type Error = String;

    fn try_from(text: String) -> Result<Shard, String> {
        text.parse()
    }
}

/// Builds one shard of a site into a folder, which lies apart from all others of the site; neither the site's
/// folder nor that of the index is touched.
/// `Built::diagnostics` are those that this shard is to say, so that all shards together say each once.
///
/// # Errors
/// When the folder is not the shard's alone, and when something cannot be read or written. A shard that was in
/// the folder is whole then.
pub fn build_shard(
    config: &Config,
    shard: Shard,
    out: &Path,
    progress: &(dyn Fn(Step) + Sync),
) -> anyhow::Result<Built> {
    fs::apart(&[out, &config.out, &config.index], &[])?;
    let kept = [config.content.as_path(), &config.templates, &config.static_files];
    fs::apart(&[out], &kept.into_iter().chain(config.cache.as_deref()).collect::<Vec<_>>())?;
    if fs::is_walked(&config.content, out)? {
        bail!(
            "`{}` would be content, as it lies in `{}`: name another folder, or one whose name begins with `.`",
            out.display(),
            config.content.display()
        );
    }
    let stage = Stage::begin(out, MARKER)?;
    let (Checked { value: site, mut diagnostics }, kept) = load_to_write(config, &stage, progress)?;
    let plan = Plan::new(&site, shard.of);
    let share = Share { plan: &plan, shard };
    let locales = site.locales.len();
    let pages = site.pages.iter().filter(|page| share.has_file(&page.url.file())).count();
    let left_out = site.left_out;
    let built = |diagnostics, written| Built { pages, locales, left_out, diagnostics, written, kept };
    let theme = match load_theme(config, &mut diagnostics)? {
        Ok(theme) => theme,
        Err(mut findings) => {
            diagnostics.append(&mut findings);
            return Ok(built(diagnostics, false));
        }
    };
    let input = Input::of(&site, config, &theme)?;
    diagnostics.retain(|finding| share.says(finding));
    let site = site.without_texts();
    let index = stage.folder().join(INDEX);
    fs::create_folder(&index)?;
    let (mut failed, indexed) = Writing {
        site: &site,
        config,
        theme: &theme,
        share: Some(share),
        stage: &stage,
        below: SITE,
        index: &index,
        books: None,
        progress,
    }
    .run()?;
    let written = failed.is_empty();
    diagnostics.append(&mut failed);
    if written {
        progress(Step::Finish);
        let said = Count::of(&diagnostics);
        let pages = site.pages.len();
        Manifest::of(&stage, shard, input, pages, left_out, said, indexed)?.write(&stage)?;
        stage.commit()?;
    }
    rayon::spawn(move || drop(site));
    Ok(built(diagnostics, written))
}
