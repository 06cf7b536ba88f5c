//! The search index.
mod compound;
mod entries;
pub mod fold;
mod query;
mod rank;
mod read;
mod record;
mod schema;
mod search;
mod stem;
mod stop_words;
mod tokenize;
mod vocabulary;
mod write;
pub use read::{Library, LocaleIndex};
pub use record::Kind;
pub use search::{Hit, search};
pub use write::write;
