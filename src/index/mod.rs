//! The search index, one a locale, and the ranking on it.
//!
//! Writing: `entries` says what of the site can be found, `vocabulary` cuts it into words (`tokenize`),
//! folds them (`fold`) and decides which are forms of one another (`stem`, `compound`), `write` puts
//! the result into tantivy's files (`schema`, `record`), `seal` hashes them, and `manifest` lists them.
//!
//! Reading: `read` opens the files, `asked` and `query` understand what was asked, `rank` orders the
//! entries by `impact`, `snippet` shows them, `search` is the whole. `web` writes the same for browsers,
//! `engine` for search engines.
//!
//! The invariant that everything here serves: **the index knows the language; who asks it knows
//! none.** Stemming happens when the index is built, and the dictionary says which stem a folded form
//! belongs to. A query is folded, cut and looked up, and then numbers are added. So the same index
//! can be asked by a program that has no stemmer and no word lists, and gives the same order.

mod asked;
mod compound;
pub mod engine;
mod entries;
mod explain;
pub mod fold;
mod impact;
mod made_of;
mod manifest;
mod messages;
mod query;
mod rank;
mod read;
mod record;
mod schema;
mod seal;
mod search;
mod segment;
mod snippet;
mod stem;
mod stop_words;
#[cfg(test)]
mod tests;
mod tokenize;
mod vocabulary;
mod web;
mod write;

pub use explain::{CONFIDENT, Explanation, Matched, explain};
pub use manifest::{Part, Written, parts};
pub use messages::Messages;
pub use read::{Library, LocaleIndex};
pub use record::Kind;
pub use seal::is_whole;
pub use search::{Hit, search, suggestion};
pub use snippet::Snippet;
pub use web::{FOLDER as WEB_FOLDER, Sink, part_of, write_parts, write_with_web};
