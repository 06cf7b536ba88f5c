//! The typed model: what a help centre consists of.
//!
//! `Document` is one parsed source; `Site` is all of them with everything between them settled.
//! Both are immutable once made. Nothing here reads, writes or renders.

pub mod address;
mod anchor;
mod aside;
mod body;
pub mod code;
mod document;
mod entry;
mod front_matter;
mod locale;
pub mod message;
pub(crate) mod name;
mod passage;
mod site;
mod standing;
mod trace;
mod translation;
mod url;
mod version;

pub use anchor::{Anchor, AnchorSet};
pub use aside::Aside;
pub use body::{Body, CodeBlock, Hole, Label, Own, OwnHtml, Slot};
pub use document::{Document, Heading, Link, LinkKind, PageKey, Section, Step};
pub use entry::{EntryKey, ErrorEntry, Question, Shown};
pub use front_matter::{Extra, FrontMatter, ListedEntries, ListedError, ListedQuestion, PageKind};
pub use locale::{Direction, Locale};
pub use passage::{Passage, PassageBlock, PassageSort, Piece};
pub use site::{
    Crumb, LocaleSite, NavigationNode, OlderVersion, Page, PageId, Redirect, Site, StaticFile, Target,
};
pub use standing::{Standing, State, standings};
pub use trace::{Miss, Rule, Trace, Why};
pub use translation::{Change, Fallback, History, Stale, Translation, Translations};
pub use url::SitePath;
pub use version::{VersionId, Versions};
