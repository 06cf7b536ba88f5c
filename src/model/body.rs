//! A page's HTML as parsing leaves it: finished text with holes for what only the whole site knows.
//!
//! Markdown is parsed once. Where a link leads, and how a code block is coloured, is settled later,
//! so those places are slots; rendering copies the text and fills them.

use serde::{Deserialize, Serialize};

use super::anchor::Anchor;
use super::document::Link;

/// HTML with holes. Invariant: holes are in ascending order and lie on character boundaries.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Body {
    /// The finished parts, end to end.
    pub html: String,
    /// What to insert, and before which byte of `html`.
    pub holes: Vec<Hole>,
    /// The anchors that `Slot::Anchor` numbers.
    pub anchors: Vec<Anchor>,
}

/// A place in the HTML to fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hole {
    /// The byte of `Body::html` before which the slot's text goes.
    pub at: u32,
    /// What goes there.
    pub slot: Slot,
}

/// What fills a hole. Numbers index `Document::links` or `Document::code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// A word of the interface.
    Label(Label),
    /// HTML of our own, around what the page's source became.
    Html(Own),
}

/// HTML of our own, and how many bytes of the page's it takes the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// What is put in.
    pub html: OwnHtml,
    /// Bytes of `Body::html` that are left out behind it.
    pub instead_of: u32,
}

/// Texts of our own that bodies hold by name.
macro_rules! texts {
    ($(#[$about:meta])* $name:ident { $( $(#[$doc:meta])+ $variant:ident = $text:literal; )+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $( $(#[$doc])+ $variant, )+ }

        impl $name {
            /// The text.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }
    };
}

texts! {
    /// A word of the interface, by its key in `strings/<locale>.ftl`.
    Label {
        /// The link that a heading has to itself.
        HeadingAnchor = "heading-anchor";
        /// A table that can be scrolled.
        Table = "table";
        /// A task that is done.
        TaskDone = "task-done";
        /// A task that is not.
        TaskOpen = "task-open";
        /// The way back from a footnote.
        FootnoteBack = "footnote-back";
        /// The name of a kind of alert.
        AlertNote = "alert-note";
        /// The name of a kind of alert.
        AlertTip = "alert-tip";
        /// The name of a kind of alert.
        AlertImportant = "alert-important";
        /// The name of a kind of alert.
        AlertWarning = "alert-warning";
        /// The name of a kind of alert.
        AlertCaution = "alert-caution";
    }
}

texts! {
    /// HTML of our own, well formed together with the other pieces that were put in with it.
    OwnHtml {
        /// Nothing: what it takes the place of is left out.
        Nothing = "";
        /// Before a question that folds.
        QuestionStart = "<details class=\"question\"><summary>";
        /// Between a question and its answer.
        AnswerStart = "</summary>\n<div class=\"answer\">\n";
        /// Behind its answer.
        AnswerEnd = "</div></details>\n";
        /// Before an error's message.
        ErrorStart = "<section class=\"error\">\n<div class=\"error-message\">";
        /// Between a message and its resolution.
        ResolutionStart = "</div>\n<div class=\"error-resolution\">\n";
        /// Behind its resolution.
        ErrorEnd = "</div></section>\n";
        /// Before what varies in a message.
        VaryingStart = "<span class=\"varies\">";
        /// Behind it.
        VaryingEnd = "</span>";
    }
}

/// A fenced or indented code block.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
