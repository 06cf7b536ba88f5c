//! Files of the web index: numbers and words as bytes, compression, a checksum that covers the name too, and a
//! name from the content.

use flate2::Crc;
use rayon::prelude::*;

use super::deflate::Deflate;
use super::{FORMAT, Sink};

/// Appends a number: seven bits a byte, least first, the high bit where more follow.
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends a word: how many UTF-16 units it shares with the one before, how many bytes follow, and these.
pub(super) fn push_word(bytes: &mut Vec<u8>, before: &str, word: &str) {
    let (units, rest) = behind(before, word, usize::MAX);
    push_number(bytes, units as u32);
    push_number(bytes, rest.len() as u32);
    bytes.extend(rest.as_bytes());
}

/// How many UTF-16 units a word shares with the one before, at most so many, and what follows these.
pub(super) fn behind<'w>(before: &str, word: &'w str, most: usize) -> (usize, &'w str) {
    let mut units = 0;
    let mut rest = word.chars();
    for c in before.chars() {
        let behind = rest.as_str();
        if rest.next() != Some(c) || units + c.len_utf16() > most {
            return (units, behind);
        }
        units += c.len_utf16();
    }
    (units, rest.as_str())
}

/// Appends rising numbers, each as its distance from the one before; the first from 0.
pub(super) fn push_gaps(bytes: &mut Vec<u8>, numbers: impl IntoIterator<Item = u32>) {
    let mut before = 0;
    for number in numbers {
        push_number(bytes, number - before);
        before = number;
    }
}

/// The order of the dictionary: that of UTF-16, in which browsers compare.
pub(super) fn browser_order(a: &str, b: &str) -> std::cmp::Ordering {
    // That of the bytes, but that the characters of two units (first byte from F0) come before those from
    // U+E000 (EE, EF): surrogates lie below these.
    let place = |byte: u8| if matches!(byte, 0xee | 0xef) { byte + 8 } else { byte };
    a.bytes().map(place).cmp(b.bytes().map(place))
}

/// What a file holds; also the name of its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Words = b'w' as isize,
    Spelling = b's' as isize,
    Records = b'r' as isize,
}

impl Content {
    /// Whether it is text, which may say what `shared` says.
    fn is_text(self) -> bool {
        self == Content::Records
    }
}

/// How many files share a hash. Each has the hash of all of them in its name, which its checksum covers, and the
/// manifest stays small.
const FILES_OF_HASH: usize = 64;

/// Where the files of a locale go.
pub(super) struct Files<'a> {
    /// Below the site.
    pub(super) folder: &'a str,
    /// What the texts have in common, which no file says again.
    pub(super) shared: &'a [u8],
    pub(super) sink: &'a dyn Sink,
}

impl Files<'_> {
    /// Writes files of one kind; gives the hashes of their names, eight hexadecimal digits each.
    ///
    /// # Errors
    /// The sink's.
    pub(super) fn write(&self, content: Content, bodies: &[Vec<u8>]) -> anyhow::Result<String> {
        let hashes: Vec<anyhow::Result<String>> = bodies
            .par_chunks(FILES_OF_HASH)
            .enumerate()
            .map(|(chunk, bodies)| {
                let name = self.name(bodies)?;
                let mut deflate = Deflate::behind(if content.is_text() { self.shared } else { &[] });
                for (number, body) in (chunk * FILES_OF_HASH..).zip(bodies) {
                    let letter = content as isize as u8 as char;
                    let file = format!("{letter}/{name}-{number}");
                    let before = [file.as_bytes(), self.shared];
                    let packed = packed(&mut deflate, &before, body);
                    self.sink.take(&format!("{}/{file}.bin", self.folder), &packed)?;
                }
                Ok(name)
            })
            .collect();
        hashes.into_iter().collect()
    }

    /// The hash of files that share one.
    fn name(&self, bodies: &[Vec<u8>]) -> anyhow::Result<String> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[FORMAT]);
        for part in std::iter::once(self.shared).chain(bodies.iter().map(Vec::as_slice)) {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        let hash: [u8; 4] = hasher.finalize().as_bytes()[..4].try_into()?;
        Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// A file: the rest of a gzip stream that begins with the file's own name and what the texts have in
/// common. So a text points back at that instead of saying it again, and the checksum, which is that of the
/// whole, holds it to its name. At the name itself it never points, so all files have one history.
fn packed(deflate: &mut Deflate, before: &[&[u8]; 2], body: &[u8]) -> Vec<u8> {
    let mut packed = deflate.pack(body);
    let mut whole = Crc::new();
    before.iter().for_each(|part| whole.update(part));
    whole.update(body);
    packed.extend([whole.sum(), whole.amount()].map(u32::to_le_bytes).concat());
    packed
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Read as _;
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn numbers_take_seven_bits_a_byte() {
        let mut bytes = Vec::new();
        push_gaps(&mut bytes, [0, 127, 255, 20_000]);
        assert_eq!(bytes, [0, 127, 0x80, 1, 0xa1, 0x9a, 1]);
    }

    #[test]
    fn words_are_in_the_order_of_utf_16() {
        let words =
            ["", "a", "ab", "z", "é", "\u{7ff}", "\u{800}", "\u{d7ff}", "\u{e000}", "\u{fb01}", "\u{ffff}"];
        let words: Vec<String> = words
            .iter()
            .chain(&["\u{10000}", "\u{20b9f}", "\u{10ffff}"])
            .flat_map(|a| ["", "a", "\u{fb01}", "\u{1f600}"].map(|b| format!("{a}{b}")))
            .collect();
        for a in &words {
            for b in &words {
                assert_eq!(browser_order(a, b), a.encode_utf16().cmp(b.encode_utf16()), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn words_share_their_beginnings() {
        let mut bytes = Vec::new();
        push_word(&mut bytes, "caça", "caçado");
        assert_eq!(bytes, [4, 2, b'd', b'o']);
    }

    /// Files as they are packed by so many threads, each by its path.
    fn files_of(threads: usize, shared: &str, bodies: &[Vec<u8>]) -> BTreeMap<String, Vec<u8>> {
        let files = Mutex::new(BTreeMap::new());
        let sink = |path: &str, bytes: &[u8]| {
            files.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
            Ok(())
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let written = Files { folder: "search/en", shared: shared.as_bytes(), sink: &sink };
        pool.install(|| written.write(Content::Records, bodies)).unwrap();
        files.into_inner().unwrap()
    }

    /// The compressor hashes four bytes at a time, the last of what is shared with the first of a body, and keeps
    /// its tables: where the four hash as the beginning of a sentence does, what an earlier file left there would
    /// be found or not.
    #[test]
    fn files_are_the_same_whichever_thread_packed_what_before() {
        let hash = |four: &[u8]| u32::from_le_bytes(four.try_into().unwrap()).wrapping_mul(0x9e37_79b1) >> 18;
        let letters = || b'a'..=b'z';
        let words = letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| [a, b, c])));
        let mut words = words.flat_map(|[a, b, c]| letters().map(move |d| [a, b, c, d]));
        let word = words.find(|word| hash(word) == hash(b"xyz{")).unwrap();
        let sentence = format!("{}abcdefgh. ", std::str::from_utf8(&word).unwrap());
        let shared = format!("{sentence}{}xyz", "0123456789, ".repeat(8));
        let body = |number: usize| {
            format!("{}\"{sentence}{number}", if number.is_multiple_of(3) { '[' } else { '{' }).into_bytes()
        };
        let bodies: Vec<Vec<u8>> = (0..8 * FILES_OF_HASH).map(body).collect();
        let (one, eight) = (files_of(1, &shared, &bodies), files_of(8, &shared, &bodies));
        assert_eq!(one.len(), bodies.len());
        assert!(one == eight);
        for (file, among_others) in &one {
            let name = file.strip_prefix("search/en/").and_then(|file| file.strip_suffix(".bin")).unwrap();
            let number: usize = name.rsplit_once('-').unwrap().1.parse().unwrap();
            let before = [name.as_bytes(), shared.as_bytes()];
            let alone = packed(&mut Deflate::behind(shared.as_bytes()), &before, &bodies[number]);
            assert_eq!(alone, *among_others);
        }
    }

    /// What a file holds behind a name.
    fn unpacked(name: &str, shared: &[u8], file: &[u8]) -> std::io::Result<Vec<u8>> {
        let before = [name.as_bytes(), shared].concat();
        let length = before.len() as u16;
        let lengths = [length.to_le_bytes(), (!length).to_le_bytes()].concat();
        let header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0];
        let stream = [&header[..], &lengths, &before, file].concat();
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(&stream[..]).read_to_end(&mut plain)?;
        Ok(plain.split_off(before.len()))
    }

    #[test]
    fn the_same_body_gives_the_same_file_which_unpacks_behind_its_name_and_what_is_shared() {
        let shared = b"what the texts have in common";
        let name = "w/01020304-17";
        for history in [&shared[..], &[]] {
            let before = [name.as_bytes(), shared];
            let make = || packed(&mut Deflate::behind(history), &before, b"what the texts have");
            assert_eq!(make(), make());
            assert_eq!(unpacked(name, shared, &make()).unwrap(), b"what the texts have");
            for other in ["w/01020304-71", "w/01020304-8", "r/01020304-17", "w/10203040-17"] {
                assert!(unpacked(other, shared, &make()).is_err(), "{other}");
            }
        }
    }
}
