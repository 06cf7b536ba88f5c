//! The program from outside: what it prints, how it exits, and what it leaves on the disk.
#![cfg(unix)]

mod assets;
mod build;
mod cache;
mod check;
mod completions;
#[path = "../crawl/mod.rs"]
mod crawl;
mod determinism;
mod entries_shown;
mod explain;
mod export;
mod external;
mod faults;
mod injected;
mod lists;
#[path = "../load/mod.rs"]
mod load;
mod loaded;
mod network;
mod new;
mod project;
mod publish;
mod search;
mod search_page;
mod serve;
mod shards;
mod social_cards;
mod translations;
mod unpublished;
mod versions;
mod written;
