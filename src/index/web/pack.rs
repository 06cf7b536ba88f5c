//! Files of the web index: numbers and words as bytes, a header, gzip, and a name from the content.

use anyhow::Context as _;
use libdeflater::{CompressionLvl, Compressor};
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

/// Writes files of one kind; gives the hashes of their names, eight hexadecimal digits each.
///
/// # Errors
/// The sink's.
pub(super) fn write_files(
    content: Content,
    bodies: &[Vec<u8>],
    folder: &str,
    sink: Sink<'_>,
) -> anyhow::Result<String> {
    let hashes: Vec<anyhow::Result<String>> = bodies
        .par_chunks(FILES_OF_HASH)
        .enumerate()
        .map_init(compressor, |compressor, (chunk, bodies)| {
            let mut hasher = blake3::Hasher::new();
            hasher.update(&[FORMAT]);
            for body in bodies {
                hasher.update(&(body.len() as u64).to_le_bytes()).update(body);
            }
            let hash: [u8; 4] = hasher.finalize().as_bytes()[..4].try_into()?;
            let name: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            for (number, body) in (chunk * FILES_OF_HASH..).zip(bodies) {
                let letter = content as isize as u8 as char;
                let file = format!("{letter}/{name}-{number}");
                sink(&format!("{folder}/{file}.bin"), &packed(compressor, &file, body)?)?;
            }
            Ok(name)
        })
        .collect();
    hashes.into_iter().collect()
}

/// The level beyond which files of a few kilobytes hardly shrink, at several times the cost.
const LEVEL: i32 = 9;

/// Its tables are what a small file costs most, so a thread keeps one for all of its files.
fn compressor() -> Compressor {
    Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default())
}

/// A file: the format and its name on a line, and the body, gzipped, which brings the length and a
/// checksum.
fn packed(compressor: &mut Compressor, name: &str, body: &[u8]) -> anyhow::Result<Vec<u8>> {
    let plain = [format!("{FORMAT} {name}\n").as_bytes(), body].concat();
    let mut packed = vec![0; compressor.gzip_compress_bound(plain.len())];
    let length = compressor.gzip_compress(&plain, &mut packed).context("could not pack the search index")?;
    packed.truncate(length);
    Ok(packed)
}

#[cfg(test)]
mod tests {
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
    fn the_same_body_gives_the_same_file() {
        let make = || packed(&mut compressor(), "w/01020304-7", b"body").unwrap();
        assert_eq!(make(), make());
    }
}
