//! ajuda: a folder of markdown, in many languages, becomes a help centre.
//!
//! The modules stand on floors and import only from those below; `ARCHITECTURE.md` draws them.

pub mod cli;
pub mod command;
pub mod config;
pub mod diagnostic;
pub mod digest;
pub mod export;
pub mod fs;
pub mod index;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod resolve;
pub mod source;
pub mod terminal;
