//! The dialects of documentation tools, rewritten into plain events.
//!
//! 1. `include`: `[!INCLUDE [x](y.md)]` is the other file's events.
//! 2. `wrappers`: `> [!div …]` and `[!VIDEO …]`; `tab_headings`: `# [Linux](#tab/linux)`.
//! 3. `lines`: what stands on a line of its own in a paragraph: `:::image`, `:::zone`, admonitions,
//!    `+++` accordions, the `shortcodes` of Hugo and Jekyll, and our own `:::question` and
//!    `:::error` (`line` says what each is); `code`: the files that `:::code` shows.
//! 4. `lookup`: the originals that some translations carry beside each sentence.
//! 5. `repair`: what machine translation broke, where the intent is certain.
//!
//! Each is a pass over the flat list of events that returns another; markers become events that the
//! rest of parsing knows: block quotes with an alert's marker, raw HTML elements, images, links.

mod code;
mod include;
mod line;
mod lines;
mod lookup;
mod repair;
mod shortcodes;
mod tab_headings;
#[cfg(test)]
mod tests;
mod wrappers;

pub use code::shown_files;
pub use include::Includes;

use super::markdown::Placed;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Rewrites every dialect. `files` are those that directives may show.
pub(super) fn plain<'a>(
    source: &Source,
    events: Vec<Placed<'a>>,
    files: &Includes<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a>> {
    let events = tab_headings::plain(wrappers::plain(events));
    let events = lines::plain(source, events, files, findings);
    repair::mended(source, lookup::without_originals(events), findings)
}

pub(super) use include::included;
pub(super) use line::attribute;
