//! The `ajuda` command.

fn main() {}
