use std::io::Read as _;

use super::*;

/// Numbers that look like chance and are the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    pub(super) fn bytes(&mut self, count: usize, most: usize) -> Vec<u8> {
        (0..count).map(|_| self.below(most) as u8).collect()
    }
}

/// What another program reads, behind a history that a stored block holds.
fn unpacked(history: &[u8], packed: &[u8]) -> Vec<u8> {
    let length = history.len() as u16;
    let stream = [&[0][..], &length.to_le_bytes(), &(!length).to_le_bytes(), history, packed].concat();
    let mut plain = Vec::new();
    let mut reader = flate2::bufread::DeflateDecoder::new(&stream[..]);
    reader.read_to_end(&mut plain).unwrap();
    assert_eq!(reader.total_in() as usize, stream.len(), "it ends where the stream does");
    plain.split_off(history.len())
}

/// Packs a text, which unpacks to itself; how many bytes it takes.
#[track_caller]
fn packed(deflate: &mut Deflate, history: &[u8], text: &[u8]) -> usize {
    let packed = deflate.pack(text);
    assert!(unpacked(history, &packed) == text, "{} bytes behind {}", text.len(), history.len());
    let stored = text.len() + 5 * text.len().div_ceil(0xffff).max(1);
    assert!(packed.len() <= stored + 5 * text.len().div_ceil(TOKENS), "{} of {}", packed.len(), text.len());
    packed.len()
}

fn words(count: usize) -> Vec<u8> {
    let mut dice = Dice(3);
    let words = ["the page ", "of ", "settings, ", "which ", "açúcar ", "設定 ", "Save. ", "{\"url\":\""];
    (0..count)
        .flat_map(|_| [words[dice.below(8)], ["", "a", "no. 1 ", "x"][dice.below(4)]])
        .flat_map(str::bytes)
        .collect()
}

#[test]
fn texts_of_every_shape_unpack_to_themselves() {
    let mut dice = Dice(1);
    let all: Vec<u8> = (0..=255).collect();
    let mut counts = vec![1, 1];
    (2..20).for_each(|at| counts.push(counts[at - 1] + counts[at - 2]));
    let fibonacci: Vec<u8> = (0..).zip(counts).flat_map(|(byte, count)| vec![byte; count]).collect();
    let mut shuffled = fibonacci.clone();
    (1..shuffled.len()).for_each(|at| shuffled.swap(at, dice.below(at + 1)));
    let far = [&all[..], &dice.bytes(32_768 - 256, 256), &all, &all].concat();
    let shapes = [
        Vec::new(),
        vec![0],
        vec![255; 2],
        b"abc".to_vec(),
        b"abcabcabcabc".to_vec(),
        vec![7; 258],
        vec![7; 259],
        vec![7; 3000],
        all.clone(),
        all.repeat(3),
        far,
        fibonacci,
        shuffled,
        dice.bytes(1000, 256),
        dice.bytes(1000, 2),
        dice.bytes(66_000, 256),
        dice.bytes(2000, 17),
        words(300),
        words(2000),
    ];
    let histories = [Vec::new(), vec![7], words(400), dice.bytes(4096, 256), all, words(5000)];
    for history in &histories {
        let mut deflate = Deflate::behind(history);
        for shape in &shapes {
            packed(&mut deflate, history, shape);
        }
    }
    let large = [dice.bytes(150_000, 256), words(10_000), vec![0; 400_000], dice.bytes(300_000, 3)].concat();
    packed(&mut Deflate::behind(&words(400)), &words(400), &large);
}

#[test]
fn what_was_packed_before_leaves_no_trace() {
    let mut dice = Dice(7);
    let history = words(400);
    let mut deflate = Deflate::behind(&history);
    for text in [words(500), dice.bytes(40_000, 4), words(3), Vec::new(), dice.bytes(70_000, 3), words(4000)]
    {
        assert!(deflate.pack(&text) == Deflate::behind(&history).pack(&text));
    }
}

#[test]
fn what_repeats_takes_few_bytes() {
    let size = |history: &[u8], text: &[u8]| packed(&mut Deflate::behind(history), history, text);
    assert_eq!(size(b"", b""), 2);
    assert_eq!(size(b"", b"a"), 3);
    assert!(size(b"", &[b'a'; 1_000_000]) < 1100);
    assert!(size(b"", &words(10_000)) < words(10_000).len() / 4);
    let random = Dice(5).bytes(2000, 256);
    assert_eq!(size(b"", &random), random.len() + 5);
    assert!(size(&random, &random) < 40);
    // From the history into the text.
    assert!(size(&random, &random[1900..].repeat(20)) < 150);
}

#[test]
fn small_texts_of_chance_unpack_to_themselves() {
    let mut dice = Dice(11);
    for _ in 0..500 {
        let history = match dice.below(3) {
            0 => Vec::new(),
            1 => words(1 + dice.below(20)),
            _ => {
                let count = dice.below(300);
                dice.bytes(count, 3)
            }
        };
        let mut deflate = Deflate::behind(&history);
        for _ in 0..20 {
            let mut text = Vec::new();
            for _ in 0..dice.below(6) {
                let most = [1, 2, 5, 30, 256][dice.below(5)];
                let count = dice.below(60);
                let part = dice.bytes(count, most);
                let earlier = [&history[..], &text].concat();
                let from = dice.below(earlier.len() + 1);
                let to = from + dice.below(earlier.len() - from + 1);
                text.extend(part);
                text.extend(&earlier[from..to]);
            }
            packed(&mut deflate, &history, &text);
        }
    }
}
