//! Reads the content folder into a site, again and again: what did not change is not read again, and
//! what is made of the same sources is not parsed again.
//!
//! The list of files is the same while none is known to have come or gone; a file is the same while what the
//! system says of it is; a document is the same while its digest is, which is of its source and of the files
//! that it asked for. A `Memo` that is empty or wrong about nothing gives the same site.
//!
//! What another process read (`cache::list`) is known, and not at hand: a text is read when it is asked for,
//! which a document that is kept needs for the places of findings alone. A text that is another by then, since
//! its file was written or removed after it was looked at, makes the load begin anew, with that file unknown.

mod discover;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context as _;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Step;
use super::cache::Cache;
use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::digest::Digest;
use crate::fs::{self, Shelf, Stat};
use crate::model::{Aside, Document, Site};
use crate::parse::{self, Asked, Includes, Placing, RawHtml, Toc};
use crate::resolve::{self, Parsed, Settled};
use crate::source::{Area, Source, SourcePath};
use discover::Discovered;

/// Width and height in pixels.
pub(super) type Size = (u32, u32);

/// The sources that were read.
pub(super) type Sources = FxHashMap<SourcePath, Read>;

/// How large pictures are, as far as they say.
pub(super) type Pictures = FxHashMap<SourcePath, (Stat, Option<Size>)>;

/// What one load leaves for the next.
#[derive(Default)]
pub struct Memo {
    discovered: Option<Discovered>,
    pub(super) sources: Sources,
    documents: FxHashMap<SourcePath, Made<Document>>,
    tocs: FxHashMap<SourcePath, Made<Toc>>,
    pictures: Pictures,
    settled: Settled,
    /// How much is held of what pages say, in bytes, and where the rest is laid.
    shelf: Option<(usize, Shelf)>,
    /// What else the digests of documents are of.
    made_with: Option<(Placing, RawHtml)>,
    /// What earlier processes parsed, until it was read; then what is to be kept for later ones.
    pub(super) cache: Option<Cache>,
}

/// What is known to have changed since the last load.
#[derive(Clone, Copy, Debug)]
pub enum Changes<'a> {
    /// Anything may have.
    Unknown,
    /// The files and folders with these real paths, and nothing else of the content folder.
    Only(&'a BTreeSet<PathBuf>),
}

impl Memo {
    /// A memo that begins with what earlier processes kept, where the settings name a place for it.
    pub fn kept(config: &Config) -> Memo {
        let mut cache = Cache::of(config);
        let files = cache.as_mut().map(|cache| cache.files(&config.content));
        let (sources, pictures) = files.unwrap_or_default();
        Memo { cache, sources, pictures, ..Memo::default() }
    }

    /// The same, which holds so many bytes of what pages say, and lays the rest on a shelf.
    #[must_use]
    pub fn with_shelf(self, held: usize, shelf: Shelf) -> Memo {
        Memo { shelf: Some((held, shelf)), ..self }
    }

    /// The same for a load that is to be kept, which begins now.
    pub fn to_keep(config: &Config) -> Memo {
        let mut memo = Memo::kept(config);
        memo.cache.iter_mut().for_each(Cache::begin);
        memo
    }

    /// Keeps what was read and parsed for later processes, once.
    ///
    /// # Errors
    /// The operating system's. Nothing is lost with it but time.
    pub fn keep(&mut self) -> anyhow::Result<()> {
        let cache = self.cache.take();
        cache.map_or(Ok(()), |cache| cache.keep(&self.documents, &self.sources, &self.pictures))
    }

    /// Whether every text that was asked for was the one that it was known to be.
    fn is_as_known(&self) -> bool {
        let read = self.sources.values().map(|read| &read.source);
        // What was made of an earlier reading of the same text holds to that.
        let documents = self.documents.values().map(|made| &made.value.source);
        let tocs = self.tocs.values().map(|made| &made.source);
        read.chain(documents).chain(tocs).all(Source::is_as_known)
    }

    /// Forgets the texts that were others than they were known to be, and all that may have been made of them.
    fn forget_others(&mut self) {
        self.sources.retain(|_, read| read.source.is_as_known());
        self.documents.retain(|_, made| made.value.source.is_as_known() && made.asked.is_empty());
        self.tocs.retain(|_, made| made.source.is_as_known());
    }

    /// Forgets what does not hold after these changes. Within the resolution of a file system's clock a
    /// changed file may have the size and the time that it had before.
    fn forget(&mut self, config: &Config, changes: Changes<'_>) {
        let Changes::Only(paths) = changes else {
            self.discovered = None;
            return;
        };
        self.discovered = self.discovered.take().filter(|list| list.holds(config, paths));
        for path in discover::below(&config.content, paths) {
            self.sources.remove(&path);
            self.pictures.remove(&path);
        }
    }
}

/// A source as it was read.
#[derive(Clone)]
pub(super) struct Read {
    pub(super) stat: Stat,
    pub(super) source: Source,
    /// The files whose text it shows.
    pub(super) shows: Arc<[SourcePath]>,
    /// Whether it is a YAML file of questions.
    pub(super) is_faq: bool,
}

/// What was made of a source.
pub(super) struct Made<T> {
    pub(super) source: Source,
    /// Of all that it was made of but for the files that it asked for.
    pub(super) of: Digest,
    /// The files that it asked for, as they were then.
    pub(super) asked: Vec<Asked>,
    pub(super) value: Arc<T>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads the content folder into a site, without writing anything; `memo` is what the last load left.
///
/// # Errors
/// When the content folder is not there or cannot be read.
pub(super) fn load(
    config: &Config,
    memo: &mut Memo,
    changes: Changes<'_>,
    progress: &(dyn Fn(Step) + Sync),
) -> anyhow::Result<Checked<Site>> {
    let mut loaded = load_once(config, memo, changes, progress)?;
    // Each time something less is known without being at hand, so this ends.
    while !memo.is_as_known() {
        memo.forget_others();
        loaded = load_once(config, memo, Changes::Unknown, progress)?;
    }
    Ok(loaded)
}

fn load_once(
    config: &Config,
    memo: &mut Memo,
    changes: Changes<'_>,
    progress: &(dyn Fn(Step) + Sync),
) -> anyhow::Result<Checked<Site>> {
    memo.forget(config, changes);
    let discovered = match memo.discovered.take() {
        Some(discovered) => discovered,
        None => Discovered::of(config)?,
    };
    let mut diagnostics = discovered.findings.clone();
    diagnostics.extend(config.unsafe_html.then(unsafe_html));
    let placing = &discovered.placing;
    let raw_html = if config.unsafe_html { RawHtml::AsWritten } else { RawHtml::Sanitised };
    let mut as_before = memo.made_with.as_ref() == Some(&(placing.clone(), raw_html));
    progress(Step::Parse(discovered.pages.len()));
    let mut reading =
        Reading { config, before: std::mem::take(&mut memo.sources), memo, diagnostics: &mut diagnostics };
    let mut pages = reading.read(&discovered.pages)?;
    let yaml = reading.read(&discovered.yaml)?;
    pages.extend(yaml.into_iter().filter(|read| read.is_faq));
    let fragments = reading.read(&discovered.fragments)?;
    let tocs = reading.read(&discovered.tocs)?;
    let shows = pages.iter().chain(&fragments).flat_map(|read| read.shows.iter());
    let shown = reading.read(&shown_files(shows, &discovered.files))?;
    let texts = pages.iter().chain(&fragments).chain(&shown);
    let texts: BTreeMap<SourcePath, Source> =
        texts.map(|read| (read.source.path().clone(), read.source.clone())).collect();

    let of = |source: &Source| parse::of_source(source, placing, raw_html);
    if let Some(cache) = memo.cache.as_mut().filter(|_| memo.made_with.is_none()) {
        memo.documents = cache.documents(pages.iter().map(|read| &read.source), of, &texts);
        as_before = true;
    }
    let room = AtomicUsize::new(memo.shelf.as_ref().map_or(0, |(held, _)| *held));
    let shelf = memo.shelf.as_ref().map(|(_, shelf)| shelf);
    let make = |source: &Source, files: &Includes<'_>| {
        let mut checked = parse::parse(source, placing, files, raw_html);
        if let Some(shelf) = shelf {
            lay_aside(&mut checked.value, shelf, &room);
        }
        checked
    };
    let documents = make_all(&pages, &texts, &mut memo.documents, as_before, of, make, &mut diagnostics);
    let make = |source: &Source, _: &Includes<'_>| parse::parse_toc(source.clone());
    let tocs = make_all(&tocs, &texts, &mut memo.tocs, true, Source::digest, make, &mut diagnostics);
    let mut moved = Vec::new();
    for source in moves(config)? {
        let mut checked = parse::parse_moves(source);
        diagnostics.append(&mut checked.diagnostics);
        moved.push(checked.value);
    }
    progress(Step::Resolve(documents.len()));
    let picture_sizes = picture_sizes(config, &discovered.files, &mut memo.pictures)?;
    let parsed = Parsed { documents, tocs, moves: moved, files: discovered.files.clone(), picture_sizes };
    let Checked { value: site, diagnostics: mut found } =
        resolve::resolve(parsed, placing, config, &mut memo.settled);
    diagnostics.append(&mut found);
    memo.made_with = Some((placing.clone(), raw_html));
    memo.discovered = Some(discovered);
    Ok(Checked { value: site, diagnostics })
}

/// Lays aside what a page says where there is no room to hold it. Where it cannot be, it is held all the same.
fn lay_aside(document: &mut Document, shelf: &Shelf, room: &AtomicUsize) {
    let (Aside::Held(body), Aside::Held(sections)) = (&document.body, &document.sections) else { return };
    let size = body.html.len() + sections.iter().map(|section| section.text.len()).sum::<usize>();
    let less = |room: usize| room.checked_sub(size);
    if room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok() {
        return;
    }
    if let (Ok(body), Ok(sections)) = (document.body.laid_on(shelf), document.sections.laid_on(shelf)) {
        (document.body, document.sections) = (body, sections);
    }
}

/// Said at each build, so that nobody forgets whom the site trusts.
fn unsafe_html() -> Diagnostic {
    let file = SourcePath::new(crate::config::FILE_NAME);
    let message = "raw HTML is let into the pages as it is: whoever writes content can run code in them";
    Diagnostic::in_file(Area::Config, &file, Code::ConfigUnsafeHtml, message)
        .help("remove `unsafe-html` unless every page needs it and everybody who writes is trusted")
}

/// The files of the content folder, beside its markdown, whose text some source shows.
fn shown_files<'a>(wanted: impl Iterator<Item = &'a SourcePath>, files: &[SourcePath]) -> Vec<SourcePath> {
    let wanted: BTreeSet<String> = wanted.map(|path| path.as_str().to_lowercase()).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    files.iter().filter(|path| wanted.contains(&path.as_str().to_lowercase())).cloned().collect()
}

/// The files that say where old addresses lead, where there are any.
fn moves(config: &Config) -> anyhow::Result<Vec<Source>> {
    const OPEN_PUBLISHING: &str = ".openpublishing.redirection.json";
    let places = [
        (Area::Content, &config.content, OPEN_PUBLISHING),
        (Area::Config, &config.root, OPEN_PUBLISHING),
        (Area::Content, &config.content, "_redirects"),
        (Area::Static, &config.static_files, "_redirects"),
    ];
    let mut sources = Vec::new();
    for (area, folder, name) in places {
        let file = folder.join(name);
        let text =
            fs::read_optional(&file).with_context(|| format!("could not read `{}`", file.display()))?;
        // One file is found twice where the content lies in the folder of the settings.
        let is_new = |text: &String| sources.iter().all(|other: &Source| other.text() != text);
        sources.extend(text.filter(is_new).map(|text| Source::new(area, SourcePath::new(name), text)));
    }
    Ok(sources)
}

/// Sources being read.
struct Reading<'a> {
    config: &'a Config,
    before: Sources,
    memo: &'a mut Memo,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reading<'_> {
    /// Reads sources in parallel, but those that are what they were; what is to be mended about a file is
    /// a finding.
    fn read(&mut self, paths: &[SourcePath]) -> anyhow::Result<Vec<Read>> {
        let read = |path: &SourcePath| -> anyhow::Result<Result<Read, Diagnostic>> {
            if let Some(before) = self.before.get(path)
                && fs::stat(&self.config.content.join(path.as_str())) == Some(before.stat)
            {
                return Ok(Ok(before.clone()));
            }
            let (source, stat) = match fs::read_source(Area::Content, &self.config.content, path)? {
                Ok(read) => read,
                Err(finding) => return Ok(Err(finding)),
            };
            let shows = parse::shown_files(&source).into_iter().collect();
            let is_faq = parse::is_yaml_faq(&source);
            Ok(Ok(Read { stat, source, shows, is_faq }))
        };
        let found: Vec<Result<Read, Diagnostic>> =
            paths.par_iter().map(read).collect::<anyhow::Result<_>>()?;
        let mut sources = Vec::with_capacity(found.len());
        for read in found {
            match read {
                Ok(read) => {
                    self.memo.sources.insert(read.source.path().clone(), read.clone());
                    sources.push(read);
                }
                Err(finding) => self.diagnostics.push(finding),
            }
        }
        Ok(sources)
    }
}

/// Makes something of each source in parallel, but of those that are what they were. `of` says of what
/// besides the files that it asks for; for a source that was not read again it says the same as before,
/// where `as_before` is so.
fn make_all<T: Send + Sync>(
    sources: &[Read],
    texts: &BTreeMap<SourcePath, Source>,
    memo: &mut FxHashMap<SourcePath, Made<T>>,
    as_before: bool,
    of: impl Fn(&Source) -> Digest + Sync,
    make: impl Fn(&Source, &Includes<'_>) -> Checked<T> + Sync,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<T>> {
    let mut before = std::mem::take(memo);
    let is_same = |made: &Made<T>, source: &Source| {
        (as_before && made.source.is_same_reading(source) || made.of == of(source))
            && Includes::of(texts).are(&made.asked)
    };
    let made: Vec<Option<Made<T>>> = sources
        .par_iter()
        .map(|Read { source, .. }| {
            if before.get(source.path()).is_some_and(|made| is_same(made, source)) {
                return None;
            }
            let files = Includes::of(texts);
            let Checked { value, diagnostics } = make(source, &files);
            let (source, of, asked) = (source.clone(), of(source), files.asked());
            Some(Made { source, of, asked, value: Arc::new(value), diagnostics })
        })
        .collect();
    let mut values = Vec::with_capacity(made.len());
    for (Read { source, .. }, made) in sources.iter().zip(made) {
        let Some(made) = made.or_else(|| before.remove(source.path())) else { continue };
        diagnostics.extend(made.diagnostics.iter().cloned());
        values.push(made.value.clone());
        memo.insert(source.path().clone(), made);
    }
    values
}

/// Endings of files that pages show and that say how large they are.
const PICTURES: [&str; 6] = ["gif", "jpeg", "jpg", "png", "svg", "webp"];

/// How large the pictures among the files are.
fn picture_sizes(
    config: &Config,
    files: &[SourcePath],
    memo: &mut Pictures,
) -> anyhow::Result<BTreeMap<SourcePath, Size>> {
    let pictures = files.par_iter().filter(|path| PICTURES.contains(&path.extension().as_str()));
    let sized = |path: &SourcePath| -> anyhow::Result<(SourcePath, (Stat, Option<Size>))> {
        let file = config.content.join(path.as_str());
        let before = memo.get(path).filter(|(before, _)| fs::stat(&file) == Some(*before));
        let sized = match before {
            Some(before) => *before,
            None => {
                fs::picture_size(&file).with_context(|| format!("could not read `{}`", file.display()))?
            }
        };
        Ok((path.clone(), sized))
    };
    let found: Pictures = pictures.map(sized).collect::<anyhow::Result<_>>()?;
    *memo = found;
    Ok(memo.iter().filter_map(|(path, (_, size))| Some((path.clone(), (*size)?))).collect())
}

#[cfg(test)]
pub(super) mod tests;
