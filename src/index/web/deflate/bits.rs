//! Bits into bytes, the least first.

/// Bytes that grow by bits.
pub(super) struct Bits {
    bytes: Vec<u8>,
    /// Bits that are no four bytes yet, the first of them the least.
    held: u64,
    /// How many these are: below 32.
    count: u32,
}

impl Bits {
    /// None, with room for so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Bits {
        Bits { bytes: Vec::with_capacity(bytes), held: 0, count: 0 }
    }

    /// Appends so many bits, at most 32; `bits` has no others.
    #[inline]
    pub(super) fn push(&mut self, bits: u64, count: u32) {
        self.held |= bits << self.count;
        self.count += count;
        if self.count >= 32 {
            self.bytes.extend_from_slice(&(self.held as u32).to_le_bytes());
            self.held >>= 32;
            self.count -= 32;
        }
    }

    /// Appends bytes, behind zeros up to the next whole one.
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        let whole = self.count.div_ceil(8) as usize;
        self.bytes.extend(&self.held.to_le_bytes()[..whole]);
        (self.held, self.count) = (0, 0);
        self.bytes.extend_from_slice(bytes);
    }

    /// The bytes, zeros at the end of the last.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.extend(&[]);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bit_is_the_least() {
        let mut bits = Bits::with_capacity(0);
        for (value, count) in [(0b1, 1), (0b10, 2), (0x2345_6789, 32), (0x1_abcd, 24), (0, 0), (0b111, 3)] {
            bits.push(value, count);
        }
        bits.extend(&[0xff]);
        let mut expected = (0b101_u128 | 0x1_abcd_2345_6789 << 3 | 0b111 << 59).to_le_bytes()[..8].to_vec();
        expected.push(0xff);
        assert_eq!(bits.finish(), expected);
    }

    #[test]
    fn what_is_no_whole_byte_is_filled_up() {
        let mut bits = Bits::with_capacity(0);
        assert!(Bits::with_capacity(0).finish().is_empty());
        bits.push(1, 1);
        bits.extend(&[7]);
        bits.push(3, 9);
        assert_eq!(bits.finish(), [1, 7, 3, 0]);
    }
}
