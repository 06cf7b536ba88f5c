//! A source becomes a document. Pure: a function of the text, the path and the site's locales.
//!
//! 1. `front_matter` takes the block above the text; `placement` finds the locale and the key.
//! 2. `markdown` reads the text into a flat list of events; `mkdocs` and `reread` read again what
//!    CommonMark takes for something else.
//! 3. `dialect`, `inline`, `alerts` and `footnotes` rewrite the list: dialects end here. What a pass looks for
//!    is first sought in the text itself (`signs`).
//! 4. `write` makes HTML with holes, plain text, headings, links and blocks in one pass.
//! 5. `entries` finds questions and errors among the blocks.

mod alerts;
mod anchors;
mod block;
mod code_info;
mod date;
mod dialect;
mod entries;
mod footnotes;
mod front_matter;
pub mod html;
mod inline;
mod inputs;
mod limits;
mod markdown;
mod mkdocs;
mod moves;
mod passage;
mod placement;
mod reread;
mod signs;
mod spelling;
mod tabs;
mod toc;
mod words;
mod write;
mod yaml_faq;

pub use dialect::{Includes, shown_files};
pub use front_matter::front_matter_schema;
pub use html::RawHtml;
pub use inputs::{Asked, of_source};
pub use moves::{Move, Moves, Old, parse_moves};
pub use placement::{Placing, may_be_index};
pub use toc::{DEEPEST as DEEPEST_TOC, Toc, TocEntry, is_toc, parse as parse_toc};
pub use yaml_faq::is_yaml_faq;

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::model::{Aside, Document, FrontMatter, ListedEntries};
use crate::source::{Area, Source};

/// How long a description made from the text may be, in characters: what search results show.
const DESCRIPTION_LENGTH: usize = 160;

/// Parses one markdown source; `files` are those it may include or show. Whatever is wrong with it is a
/// diagnostic, and the document is made as far as possible.
pub fn parse(
    source: &Source,
    placing: &Placing,
    files: &Includes<'_>,
    raw_html: RawHtml,
) -> Checked<Document> {
    let digest = of_source(source, placing, raw_html);
    let is_yaml = is_yaml_faq(source);
    let mut findings = Vec::new();
    let (front_matter, joined, events) = if is_yaml {
        let (metadata, events) = yaml_faq::read(source, &mut findings);
        (front_matter::of_map(source, metadata, &mut findings), source.clone(), events)
    } else {
        let (front_matter, body_start, mut found) = front_matter::parse(source);
        findings.append(&mut found);
        let (joined, events) = dialect::included(source, body_start, files, &mut findings);
        (front_matter, joined, events)
    };
    let source = &joined;
    let placement = placing.place(source.path(), front_matter.locale.as_ref());
    let language = placement.locale.language();

    let events = limits::held(source, events, &mut findings);
    let events = dialect::plain(source, events, files, &mut findings);
    spelling::check(source, &events, &mut findings);
    let events = inline::without_markers(inline::without_directives(events));
    let events = footnotes::at_the_end(events);
    let (events, alerts) = alerts::read(source, events, language, &mut findings);
    let written = write::write(source, &events, &alerts, raw_html, &mut findings);

    let heading = written.title_heading.map(|number| written.headings[number as usize].text.clone());
    let heading = heading.filter(|text| !text.is_empty());
    let title = title(source, &front_matter, heading.as_deref(), &mut findings);
    let description = description(&front_matter, &written);
    let context = entries::Context {
        language,
        title: &title,
        heading: heading.as_deref(),
        file_stem: source.path().stem(),
        folder: source.path().folder(),
        kind: front_matter.kind,
        title_heading: written.title_heading,
        headings_ask: is_yaml,
    };
    let mut anchors = written.anchors;
    let found = match &front_matter.entries {
        ListedEntries::Recognised => {
            entries::find(&written.outline, &written.headings, &written.body.html, &mut anchors, &context)
        }
        ListedEntries::Off => entries::none(),
        ListedEntries::Listed { questions, errors } => entries::listed(questions, errors, &mut anchors),
    };
    let kind = front_matter.kind.unwrap_or(found.kind);
    let document = Document {
        source: source.clone(),
        digest: inputs::of_document(digest, &files.asked()),
        locale: placement.locale,
        key: placement.key,
        is_index: placement.is_index,
        front_matter,
        title,
        heading,
        description,
        kind,
        headings: written.headings,
        anchors: anchors.into_sorted(),
        links: written.links,
        code: written.code,
        body: Aside::Held(written.body.with_anchors(found.anchors).with_html(found.pieces).compact()),
        sections: Aside::Held(written.sections),
        steps: written.steps,
        questions: found.questions,
        errors: found.errors,
        trail: found.trail,
    };
    Checked { value: document, diagnostics: findings }
}

fn title(
    source: &Source,
    front_matter: &FrontMatter,
    heading: Option<&str>,
    findings: &mut Vec<Diagnostic>,
) -> String {
    let written = front_matter.title.as_deref().map(inline::strip_markers);
    let written = written.map(|title| markdown::tidy(&title)).filter(|title| !title.is_empty());
    if let Some(title) = written.or_else(|| heading.map(str::to_owned)) {
        return title;
    }
    let path = source.path();
    let stem = path.stem().replace(['-', '_'], " ");
    let message = format!("the page has no title; `{stem}` is used");
    findings.push(
        Diagnostic::in_file(Area::Content, path, Code::PageMissingTitle, message)
            .help("write `title: …` in the front matter, or begin the text with `# …`"),
    );
    stem
}

fn description(front_matter: &FrontMatter, written: &write::Written) -> String {
    if let Some(description) = &front_matter.description {
        return markdown::tidy(&inline::strip_markers(description));
    }
    let is_text = |block: &&block::Block| block.kind == block::BlockKind::Paragraph && block.depth == 0;
    let first = written.outline.blocks.iter().filter(is_text).map(|block| written.outline.text_of(block));
    let Some(text) = first.map(markdown::tidy).find(|text| !text.is_empty()) else { return String::new() };
    shortened(&text, DESCRIPTION_LENGTH)
}

/// The beginning of a text, cut at a space, with an ellipsis where something was cut.
fn shortened(text: &str, longest: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let cut = text[..cut].rfind(' ').filter(|at| *at > cut / 2).unwrap_or(cut);
    format!("{}…", text[..cut].trim_end_matches([' ', ',', ';', ':', '.']))
}
