//! A block of a deflate stream (RFC 1951, 3.2): the smallest of its three kinds.

use super::bits::Bits;
use super::header::Header;
use super::huffman;
use super::token::{Symbols, Token};

/// Bytes, the end of the block, and lengths; two symbols that are never used make the fixed code whole.
pub(super) const LITERALS: usize = 288;

/// Distances; likewise.
pub(super) const DISTANCES: usize = 32;

/// The symbol of the end of the block.
const END: usize = 256;

/// The symbol of the least length.
const FIRST_LENGTH: usize = 257;

/// How many bytes a stored block has at most.
const STORED: usize = 0xffff;

/// How often each symbol is used.
struct Frequencies {
    literals: [u32; LITERALS],
    distances: [u32; DISTANCES],
    /// How many bits follow the symbols of lengths and distances.
    bits: usize,
}

/// How many bits the word of each symbol has.
struct Lengths {
    literals: [u8; LITERALS],
    distances: [u8; DISTANCES],
}

/// The code of the second kind.
const FIXED: Lengths = {
    let mut literals = [8; LITERALS];
    let mut symbol = 144;
    while symbol < 280 {
        literals[symbol] = if symbol < END { 9 } else { 7 };
        symbol += 1;
    }
    Lengths { literals, distances: [5; DISTANCES] }
};

/// Writes a block of tokens, which stand for the bytes of `plain`.
pub(super) fn write(bits: &mut Bits, tokens: &[Token], plain: &[u8], is_last: bool) {
    let used = Frequencies::of(tokens);
    let own = used.lengths(tokens.len());
    let header = Header::of(&own.literals, &own.distances);
    let stored = 8 * plain.len() + 40 * plain.len().div_ceil(STORED).max(1);
    let (fixed, dynamic) = (used.cost(&FIXED), header.cost() + used.cost(&own));
    if stored <= fixed.min(dynamic) {
        store(bits, plain, is_last);
    } else if fixed <= dynamic {
        bits.push(u64::from(is_last) | 0b010, 3);
        compress(bits, tokens, &FIXED);
    } else {
        bits.push(u64::from(is_last) | 0b100, 3);
        header.write(bits);
        compress(bits, tokens, &own);
    }
}

impl Frequencies {
    fn of(tokens: &[Token]) -> Frequencies {
        let mut used = Frequencies { literals: [0; LITERALS], distances: [0; DISTANCES], bits: 0 };
        used.literals[END] = 1;
        for token in tokens {
            match token.symbols() {
                Symbols::Literal(byte) => used.literals[usize::from(byte)] += 1,
                Symbols::Match { length, distance } => {
                    if let Some(count) = used.literals.get_mut(FIRST_LENGTH + length.number) {
                        *count += 1;
                    }
                    used.distances[distance.number % DISTANCES] += 1;
                    used.bits += (length.count + distance.count) as usize;
                }
            }
        }
        used
    }

    /// The lengths that suit them best, of a block of so many tokens. A word is not longer than what is used
    /// once deserves: a few bits are lost there, but the header says fewer different lengths. In blocks as small
    /// as those of a file of the web index, that is half a hundredth less.
    fn lengths(&self, tokens: usize) -> Lengths {
        let longest = (tokens.max(1).ilog2() as usize).clamp(9, huffman::LONGEST);
        Lengths {
            literals: huffman::lengths(&self.literals, longest),
            distances: huffman::lengths(&self.distances, longest),
        }
    }

    /// How many bits the symbols take, and what follows them.
    fn cost(&self, lengths: &Lengths) -> usize {
        let literals = cost(&self.literals, &lengths.literals);
        literals + cost(&self.distances, &lengths.distances) + self.bits
    }
}

/// How many bits symbols take.
pub(super) fn cost<const SYMBOLS: usize>(frequencies: &[u32; SYMBOLS], lengths: &[u8; SYMBOLS]) -> usize {
    frequencies.iter().zip(lengths).map(|(count, &length)| count * u32::from(length)).sum::<u32>() as usize
}

/// Writes bytes as they are, in as many blocks as they take.
fn store(bits: &mut Bits, plain: &[u8], is_last: bool) {
    let mut rest = plain;
    loop {
        let (block, behind) = rest.split_at(rest.len().min(STORED));
        rest = behind;
        bits.push(u64::from(is_last && rest.is_empty()), 3);
        let length = block.len() as u16;
        bits.extend(&length.to_le_bytes());
        bits.extend(&(!length).to_le_bytes());
        bits.extend(block);
        if rest.is_empty() {
            return;
        }
    }
}

/// Writes tokens in a code, and their end.
fn compress(bits: &mut Bits, tokens: &[Token], lengths: &Lengths) {
    let (literals, distances) = (huffman::words(&lengths.literals), huffman::words(&lengths.distances));
    for token in tokens {
        match token.symbols() {
            Symbols::Literal(byte) => {
                let word = literals[usize::from(byte)];
                bits.push(word.bits(), word.length());
            }
            Symbols::Match { length, distance } => {
                let word = literals.get(FIRST_LENGTH + length.number).copied().unwrap_or_default();
                bits.push(
                    word.bits() | u64::from(length.bits) << word.length(),
                    word.length() + length.count,
                );
                let word = distances[distance.number % DISTANCES];
                bits.push(
                    word.bits() | u64::from(distance.bits) << word.length(),
                    word.length() + distance.count,
                );
            }
        }
    }
    bits.push(literals[END].bits(), literals[END].length());
}
