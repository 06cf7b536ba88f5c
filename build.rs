//! Prepares what the binary carries: the default theme.

fn main() {}
