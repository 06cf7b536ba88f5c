//! What a text says a second time.
//!
//! A text is read byte by byte, and every place in it is remembered by a hash of the four bytes there: the last
//! place of each hash, and of each place the one of its hash before it. Where bytes come again, the longest
//! match of a few places is taken, unless a better one begins a byte later (RFC 1951, 4). A place is kept as its
//! last sixteen bits: whatever it leads to is compared, and no match is further away than half of what they tell
//! apart.

use super::token::Token;

/// The longest match that deflate has.
const LONGEST: usize = 258;

/// How far back it may lie.
const FARTHEST: usize = 1 << 15;

/// Shorter matches save next to nothing: what is said in so few bytes is hardly ever said close by.
const SHORTEST: usize = 4;

/// At how many places a match is looked for.
const PLACES: u32 = 16;

/// At how many a better one is, a byte later.
const LATER_PLACES: u32 = 4;

/// A match that is so long is good enough: no better one is looked for a byte later.
const LONG: usize = 24;

/// No place: too far from any that is below it, and one that is compared in vain for the others.
const NOWHERE: u16 = 1 << 15;

/// How many bits a hash has. With fewer, more places are compared in vain, which costs more than the copy of a
/// larger table.
const BITS: u32 = 14;

/// How many hashes there are.
const HASHES: usize = 1 << BITS;

/// The last place of each hash.
type Heads = [u16; HASHES];

/// Reads texts that all go on from the same history.
pub(super) struct Matches {
    /// The history, and the text behind it.
    window: Vec<u8>,
    /// Of each place in it, the one of the same hash before it.
    before: Vec<u16>,
    heads: Box<Heads>,
    /// `heads` as the history leaves them, for the next text to begin with.
    prepared: Box<Heads>,
    /// How long the history is.
    history: usize,
    tokens: Vec<Token>,
}

/// Bytes that stand in a text before; none where its length is 0.
#[derive(Clone, Copy, Default)]
struct Match {
    length: usize,
    distance: usize,
}

impl Matches {
    /// What reads texts behind a history.
    pub(super) fn behind(history: &[u8]) -> Matches {
        let mut window = Window {
            bytes: history,
            before: &mut vec![NOWHERE; history.len()],
            heads: &mut Box::new([NOWHERE; HASHES]),
        };
        (0..history.len()).for_each(|at| {
            window.remember(at);
        });
        Matches {
            before: window.before.to_vec(),
            heads: Box::new(*window.heads),
            prepared: Box::new(*window.heads),
            window: history.to_vec(),
            history: history.len(),
            tokens: Vec::new(),
        }
    }

    /// What a text is made of. It depends on the text and the history alone.
    pub(super) fn tokens(&mut self, text: &[u8]) -> &[Token] {
        self.window.truncate(self.history);
        self.window.extend_from_slice(text);
        self.before.resize(self.window.len(), NOWHERE);
        *self.heads = *self.prepared;
        self.tokens.clear();
        let mut window = Window { bytes: &self.window, before: &mut self.before, heads: &mut self.heads };
        // The last of the history, whose four bytes end in the text.
        (self.history.saturating_sub(SHORTEST - 1)..self.history).for_each(|at| {
            window.remember(at);
        });
        window.read(self.history, &mut self.tokens);
        &self.tokens
    }
}

/// A text as far as it is read, and its places.
struct Window<'a> {
    bytes: &'a [u8],
    before: &'a mut [u16],
    heads: &'a mut Heads,
}

impl Window<'_> {
    /// Reads it from a place on.
    #[inline(never)]
    fn read(&mut self, from: usize, tokens: &mut Vec<Token>) {
        let mut at = from;
        while let Some(&byte) = self.bytes.get(at) {
            let mut found = self.find(at, SHORTEST - 1, PLACES);
            if found.length == 0 {
                tokens.push(Token::literal(byte));
                at += 1;
                continue;
            }
            let mut remembered = at + 1;
            while found.length < LONG {
                let later = self.find(remembered, found.length - 1, LATER_PLACES);
                remembered += 1;
                if !later.is_better_than(found) {
                    break;
                }
                tokens.extend(self.bytes.get(at).map(|&byte| Token::literal(byte)));
                at += 1;
                found = later;
            }
            tokens.push(Token::repeat(found.length, found.distance));
            at += found.length;
            (remembered..at).for_each(|at| {
                self.remember(at);
            });
        }
    }

    /// Remembers a place; gives the last one of the same hash. Each is to be remembered once, in their order.
    #[inline]
    fn remember(&mut self, at: usize) -> u16 {
        let (Some(four), Some(before)) = (four(self.bytes, at), self.before.get_mut(at)) else {
            return NOWHERE;
        };
        let hash = (four.wrapping_mul(0x9e37_79b1) >> (32 - BITS)) as usize;
        *before = std::mem::replace(&mut self.heads[hash % HASHES], at as u16);
        *before
    }

    /// Remembers a place, and finds the longest match there of those that are longer than `least`, which is at
    /// least three.
    #[inline]
    fn find(&mut self, at: usize, least: usize, places: u32) -> Match {
        let last = self.remember(at);
        if distance(at, last) > FARTHEST {
            return Match::default();
        }
        self.longest(at, last, least, places)
    }

    /// The longest match at some places, of which `last` is the nearest.
    #[inline(never)]
    fn longest(&self, at: usize, last: u16, least: usize, places: u32) -> Match {
        let mut found = Match::default();
        let here = self.bytes.get(at..).unwrap_or_default();
        let here = here.get(..LONGEST).unwrap_or(here);
        let (mut length, mut place, mut nearer) = (least, last, 0);
        // A longer match has the same four bytes where what is found ends; hardly another place has.
        let Some(mut end) = four(here, length - 3) else { return found };
        for _ in 0..places {
            let distance = distance(at, place);
            let Some(from) = at.checked_sub(distance) else { break };
            if distance <= nearer || distance > FARTHEST {
                break;
            }
            nearer = distance;
            if four(self.bytes, from + length - 3) == Some(end) {
                let same = same(here, self.bytes.get(from..).unwrap_or_default());
                if same > length {
                    length = same;
                    found = Match { length, distance };
                    let Some(longer) = four(here, length - 3) else { break };
                    end = longer;
                }
            }
            let Some(&further) = self.before.get(from) else { break };
            place = further;
        }
        found
    }
}

impl Match {
    /// Whether it is, although a byte goes before it. A byte more is worth four bits, half the distance is worth
    /// one, and the byte before takes two more than it would in the match.
    fn is_better_than(self, found: Match) -> bool {
        let worth = |found: Match| 4 * found.length as i64 + i64::from(found.distance.leading_zeros());
        self.length > 0 && worth(self) > worth(found) + 2
    }
}

/// How far a place lies back, unless that is more than `FARTHEST`.
#[inline]
fn distance(at: usize, place: u16) -> usize {
    usize::from((at as u16).wrapping_sub(place))
}

/// Four bytes as a number.
#[inline]
fn four(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

/// With how many bytes both begin.
#[inline]
fn same(a: &[u8], b: &[u8]) -> usize {
    let eights = a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0);
    let mut same = 0;
    for (&a, &b) in eights {
        let differ = u64::from_le_bytes(a) ^ u64::from_le_bytes(b);
        if differ != 0 {
            return same + differ.trailing_zeros() as usize / 8;
        }
        same += 8;
    }
    same + a.iter().zip(b).skip(same).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::super::tests::Dice;
    use super::super::token::Symbols;
    use super::*;

    /// What a text is made of behind a history: how many bytes each token stands for.
    fn lengths(history: &[u8], text: &[u8]) -> Vec<usize> {
        let mut matches = Matches::behind(history);
        matches.tokens(text).iter().map(|token| token.bytes()).collect()
    }

    #[test]
    fn the_longest_match_is_found_as_far_back_as_there_may_be_one() {
        let said = Dice(1).bytes(300, 256);
        for (distance, expected) in [(300, true), (32_767, true), (32_768, true), (32_769, false)] {
            let between = Dice(2).bytes(distance - 300, 256);
            let text = [&said[..], &between, &said].concat();
            assert_eq!(lengths(b"", &text).contains(&258), expected, "{distance}");
            let behind = [&between[..], &said].concat();
            assert_eq!(lengths(&said, &behind).contains(&258), expected, "{distance}");
        }
    }

    #[test]
    fn places_are_told_apart_beyond_sixteen_bits() {
        let said = Dice(1).bytes(20, 256);
        for distance in [65_536, 65_536 + 20, 131_072] {
            let text = [&said[..], &Dice(2).bytes(distance - 20, 256), &said, b"!", &said].concat();
            let mut matches = Matches::behind(b"");
            let last = matches.tokens(&text).last().copied().unwrap();
            let Symbols::Match { distance, .. } = last.symbols() else { panic!("a literal") };
            assert_eq!((last.bytes(), distance.number, distance.bits), (20, 8, 4), "21 bytes back");
        }
    }

    #[test]
    fn a_match_goes_on_from_the_history_into_the_text() {
        assert_eq!(lengths(b"abcdefgh", b"efghefghefgh."), [12, 1]);
        assert_eq!(lengths(b"abcdef", b"ghi, defghi"), [1, 1, 1, 1, 1, 6]);
        assert_eq!(lengths(b"", &[b'a'; 260]), [1, 258, 1]);
    }

    #[test]
    fn a_better_match_a_byte_later_is_taken() {
        assert_eq!(lengths(b"abcd, bcdefghijk, ", b"abcdefghijk"), [1, 10]);
        assert_eq!(lengths(b"abcd, bcdex, ", b"abcdex"), [1, 5]);
        assert_eq!(lengths(b"abcd, bcde, ", b"abcd!"), [4, 1]);
    }
}
