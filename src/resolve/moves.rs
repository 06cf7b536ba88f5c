//! Old addresses that a file of redirects names: each leads to a page, or out of the site.

use std::collections::{BTreeMap, BTreeSet};

use super::links::{Ways, Written};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{Anchor, LinkKind, PageId, Redirect, SitePath, Target};
use crate::parse::{Moves, Old, Placing};
use crate::source::SourcePath;

/// Where old addresses lead.
#[derive(Default)]
pub(super) struct Led {
    /// To pages.
    pub(super) redirects: Vec<Redirect>,
    /// Anywhere else, as an address or a path in the site.
    pub(super) away: BTreeMap<SitePath, Target>,
    /// Pages whose anchors were asked for.
    pub(super) asked: BTreeSet<PageId>,
}

/// Follows every move; one that leads nowhere is a finding, as a link would be.
pub(super) fn follow(
    moves: &[Moves],
    ways: Ways<'_>,
    placing: &Placing,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> Led {
    let mut led = Led::default();
    for file in moves {
        for found in &file.moves {
            let Some(from) = place(&found.from, placing, config) else { continue };
            let link = Written {
                source: &file.source,
                page: None,
                kind: LinkKind::Link,
                destination: &found.to,
                span: found.span,
            };
            match ways.follow(&link, findings) {
                Target::Page { page, fragment, .. } => {
                    led.asked.extend(found.to.contains('#').then_some(page));
                    let fragment = fragment.as_deref().and_then(Anchor::explicit);
                    led.redirects.push(Redirect { from, page, fragment });
                }
                Target::Broken => {}
                elsewhere => {
                    led.away.entry(from).or_insert(elsewhere);
                }
            }
        }
    }
    led
}

/// Where the old place lies in the site.
fn place(old: &Old, placing: &Placing, config: &Config) -> Option<SitePath> {
    let url = match old {
        Old::Url(path) => plain(path),
        Old::Source(path) => {
            let content = config.content.strip_prefix(&config.root).unwrap_or(&config.content);
            let folder = content.to_string_lossy().replace('\\', "/") + "/";
            let below = path.strip_prefix(folder.trim_start_matches("./")).unwrap_or(path);
            let source = SourcePath::new(&plain(below));
            let locale = placing.folder_locale(&source).unwrap_or_else(|| placing.default_locale.clone());
            format!("{}/{}", locale.path(), placing.key_of(&source).as_str())
        }
    };
    let is_file = url.ends_with(".html") || url.ends_with(".htm");
    (!url.is_empty()).then(|| SitePath::new(&if is_file { url } else { url + "/" }))
}

/// A path without what would lead out of the site.
fn plain(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let segments = path.split(['/', '\\']).filter(|segment| !matches!(*segment, "" | "." | ".."));
    segments.collect::<Vec<_>>().join("/")
}
