//! What a text is made of when it is packed: bytes that stand for themselves, and matches.

/// A byte, or a match: its length of 3 to 258 in the upper half, its distance of 1 to 32,768 in the lower.
#[derive(Clone, Copy)]
pub(super) struct Token(u32);

/// What is written of a token.
pub(super) enum Symbols {
    Literal(u8),
    Match { length: Symbol, distance: Symbol },
}

/// A symbol of a range of numbers, and which of them.
pub(super) struct Symbol {
    pub(super) number: usize,
    /// How many bits follow.
    pub(super) count: u32,
    pub(super) bits: u32,
}

impl Token {
    #[inline]
    pub(super) fn literal(byte: u8) -> Token {
        Token(u32::from(byte))
    }

    #[inline]
    pub(super) fn repeat(length: usize, distance: usize) -> Token {
        Token((length << 16 | distance) as u32)
    }

    /// How many bytes it stands for.
    #[inline]
    pub(super) fn bytes(self) -> usize {
        (self.0 >> 16).max(1) as usize
    }

    #[inline]
    pub(super) fn symbols(self) -> Symbols {
        let (length, low) = (self.0 >> 16, self.0 & 0xffff);
        if length == 0 {
            return Symbols::Literal(low as u8);
        }
        // The greatest length is a symbol of its own.
        let length = match length.wrapping_sub(3) {
            255 => Symbol { number: 28, count: 0, bits: 0 },
            above => Symbol::of(above, 2),
        };
        Symbols::Match { length, distance: Symbol::of(low.wrapping_sub(1), 1) }
    }
}

impl Symbol {
    /// The symbols of RFC 1951 (3.2.5): each power of two has 2^`fine` of them, and below there is one a number.
    #[inline]
    fn of(value: u32, fine: u32) -> Symbol {
        let count = (31 - (value | 1).leading_zeros()).saturating_sub(fine);
        let number = (count << fine) + (value >> count);
        Symbol { number: number as usize, count, bits: value & ((1 << count) - 1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_those_of_the_format() {
        for (length, distance, expected) in [
            (3, 1, [(0, 0, 0), (0, 0, 0)]),
            (10, 4, [(7, 0, 0), (3, 0, 0)]),
            (11, 5, [(8, 1, 0), (4, 1, 0)]),
            (12, 7, [(8, 1, 1), (5, 1, 0)]),
            (130, 192, [(23, 4, 15), (14, 6, 63)]),
            (257, 24_577, [(27, 5, 30), (29, 13, 0)]),
            (258, 32_768, [(28, 0, 0), (29, 13, 8191)]),
        ] {
            let token = Token::repeat(length, distance);
            assert_eq!(token.bytes(), length);
            let Symbols::Match { length, distance } = token.symbols() else { panic!("a literal") };
            assert_eq!([length, distance].map(|s| (s.number, s.count, s.bits)), expected);
        }
        assert!(matches!(Token::literal(255).symbols(), Symbols::Literal(255)));
        assert_eq!(Token::literal(0).bytes(), 1);
    }
}
