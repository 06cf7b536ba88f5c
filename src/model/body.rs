//! A page's HTML as parsing leaves it: finished text with holes for what only the whole site knows.
//!
//! Markdown is parsed once. Where a link leads, and how a code block is coloured, is settled later,
//! so those places are slots; rendering copies the text and fills them.

use super::anchor::Anchor;
use super::document::Link;

/// HTML with holes. Invariant: holes are in ascending order and lie on character boundaries.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The finished parts, end to end.
    pub html: String,
    /// What to insert, and before which byte of `html`.
    pub holes: Vec<Hole>,
    /// The code blocks that `Slot::Code` numbers.
    pub code: Vec<CodeBlock>,
    /// The anchors that `Slot::Anchor` numbers.
    pub anchors: Vec<Anchor>,
}

/// A place in the HTML to fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// The byte of `Body::html` before which the slot's text goes.
    pub at: u32,
    /// What goes there.
    pub slot: Slot,
}

/// What fills a hole. Numbers index `Document::links` or `Body::code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The opening tag of a link.
    LinkStart(u32),
    /// Its closing tag.
    LinkEnd(u32),
    /// A whole image.
    Image(u32),
    /// A whole highlighted code block.
    Code(u32),
    /// An anchor that leads to an entry, by its number in `Body::anchors`.
    Anchor(u32),
    /// A word of the interface, by its key in `strings/<locale>.ftl`.
    Label(&'static str),
    /// HTML of our own, around what the page's source became.
    Html(Own),
}

/// HTML of our own, and how many bytes of the page's it takes the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    /// Well formed together with the other pieces that were put in with it.
    pub html: &'static str,
    /// Bytes of `Body::html` that are left out behind it.
    pub instead_of: u32,
}

/// A fenced or indented code block.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeBlock {
    /// The language's name, in lower case; empty where there is none.
    pub language: String,
    /// What stands above it; empty where nothing does.
    pub title: String,
    /// The lines to mark, counted from 1, both ends included.
    pub marked: Vec<(u32, u32)>,
    /// Whether each line begins with `+`, `-` or a space that is no part of the code.
    pub is_diff: bool,
    /// The code, with `\n` line ends.
    pub text: String,
}

impl Body {
    /// Opens a hole at the present end of the HTML.
    pub fn hole(&mut self, slot: Slot) {
        let at = u32::try_from(self.html.len()).unwrap_or(u32::MAX);
        self.holes.push(Hole { at, slot });
    }

    /// The same with further HTML, each piece before a byte of `html`; of pieces at one place, in the
    /// order given. It goes behind what holes at that place hold.
    #[must_use]
    pub fn with_html(mut self, pieces: Vec<(u32, Own)>) -> Body {
        self.holes.extend(pieces.into_iter().map(|(at, own)| Hole { at, slot: Slot::Html(own) }));
        self.holes.sort_by_key(|hole| hole.at);
        self
    }

    /// The same with further anchors, each before a byte of `html`.
    #[must_use]
    pub fn with_anchors(mut self, anchors: Vec<(u32, Anchor)>) -> Body {
        for (at, anchor) in anchors {
            let number = u32::try_from(self.anchors.len()).unwrap_or(u32::MAX);
            self.anchors.push(anchor);
            self.holes.push(Hole { at, slot: Slot::Anchor(number) });
        }
        // The sort is stable: slots at one place stay in the order they were opened in.
        self.holes.sort_by_key(|hole| hole.at);
        self
    }

    /// The same without room to grow: it stays as it is, with thousands of others.
    #[must_use]
    pub fn compact(mut self) -> Body {
        self.html.shrink_to_fit();
        self.holes.shrink_to_fit();
        self
    }

    /// The HTML with its holes filled by `fill`, which appends to what it is given.
    pub fn filled(&self, links: &[Link], mut fill: impl FnMut(&mut String, Slot, Option<&Link>)) -> String {
        let mut html = String::with_capacity(self.html.len() + self.html.len() / 8);
        let mut done = 0;
        for hole in &self.holes {
            // What our own HTML stands in for takes its holes with it.
            if (hole.at as usize) < done {
                continue;
            }
            html.push_str(&self.html[done..hole.at as usize]);
            done = hole.at as usize;
            if let Slot::Html(own) = hole.slot {
                done += own.instead_of as usize;
            }
            let link = match hole.slot {
                Slot::LinkStart(n) | Slot::LinkEnd(n) | Slot::Image(n) => links.get(n as usize),
                Slot::Code(_) | Slot::Anchor(_) | Slot::Label(_) | Slot::Html(_) => None,
            };
            fill(&mut html, hole.slot, link);
        }
        html.push_str(&self.html[done..]);
        html
    }
}
