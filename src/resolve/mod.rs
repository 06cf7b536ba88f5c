//! Documents become a site: everything that needs more than one page is settled here. Pure.
//!
//! 1. `plan` settles what follows from the documents' faces (`face`), whatever their texts say:
//!    - `routes` gives each document its URL; of two for one URL the first stays (`claims`).
//!    - `identity` names entries so that translations share the name.
//!    - `navigation` makes each locale's tree, and from it breadcrumbs and reading order.
//!    - `versions` finds the same page in every version of the product, `translations` in every language.
//! 2. `links` finds where every link leads, through an index of all pages, files and anchors.
//!
//! `settled` keeps both for the next time, as far as they hold.

mod claims;
mod face;
mod identity;
mod links;
mod moves;
mod navigation;
mod plan;
mod routes;
mod settled;
mod translations;
mod versions;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Checked;
use crate::model::{Document, Page, Site, SitePath};
use crate::parse::{Moves, Placing, Toc};
use crate::source::SourcePath;
use face::Face;
pub use settled::Settled;

/// What resolving works on: everything that was found in the content folder.
pub struct Parsed {
    /// The pages, in any order.
    pub documents: Vec<Arc<Document>>,
    /// The navigation files.
    pub tocs: Vec<Arc<Toc>>,
    /// What files of redirects say.
    pub moves: Vec<Moves>,
    /// All other files.
    pub files: Vec<SourcePath>,
    /// Width and height in pixels of those of them that are pictures.
    pub picture_sizes: BTreeMap<SourcePath, (u32, u32)>,
}

/// Faces and where their documents go, by page number.
type Routed<'a> = Vec<(Face<'a>, SitePath)>;

/// Settles a site; `settled` is what the last time left, or nothing.
pub fn resolve(parsed: Parsed, placing: &Placing, config: &Config, settled: &mut Settled) -> Checked<Site> {
    let (plan, linked) = settled.again(parsed, placing, config);
    let mut diagnostics = plan.findings.clone();
    let mut pages = Vec::with_capacity(plan.seats.len());
    for (seat, linked) in plan.seats.iter().zip(linked) {
        diagnostics.extend(linked.findings.iter().cloned());
        pages.push(Page {
            document: linked.document.clone(),
            url: seat.url.clone(),
            links: linked.targets.clone(),
            translations: seat.translations.clone(),
            question_keys: seat.question_keys.clone(),
            error_keys: seat.error_keys.clone(),
            version: seat.version,
            versions: seat.versions.clone(),
            breadcrumbs: seat.breadcrumbs.clone(),
            previous: seat.previous,
            next: seat.next,
        });
    }
    let site = Site {
        pages,
        locales: plan.locales.clone(),
        default_locale: placing.default_locale.clone(),
        translations: plan.translations.clone(),
        versions: config.versions.clone(),
        redirects: plan.redirects.clone(),
        away: plan.away.clone(),
        left_out: plan.left_out,
        files: plan.files.clone(),
        picture_sizes: plan.picture_sizes.clone(),
    };
    Checked { value: site, diagnostics }
}
