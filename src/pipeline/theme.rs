//! Reads what a site has of its own for its theme, and makes the theme; again only where it changed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Changes;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::fs::{self, Stamp};
use crate::render::{Fonts, OwnFiles, Theme};
use crate::source::{Area, SourcePath};

/// What the last reading of a theme leaves for the next: the theme, if there was none to mend.
#[derive(Default)]
pub struct ThemeMemo(Option<Made>);

/// A theme and where it came from.
struct Made {
    folders: [PathBuf; 2],
    /// Files that nobody watches.
    fonts: Vec<(PathBuf, Option<Stamp>)>,
    checked: Checked<Arc<Theme>>,
}

impl Made {
    /// Whether it would be made again as it is.
    fn holds(&self, config: &Config, changes: Changes<'_>) -> bool {
        let Changes::Only(changed) = changes else { return false };
        let places: Vec<PathBuf> = self.folders.iter().map(|place| fs::real(place)).collect();
        let concerns =
            |path: &Path| places.iter().any(|place| path.starts_with(place) || place.starts_with(path));
        self.folders == folders(config)
            && self.fonts == fonts(config)
            && !changed.iter().any(|path| concerns(path))
    }
}

fn fonts(config: &Config) -> Vec<(PathBuf, Option<Stamp>)> {
    config.card_fonts.iter().map(|font| (font.clone(), fs::stamp(font))).collect()
}

fn folders(config: &Config) -> [PathBuf; 2] {
    [config.templates.clone(), config.static_files.clone()]
}

/// The theme, with what the last reading left and what is known to have changed since; the inner error
/// is what to mend in it.
///
/// # Errors
/// When a folder is there and cannot be read, or a static file cannot.
pub fn reload_theme(
    config: &Config,
    memo: &mut ThemeMemo,
    changes: Changes<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> anyhow::Result<Result<Arc<Theme>, Vec<Diagnostic>>> {
    let made = match memo.0.take().filter(|made| made.holds(config, changes)) {
        Some(made) => made,
        None => {
            let mut found = Vec::new();
            let fonts = fonts(config);
            let theme = match load_theme(config, &mut found)? {
                Ok(theme) => Arc::new(theme),
                Err(findings) => {
                    diagnostics.append(&mut found);
                    return Ok(Err(findings));
                }
            };
            let checked = Checked { value: theme, diagnostics: found };
            Made { folders: folders(config), fonts, checked }
        }
    };
    let Made { checked, .. } = memo.0.insert(made);
    diagnostics.extend(checked.diagnostics.iter().cloned());
    Ok(Ok(checked.value.clone()))
}

/// Reads the site's own templates and what its static files have of the theme, and makes the theme; the
/// inner error is what to mend in them.
///
/// # Errors
/// When a folder is there and cannot be read, or a static file cannot.
pub fn load_theme(
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> anyhow::Result<Result<Theme, Vec<Diagnostic>>> {
    let Checked { value: paths, diagnostics: mut found } = fs::walk(Area::Templates, &config.templates, &[])?;
    diagnostics.append(&mut found);
    let mut sources = Vec::new();
    let mut unread = Vec::new();
    for path in &paths {
        match fs::read_source(Area::Templates, &config.templates, path)?.map(|(source, _)| source) {
            Ok(source) => sources.push(source),
            Err(finding) => unread.push(finding),
        }
    }
    if !unread.is_empty() {
        return Ok(Err(unread));
    }
    let Checked { value: own, diagnostics: mut found } = fs::walk(Area::Static, &config.static_files, &[])?;
    diagnostics.append(&mut found);
    let (of_theme, others): (Vec<_>, Vec<_>) =
        own.into_iter().partition(|path| Theme::is_of_theme(path.as_str()));
    let read = |path: SourcePath| Ok((path.to_string(), fs::read(&config.static_files.join(path.as_str()))?));
    let of_theme = of_theme.into_iter().map(read).collect::<anyhow::Result<_>>()?;
    let mut fonts = Fonts::default();
    for font in &config.card_fonts {
        anyhow::ensure!(fonts.add(fs::read(font)?), "`{}` is no font that can be read", font.display());
    }
    let own_files = OwnFiles { of_theme, others };
    Ok(Theme::new(sources, own_files, fonts).map(|mut checked| {
        diagnostics.append(&mut checked.diagnostics);
        checked.value
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs as disk;

    use super::*;

    #[test]
    fn a_theme_is_made_again_where_something_of_it_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let mut config = Config::without_file(Some(&path("content")));
        let mut memo = ThemeMemo::default();
        let mut load = |config: &Config, changed: Option<&str>| {
            let paths = changed.map(|name| BTreeSet::from([fs::real(&path(name))]));
            let changes = paths.as_ref().map_or(Changes::Unknown, Changes::Only);
            reload_theme(config, &mut memo, changes, &mut Vec::new()).unwrap()
        };
        let mut last = load(&config, None).unwrap();
        let mut is_same =
            |theme: Arc<Theme>| Arc::ptr_eq(&std::mem::replace(&mut last, theme.clone()), &theme);
        for elsewhere in ["content/en/a.md", "ajuda.toml"] {
            assert!(is_same(load(&config, Some(elsewhere)).unwrap()), "{elsewhere}");
        }
        assert!(!is_same(load(&config, None).unwrap()), "nobody knows what changed");
        for part in ["static", "static/theme/own.css", "static/logo.svg", "templates/strings/en.ftl", ""] {
            assert!(!is_same(load(&config, Some(part)).unwrap()), "{part}");
        }
        let font = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts/boxes.ttf");
        disk::copy(font, path("own.ttf")).unwrap();
        config.card_fonts = vec![path("own.ttf")];
        assert!(!is_same(load(&config, Some("content/en/a.md")).unwrap()), "a font more");
        assert!(is_same(load(&config, Some("content/en/a.md")).unwrap()), "the same font");
        // Nobody watches it, so no event names it.
        let own = disk::File::options().append(true).open(path("own.ttf")).unwrap();
        own.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        assert!(!is_same(load(&config, Some("content/en/a.md")).unwrap()), "another font");
        config.templates = path("others");
        assert!(!is_same(load(&config, Some("content/en/a.md")).unwrap()), "other templates");
        disk::create_dir(&config.templates).unwrap();
        disk::write(config.templates.join("page.html"), "{{ page.title }").unwrap();
        assert!(load(&config, Some("others/page.html")).is_err());
        assert!(load(&config, Some("content/en/a.md")).is_err(), "it is broken still");
        disk::write(config.templates.join("page.html"), "{{ page.title }}").unwrap();
        assert!(load(&config, Some("others/page.html")).is_ok());
    }
}
