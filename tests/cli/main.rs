//! The program from outside: what it prints, how it exits, and what it leaves on the disk.
#![cfg(unix)]

mod build;
mod check;
mod completions;
#[path = "../crawl/mod.rs"]
mod crawl;
mod entries_shown;
mod explain;
mod export;
mod external;
mod faults;
mod lists;
mod new;
mod project;
mod publish;
mod search;
mod search_page;
mod serve;
mod translations;
mod unpublished;
mod written;
