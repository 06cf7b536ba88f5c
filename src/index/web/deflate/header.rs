//! What a block with a code of its own begins with (RFC 1951, 3.2.7): the lengths of the code's words, in a code
//! of lengths and of runs of them.

use super::bits::Bits;
use super::block::{DISTANCES, LITERALS, cost};
use super::huffman;

/// Lengths, and three kinds of runs.
const SYMBOLS: usize = 19;

/// A run of the length before, of zeros, and of many zeros.
const SAME: u8 = 16;
const ZEROS: u8 = 17;
const MANY_ZEROS: u8 = 18;

/// In which order the lengths of this code's own words stand: those that are often 0 last.
const ORDER: [usize; SYMBOLS] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// How many bits one of its words has at most.
const LONGEST: usize = 7;

/// The beginning of a block.
pub(super) struct Header {
    /// How many lengths there are of bytes and lengths, and how many of distances.
    counts: [usize; 2],
    /// Symbols, and what follows each.
    symbols: Vec<(u8, u8)>,
    frequencies: [u32; SYMBOLS],
    /// How many bits the word of each symbol has, and how many of these numbers, in `ORDER`, are written.
    lengths: [u8; SYMBOLS],
    written: usize,
}

impl Header {
    /// That of a code.
    pub(super) fn of(literals: &[u8; LITERALS], distances: &[u8; DISTANCES]) -> Header {
        let (literals, distances) = (without_end(literals, 257), without_end(distances, 1));
        let mut symbols = Vec::with_capacity(LITERALS + DISTANCES);
        for run in [literals, distances].concat().chunk_by(|a, b| a == b) {
            push_run(&mut symbols, run.first().copied().unwrap_or(0), run.len());
        }
        let mut frequencies = [0; SYMBOLS];
        for &(symbol, _) in &symbols {
            if let Some(count) = frequencies.get_mut(usize::from(symbol)) {
                *count += 1;
            }
        }
        let lengths = huffman::lengths(&frequencies, LONGEST);
        let written = without_end(&ORDER.map(|symbol| lengths.get(symbol).copied().unwrap_or(0)), 4).len();
        Header { counts: [literals.len(), distances.len()], symbols, frequencies, lengths, written }
    }

    /// How many bits it takes.
    pub(super) fn cost(&self) -> usize {
        let following: u32 =
            (0..).zip(&self.frequencies).map(|(symbol, count)| following(symbol) * count).sum();
        14 + 3 * self.written + cost(&self.frequencies, &self.lengths) + following as usize
    }

    pub(super) fn write(&self, bits: &mut Bits) {
        let [literals, distances] = self.counts;
        let counts = [(literals - 257, 5), (distances - 1, 5), (self.written - 4, 4)];
        counts.iter().for_each(|&(number, count)| bits.push(number as u64, count));
        for length in ORDER.iter().take(self.written).filter_map(|&symbol| self.lengths.get(symbol)) {
            bits.push(u64::from(*length), 3);
        }
        let words = huffman::words(&self.lengths);
        for &(symbol, behind) in &self.symbols {
            let word = words.get(usize::from(symbol)).copied().unwrap_or_default();
            bits.push(word.bits() | u64::from(behind) << word.length(), word.length() + following(symbol));
        }
    }
}

/// Lengths without the zeros at their end, but at least so many.
fn without_end(lengths: &[u8], least: usize) -> &[u8] {
    let used = lengths.iter().rposition(|&length| length > 0).map_or(0, |last| last + 1);
    lengths.get(..used.max(least)).unwrap_or(lengths)
}

/// How many bits follow a symbol.
fn following(symbol: u8) -> u32 {
    match symbol {
        SAME => 2,
        ZEROS => 3,
        MANY_ZEROS => 7,
        _ => 0,
    }
}

/// Appends the symbols of so many equal lengths.
fn push_run(symbols: &mut Vec<(u8, u8)>, length: u8, mut count: usize) {
    if length > 0 {
        symbols.push((length, 0));
        count -= 1;
    }
    let kinds = if length > 0 { &[(SAME, 3, 6)][..] } else { &[(MANY_ZEROS, 11, 138), (ZEROS, 3, 10)] };
    for &(symbol, least, most) in kinds {
        while count >= least {
            let taken = most.min(count);
            symbols.push((symbol, (taken - least) as u8));
            count -= taken;
        }
    }
    (0..count).for_each(|_| symbols.push((length, 0)));
}
