//! Deflate (RFC 1951) for files that are small and many.
//!
//! What a compressor costs a file of one or two thousand bytes is mostly what it does before and after: empty
//! tables, read in the history, make codes, describe them. Here the history is read in once for all files, tables
//! are no larger than such files need, and codes suit their size.
//!
//! 1. `matches` reads a text into tokens (`token`).
//! 2. `block` counts their symbols, gives them a code (`huffman`), and writes it (`header`) and the tokens as
//!    `bits`; or, where that is smaller, in the code that needs no description, or the text as it is.
//!
//! What is packed depends on the text and the history alone, not on what was packed before.

mod bits;
mod block;
mod header;
mod huffman;
mod matches;
#[cfg(test)]
mod tests;
mod token;

use self::bits::Bits;
use self::matches::Matches;

/// How many tokens a block has at most: with more, the code suits each part of them less.
const TOKENS: usize = 8192;

/// Packs texts that all go on from the same history.
pub(super) struct Deflate {
    matches: Matches,
}

impl Deflate {
    /// Packs what goes on from a history.
    pub(super) fn behind(history: &[u8]) -> Deflate {
        Deflate { matches: Matches::behind(history) }
    }

    /// A whole stream of a text; there is room for a few bytes behind it.
    pub(super) fn pack(&mut self, text: &[u8]) -> Vec<u8> {
        let mut bits = Bits::with_capacity(text.len() + 64);
        let (mut tokens, mut plain) = (self.matches.tokens(text), text);
        loop {
            let (block, behind) = tokens.split_at(tokens.len().min(TOKENS));
            let bytes: usize = block.iter().map(|token| token.bytes()).sum();
            let (of_block, rest) = plain.split_at(plain.len().min(bytes));
            block::write(&mut bits, block, of_block, behind.is_empty());
            if behind.is_empty() {
                return bits.finish();
            }
            (tokens, plain) = (behind, rest);
        }
    }
}
