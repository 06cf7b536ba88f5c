//! Pages that no source stands for, before they are rendered: whoever has one already need not render it.

use super::SharedLocale;
use super::theme::Text;
use crate::diagnostic::Diagnostic;
use crate::model::{Locale, SitePath};

/// Renders a page, each time it is asked.
type Render<'a> = Box<dyn Fn() -> Result<Text, Diagnostic> + Send + Sync + 'a>;

/// A page that no source stands for.
pub(super) struct Promised<'a> {
    /// Its file below the site.
    pub(super) path: String,
    /// The locale of its readers.
    pub(super) reader: &'a Locale,
    /// What it is rendered with.
    pub(super) template: &'static str,
    render: Render<'a>,
}

impl<'a> Promised<'a> {
    /// One at a place.
    pub(super) fn at(
        place: &SitePath,
        locale: &'a SharedLocale<'_>,
        template: &'static str,
        render: impl Fn() -> Result<Text, Diagnostic> + Send + Sync + 'a,
    ) -> Promised<'a> {
        let reader = &locale.locale_site.locale;
        Promised { path: place.file(), reader, template, render: Box::new(render) }
    }

    /// Renders it.
    ///
    /// # Errors
    /// What to mend in its template.
    pub(super) fn render(&self) -> Result<Text, Diagnostic> {
        (self.render)()
    }
}
