//! Huffman codes whose words have a greatest length.

/// No code of deflate has words that are longer.
pub(super) const LONGEST: usize = 15;

/// Room for the symbols of any code of deflate, and a power of two: what is taken modulo it is inside.
const PLACES: usize = 512;

/// How many lengths there are, 0 among them.
const LENGTHS: usize = LONGEST + 1;

/// How many bits the word of each symbol has: 0 where it is never used. Words of `longest` bits must be enough
/// for all symbols, of which there are below `PLACES`; all frequencies together are below 2^22.
///
/// The code is always a whole one: some readers refuse others. So symbols that are never used have words where
/// fewer than two are used.
pub(super) fn lengths<const SYMBOLS: usize>(frequencies: &[u32; SYMBOLS], longest: usize) -> [u8; SYMBOLS] {
    let mut leaves = [0; PLACES];
    let mut used = 0;
    for (symbol, &frequency) in frequencies.iter().enumerate() {
        // What is not used is overwritten by the next.
        leaves[used % PLACES] = frequency << 9 | symbol as u32;
        used += usize::from(frequency > 0);
    }
    let mut lengths = [0; SYMBOLS];
    if used < 2 {
        let one = if used == 0 { 0 } else { symbol(leaves[0]) };
        for symbol in [one, usize::from(one == 0)] {
            if let Some(length) = lengths.get_mut(symbol) {
                *length = 1;
            }
        }
        return lengths;
    }
    leaves[used % PLACES] = u32::MAX;
    leaves.get_mut(..used).unwrap_or_default().sort_unstable();
    let mut rarest_last = leaves.iter().take(used).rev();
    for (length, &count) in counts(&leaves, used, longest).iter().enumerate() {
        for &leaf in rarest_last.by_ref().take(count) {
            if let Some(place) = lengths.get_mut(symbol(leaf)) {
                *place = length as u8;
            }
        }
    }
    lengths
}

fn symbol(leaf: u32) -> usize {
    leaf as usize % PLACES
}

/// How many words have each length. The first `used` leaves, at least two, are sorted, each its frequency above
/// nine bits; behind them is one that is greater.
///
/// Leaves and the inner nodes made of them are two queues that both rise, and the two least of them make the
/// next node: Moffat and Katajainen, In-place calculation of minimum-redundancy codes (1995).
fn counts(leaves: &[u32; PLACES], used: usize, longest: usize) -> [usize; LENGTHS] {
    let nodes = used - 1;
    let mut parents = [0_u16; PLACES];
    let mut weights = [u32::MAX; PLACES];
    let (mut leaf, mut node) = (0, 0);
    for next in 0..nodes {
        let mut sum = 0;
        for _ in 0..2 {
            let (of_leaf, of_node) = (leaves[leaf % PLACES] >> 9, weights[node % PLACES]);
            let is_node = of_node < of_leaf;
            sum += of_leaf.min(of_node);
            // Of a node that is not taken yet, this is overwritten when it is.
            parents[node % PLACES] = next as u16;
            node += usize::from(is_node);
            leaf += usize::from(!is_node);
        }
        weights[next % PLACES] = sum;
    }
    // From the root on, each node is a leaf of its depth that becomes two of the next. One that is too deep
    // takes the place of the deepest leaf that is not: the least that the code can lose.
    let mut counts = [0; LENGTHS];
    counts[0] = 1;
    let depths = &mut parents;
    for node in (0..nodes).rev() {
        let parent = usize::from(depths[node % PLACES]);
        let depth = if node + 1 == nodes { 0 } else { depths[parent % PLACES] + 1 };
        depths[node % PLACES] = depth;
        let depth = usize::from(depth).min(longest - 1);
        if let Some(split) = (0..=depth).rev().find(|&length| counts[length % LENGTHS] > 0) {
            counts[split % LENGTHS] -= 1;
            counts[(split + 1) % LENGTHS] += 2;
        }
    }
    counts
}

/// A word of a code: its bits, the first of them the least, and above sixteen how many they are.
#[derive(Clone, Copy, Default)]
pub(super) struct Word(u32);

impl Word {
    #[inline]
    pub(super) fn bits(self) -> u64 {
        u64::from(self.0 & 0xffff)
    }

    #[inline]
    pub(super) fn length(self) -> u32 {
        self.0 >> 16
    }
}

/// The words of the canonical code that has these lengths, as RFC 1951 (3.2.2) numbers them.
pub(super) fn words<const SYMBOLS: usize>(lengths: &[u8; SYMBOLS]) -> [Word; SYMBOLS] {
    let mut next = [0_u16; LENGTHS];
    for &length in lengths {
        next[usize::from(length) % LENGTHS] += 1;
    }
    let mut first = 0;
    next[0] = 0;
    for next in &mut next {
        let count = std::mem::replace(next, first);
        first = (first + count) << 1;
    }
    lengths.map(|length| {
        let next = &mut next[usize::from(length) % LENGTHS];
        let bits = u32::from(next.reverse_bits()) << (length % 16) >> 16;
        *next = next.wrapping_add(1);
        Word(bits | u32::from(length) << 16)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::Dice;
    use super::*;

    /// Words of bounded length that are a whole code; how many bits the symbols take.
    #[track_caller]
    fn cost<const SYMBOLS: usize>(frequencies: &[u32; SYMBOLS], longest: usize) -> u32 {
        let lengths = lengths(frequencies, longest);
        let parts: u32 = lengths
            .iter()
            .filter(|&&length| length > 0)
            .map(|&length| 1 << (LONGEST - usize::from(length)))
            .sum();
        assert_eq!(parts, 1 << LONGEST, "{frequencies:?} {lengths:?}");
        assert!(lengths.iter().all(|&length| usize::from(length) <= longest));
        let used = frequencies.iter().filter(|&&count| count > 0).count();
        assert_eq!(lengths.iter().filter(|&&length| length > 0).count(), used.max(2));
        assert!(frequencies.iter().zip(lengths).all(|(&count, length)| count == 0 || length > 0));
        frequencies.iter().zip(lengths).map(|(count, length)| count * u32::from(length)).sum()
    }

    /// The bits of the best code, by what each joining of the two rarest costs.
    fn least(frequencies: &[u32]) -> u32 {
        let mut weights: Vec<u32> = frequencies.iter().copied().filter(|&count| count > 0).collect();
        let mut bits = 0;
        while weights.len() > 1 {
            weights.sort_unstable_by(|a, b| b.cmp(a));
            let (a, b) = (weights.pop().unwrap(), weights.pop().unwrap());
            bits += a + b;
            weights.push(a + b);
        }
        bits
    }

    #[test]
    fn codes_are_whole_and_the_best_that_their_lengths_allow() {
        let mut dice = Dice(9);
        for round in 0..300 {
            let mut frequencies = [0; 288];
            let used = 2 + dice.below(286);
            let most = 1 << (1 + round % 6);
            frequencies.iter_mut().take(used).for_each(|count| *count = dice.below(most) as u32);
            let (bits, least) = (cost(&frequencies, 15), least(&frequencies));
            assert_eq!(bits, least.max(frequencies.iter().sum()), "no length is above 15");
            assert!((bits..bits + bits / 20 + 1).contains(&cost(&frequencies, 9)));
        }
    }

    #[test]
    fn lengths_are_bounded() {
        let mut fibonacci = [1; 30];
        (2..30).for_each(|at| fibonacci[at] = fibonacci[at - 1] + fibonacci[at - 2]);
        let costs = [15, 9, 6, 5].map(|longest| cost(&fibonacci, longest));
        assert!(costs.is_sorted() && costs[0] > least(&fibonacci), "{costs:?}");
        assert_eq!(lengths(&fibonacci, 5).iter().filter(|&&length| length == 5).count(), 28);
        cost(&[1; 288], 9);
        let mut doubling = [0; 19];
        (0..19).for_each(|at| doubling[at] = 1 << at);
        cost(&doubling, 7);
    }

    #[test]
    fn a_code_has_two_words_at_least() {
        assert_eq!(lengths(&[0; 4], 15), [1, 1, 0, 0]);
        assert_eq!(lengths(&[5, 0, 0, 0], 15), [1, 1, 0, 0]);
        assert_eq!(lengths(&[0, 0, 5, 0], 15), [1, 0, 1, 0]);
        assert_eq!(lengths(&[0, 2, 5, 0], 15), [0, 1, 1, 0]);
    }

    #[test]
    fn words_are_those_of_the_format() {
        let words = words(&[3, 3, 3, 3, 3, 2, 4, 4]).map(|word| (word.bits(), word.length()));
        let expected =
            [(0b010, 3), (0b110, 3), (0b001, 3), (0b101, 3), (0b011, 3), (0b00, 2), (0b0111, 4), (0b1111, 4)];
        assert_eq!(words, expected);
    }
}
