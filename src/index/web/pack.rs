//! Files of the web index: numbers and words as bytes, a header, compression, and a name from the content.

use adler2::Adler32;
use anyhow::Context as _;
use flate2::{Compress, Compression, FlushCompress};
use rayon::prelude::*;

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
    let same = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c);
    let (units, shared) =
        same.fold((0, 0), |(units, bytes), c| (units + c.len_utf16(), bytes + c.len_utf8()));
    push_number(bytes, units as u32);
    push_number(bytes, (word.len() - shared) as u32);
    bytes.extend(&word.as_bytes()[shared..]);
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
    a.encode_utf16().cmp(b.encode_utf16())
}

/// What a file holds; also the name of its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Words = b'w' as isize,
    Spelling = b's' as isize,
    Records = b'r' as isize,
    Heads = b'h' as isize,
}

/// How many files share a hash. Each has the hash of all of them in its name and its header, and the
/// manifest stays small.
const FILES_OF_HASH: usize = 64;

/// Where the files of a locale go.
pub(super) struct Files<'a> {
    /// Below the site.
    pub(super) folder: &'a str,
    /// What the texts have in common, which no file says again.
    pub(super) shared: &'a [u8],
    pub(super) sink: Sink<'a>,
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
            .map_init(compressor, |compressor, (chunk, bodies)| {
                let name = self.name(bodies)?;
                for (number, body) in (chunk * FILES_OF_HASH..).zip(bodies) {
                    let letter = content as isize as u8 as char;
                    let file = format!("{letter}/{name}-{number}");
                    let packed = packed(compressor, self.shared, &file, body)?;
                    (self.sink)(&format!("{}/{file}.bin", self.folder), &packed)?;
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

/// The level that finds the longest matches: the texts are short, and read more often than written.
const LEVEL: u32 = 9;

/// Its tables are what a small file costs most, so a thread keeps one for all of its files.
fn compressor() -> Compress {
    Compress::new(Compression::new(LEVEL), false)
}

/// A file: the rest of a zlib stream that begins with what the texts have in common. So it points back at
/// that instead of saying it again, and the checksum is that of the whole.
fn packed(compressor: &mut Compress, shared: &[u8], name: &str, body: &[u8]) -> anyhow::Result<Vec<u8>> {
    let plain = [format!("{FORMAT} {name}\n").as_bytes(), body].concat();
    compressor.reset();
    compressor.set_dictionary(shared).context(UNPACKED)?;
    // The bound of deflate: what does not shrink is stored in blocks.
    let mut packed = Vec::with_capacity(plain.len() + plain.len() / 1000 + 64);
    let status = compressor.compress_vec(&plain, &mut packed, FlushCompress::Finish).context(UNPACKED)?;
    anyhow::ensure!(status == flate2::Status::StreamEnd, UNPACKED);
    let mut checksum = Adler32::new();
    checksum.write_slice(shared);
    checksum.write_slice(&plain);
    packed.extend(checksum.checksum().to_be_bytes());
    Ok(packed)
}

const UNPACKED: &str = "could not pack the search index";

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn numbers_take_seven_bits_a_byte() {
        let mut bytes = Vec::new();
        push_gaps(&mut bytes, [0, 127, 255, 20_000]);
        assert_eq!(bytes, [0, 127, 0x80, 1, 0xa1, 0x9a, 1]);
    }

    #[test]
    fn words_share_their_beginnings() {
        let mut bytes = Vec::new();
        push_word(&mut bytes, "caça", "caçado");
        assert_eq!(bytes, [4, 2, b'd', b'o']);
    }

    #[test]
    fn the_same_body_gives_the_same_file_which_unpacks_behind_what_is_shared() {
        let shared = b"what the texts have in common";
        let make = || packed(&mut compressor(), shared, "w/01020304-7", b"what the texts have").unwrap();
        assert_eq!(make(), make());
        let length = (shared.len() as u16).to_le_bytes();
        let opposite = (!(shared.len() as u16)).to_le_bytes();
        let stream = [&[0x78, 0x9c, 0][..], &length, &opposite, shared, &make()].concat();
        let mut plain = Vec::new();
        flate2::read::ZlibDecoder::new(&stream[..]).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, [&shared[..], b"3 w/01020304-7\nwhat the texts have"].concat());
    }
}
