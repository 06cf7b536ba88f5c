//! The stages in order: discover, parse, resolve, then index and render side by side, then disk.
//!
//! Everything between reading and writing is pure. Both folders, the site and the index, are staged
//! and take their places only when both are whole.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::fs::{self, Stage};
use crate::index;
use crate::model::Site;
use crate::parse::{self, Includes, Placing, RawHtml};
use crate::render::{self, Theme};
use crate::resolve::{self, Parsed};
use crate::source::{Area, Source, SourcePath};

/// The file that says a folder is a site of ours.
const SITE_MARKER: &str = ".ajuda-site";
/// The file that says a folder is an index of ours.
const INDEX_MARKER: &str = ".ajuda-index";

/// Where a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading and parsing this many sources.
    Parse(usize),
    /// Settling this many pages.
    Resolve(usize),
    /// Rendering, and indexing beside it, this many pages.
    Write(usize),
    /// A page was written.
    Page,
    /// Putting the new folders in place.
    Finish,
}

/// What a build came to.
#[derive(Debug)]
pub struct Built {
    /// How many pages the site has.
    pub pages: usize,
    /// In how many locales.
    pub locales: usize,
    /// How many pages are left out because they are not to be published yet.
    pub left_out: usize,
    /// What to mend.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the new site is in place; a template that fails keeps the old one.
    pub written: bool,
}

/// What lies in the content folder, by what it is for.
struct Discovered {
    pages: Vec<SourcePath>,
    /// Markdown that is no page of its own: what others include.
    fragments: Vec<SourcePath>,
    /// YAML that may be a page of questions.
    yaml: Vec<SourcePath>,
    tocs: Vec<SourcePath>,
    files: Vec<SourcePath>,
}

/// Reads the content folder into a site, without writing anything.
///
/// # Errors
/// When the content folder is not there or cannot be read.
pub fn load(config: &Config, progress: &(dyn Fn(Step) + Sync)) -> anyhow::Result<Checked<Site>> {
    let Checked { value: discovered, mut diagnostics } = discover(config)?;
    diagnostics.extend(config.unsafe_html.then(unsafe_html));
    let placing = Placing::new(config.locales.clone(), config.default_locale.clone(), &discovered.pages);
    progress(Step::Parse(discovered.pages.len()));
    let mut pages = read(config, &discovered.pages, &mut diagnostics);
    let yaml = read(config, &discovered.yaml, &mut diagnostics);
    pages.extend(yaml.into_iter().filter(parse::is_yaml_faq));
    let fragments = read(config, &discovered.fragments, &mut diagnostics);
    let tocs = read(config, &discovered.tocs, &mut diagnostics);
    let shown = shown_files(pages.iter().chain(&fragments), &discovered.files);
    let shown = read(config, &shown, &mut diagnostics);
    let texts = pages.iter().chain(&fragments).chain(&shown);
    let includes: Includes = texts.map(|source| (source.path().clone(), source.clone())).collect();
    let raw_html = if config.unsafe_html { RawHtml::AsWritten } else { RawHtml::Sanitised };
    let documents = parse_all(&pages, &mut diagnostics, |source| {
        let Checked { value, diagnostics } = parse::parse(source, &placing, &includes, raw_html);
        Checked { value: Arc::new(value), diagnostics }
    });
    let tocs = parse_all(&tocs, &mut diagnostics, |source| parse::parse_toc(source.clone()));
    let moves = parse_all(&moves(config)?, &mut diagnostics, |source| parse::parse_moves(source.clone()));
    progress(Step::Resolve(documents.len()));
    let picture_sizes = picture_sizes(config, &discovered.files);
    let parsed = Parsed { documents, tocs, moves, files: discovered.files, picture_sizes };
    let Checked { value: site, diagnostics: mut found } = resolve::resolve(parsed, &placing, config);
    diagnostics.append(&mut found);
    Ok(Checked { value: site, diagnostics })
}

/// Reads, resolves, renders and indexes; then puts the site and the index in place.
///
/// # Errors
/// When something cannot be read or written. The old site and the old index are whole then.
pub fn build(config: &Config, progress: &(dyn Fn(Step) + Sync)) -> anyhow::Result<Built> {
    fs::apart(&[&config.out, &config.index], &[&config.content, &config.templates, &config.static_files])?;
    // Folders that cannot be written are found before the work is done.
    let site_stage = Stage::begin(&config.out, SITE_MARKER)?;
    let index_stage = Stage::begin(&config.index, INDEX_MARKER)?;
    let Checked { value: site, mut diagnostics } = load(config, progress)?;
    let (pages, locales, left_out) = (site.pages.len(), site.locales.len(), site.left_out);
    let built = |diagnostics, written| Built { pages, locales, left_out, diagnostics, written };

    let theme = match load_theme(config, &mut diagnostics)? {
        Ok(theme) => theme,
        Err(mut findings) => {
            diagnostics.append(&mut findings);
            return Ok(built(diagnostics, false));
        }
    };
    progress(Step::Write(pages));
    let (rendered, indexed) = rayon::join(
        || write_site(&site, config, &theme, &site_stage, progress),
        || {
            let to_site = |path: &str, bytes: &[u8]| site_stage.write(path, bytes);
            index::write_with_web(&site, index_stage.folder(), &to_site).context("could not write the index")
        },
    );
    let mut failed = rendered?;
    indexed?;
    if !failed.is_empty() {
        diagnostics.append(&mut failed);
        return Ok(built(diagnostics, false));
    }
    progress(Step::Finish);
    index_stage.commit()?;
    site_stage.commit()?;
    let built = built(diagnostics, true);
    // Nobody waits until the last of millions of small values is given back.
    rayon::spawn(move || drop(site));
    Ok(built)
}

fn write_site(
    site: &Site,
    config: &Config,
    theme: &Theme,
    stage: &Stage,
    progress: &(dyn Fn(Step) + Sync),
) -> anyhow::Result<Vec<Diagnostic>> {
    let own = fs::walk(Area::Static, &config.static_files, &[])?.value;
    for (path, bytes) in Theme::static_files() {
        stage.write(path, bytes)?;
    }
    // The content's files, then the site's own static files, which win over everything of the theme.
    site.files
        .par_iter()
        .try_for_each(|file| stage.copy(&config.content.join(file.source.as_str()), file.url.as_str()))?;
    let failed = render::render(site, config, theme, &|path, bytes| {
        progress(Step::Page);
        stage.write(path, bytes)
    })?;
    own.par_iter()
        .try_for_each(|path| stage.copy(&config.static_files.join(path.as_str()), path.as_str()))?;
    Ok(failed)
}

/// Said at each build, so that nobody forgets whom the site trusts.
fn unsafe_html() -> Diagnostic {
    let file = SourcePath::new(crate::config::FILE_NAME);
    let message = "raw HTML is let into the pages as it is: whoever writes content can run code in them";
    Diagnostic::in_file(Area::Config, &file, Code::ConfigUnsafeHtml, message)
        .help("remove `unsafe-html` unless every page needs it and everybody who writes is trusted")
}

/// Finds the files of the content folder and what each is for.
fn discover(config: &Config) -> anyhow::Result<Checked<Discovered>> {
    if !config.content.is_dir() {
        anyhow::bail!(
            "`{}` is not a folder; name the folder of markdown with `--content DIR`",
            config.content.display()
        );
    }
    let without: [&Path; 4] = [&config.out, &config.index, &config.templates, &config.static_files];
    let Checked { value: paths, diagnostics } = fs::walk(Area::Content, &config.content, &without)?;
    let mut discovered = Discovered {
        pages: Vec::new(),
        fragments: Vec::new(),
        yaml: Vec::new(),
        tocs: Vec::new(),
        files: Vec::new(),
    };
    for path in paths {
        let is_fragment = |segment: &str| segment.starts_with('_') && !segment.starts_with("_index.");
        let fragment =
            path.as_str().split('/').any(is_fragment) || path.folder().split('/').any(|s| s == "includes");
        match path.extension().as_str() {
            _ if parse::is_toc(&path) => discovered.tocs.push(path),
            "md" | "markdown" if !fragment => discovered.pages.push(path),
            "md" | "markdown" => discovered.fragments.push(path),
            "yml" | "yaml" => discovered.yaml.push(path),
            "toml" if path.as_str() == crate::config::FILE_NAME => {}
            _ => discovered.files.push(path),
        }
    }
    Ok(Checked { value: discovered, diagnostics })
}

/// The files of the content folder, beside its markdown, whose text some source shows.
fn shown_files<'a>(sources: impl Iterator<Item = &'a Source>, files: &[SourcePath]) -> Vec<SourcePath> {
    let wanted: BTreeSet<String> =
        sources.flat_map(parse::shown_files).map(|path| path.as_str().to_lowercase()).collect();
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

/// Reads sources in parallel; what cannot be read is a finding.
fn read(config: &Config, paths: &[SourcePath], diagnostics: &mut Vec<Diagnostic>) -> Vec<Source> {
    let read: Vec<Result<Source, Diagnostic>> =
        paths.par_iter().map(|path| fs::read_source(Area::Content, &config.content, path)).collect();
    let found = |result: Result<Source, Diagnostic>| result.map_err(|finding| diagnostics.push(finding)).ok();
    read.into_iter().filter_map(found).collect()
}

/// Endings of files that pages show and that say how large they are.
const PICTURES: [&str; 5] = ["gif", "jpeg", "jpg", "png", "webp"];

/// How large the pictures among the files are.
fn picture_sizes(config: &Config, files: &[SourcePath]) -> BTreeMap<SourcePath, (u32, u32)> {
    let pictures = files.par_iter().filter(|path| PICTURES.contains(&path.extension().as_str()));
    let sized = |path: &SourcePath| {
        fs::picture_size(&config.content.join(path.as_str())).map(|size| (path.clone(), size))
    };
    pictures.filter_map(sized).collect()
}

/// Parses sources in parallel.
fn parse_all<T: Send>(
    sources: &[Source],
    diagnostics: &mut Vec<Diagnostic>,
    parse: impl Fn(&Source) -> Checked<T> + Send + Sync,
) -> Vec<T> {
    let parsed: Vec<Checked<T>> = sources.par_iter().map(parse).collect();
    let mut values = Vec::with_capacity(parsed.len());
    for mut checked in parsed {
        diagnostics.append(&mut checked.diagnostics);
        values.push(checked.value);
    }
    values
}

/// Reads the site's own templates and makes the theme; the inner error is what to mend in them.
fn load_theme(
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> anyhow::Result<Result<Theme, Vec<Diagnostic>>> {
    let Checked { value: paths, diagnostics: mut found } = fs::walk(Area::Templates, &config.templates, &[])?;
    diagnostics.append(&mut found);
    let mut sources = Vec::new();
    for path in &paths {
        match fs::read_source(Area::Templates, &config.templates, path) {
            Ok(source) => sources.push(source),
            Err(finding) => diagnostics.push(finding),
        }
    }
    Ok(Theme::new(sources).map(|mut checked| {
        diagnostics.append(&mut checked.diagnostics);
        checked.value
    }))
}

/// Finds what is wrong in a site, its templates among it, without writing anything.
///
/// # Errors
/// When something cannot be read.
pub fn check(config: &Config, progress: &(dyn Fn(Step) + Sync)) -> anyhow::Result<Built> {
    let Checked { value: site, mut diagnostics } = load(config, progress)?;
    progress(Step::Write(site.pages.len()));
    match load_theme(config, &mut diagnostics)? {
        Ok(theme) => diagnostics.append(&mut render::render(&site, config, &theme, &|_, _| Ok(()))?),
        Err(mut findings) => diagnostics.append(&mut findings),
    }
    let (pages, locales, left_out) = (site.pages.len(), site.locales.len(), site.left_out);
    Ok(Built { pages, locales, left_out, diagnostics, written: false })
}
