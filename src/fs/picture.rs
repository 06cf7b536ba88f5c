//! How large a picture is, from the beginning of its file.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::Stat;

/// The root element of an SVG stands within so many bytes, behind its comments and declarations.
const BEGINNING: u64 = 16 * 1024;

/// The size of a picture in pixels; `None` where that is no picture that can be understood, none that may
/// be read (copying it says so), or one that does not say: an SVG without a width and a height in pixels
/// is as large as its page makes it.
///
/// # Errors
/// The operating system's, where it is nothing about the file.
pub fn picture_size(file: &Path) -> io::Result<(Stat, Option<(u32, u32)>)> {
    use io::ErrorKind::{NotFound, PermissionDenied};
    let opened = match File::open(file) {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), NotFound | PermissionDenied) => {
            return Ok((Stat::default(), None));
        }
        Err(error) => return Err(error),
    };
    // Asked of the very file that is read, before it is.
    let stat = Stat::of(&opened.metadata()?);
    Ok((stat, size_in(file, opened)?))
}

fn size_in(file: &Path, opened: File) -> io::Result<Option<(u32, u32)>> {
    if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg")) {
        let mut beginning = Vec::new();
        opened.take(BEGINNING).read_to_end(&mut beginning)?;
        return Ok(svg_size(&String::from_utf8_lossy(&beginning)));
    }
    match imagesize::reader_size(&mut io::BufReader::new(opened)) {
        Ok(size) => Ok(u32::try_from(size.width).ok().zip(u32::try_from(size.height).ok())),
        Err(imagesize::ImageError::IoError(error)) if error.kind() != io::ErrorKind::UnexpectedEof => {
            Err(error)
        }
        Err(_) => Ok(None),
    }
}

fn svg_size(text: &str) -> Option<(u32, u32)> {
    let (_, rest) = text.split_once("<svg").filter(|(_, rest)| rest.starts_with(char::is_whitespace))?;
    let (tag, _) = rest.split_once('>')?;
    Some((pixels(tag, "width")?, pixels(tag, "height")?))
}

/// An attribute in pixels, rounded.
fn pixels(tag: &str, name: &str) -> Option<u32> {
    let is_own = |at: usize| tag[..at].ends_with(char::is_whitespace);
    let (at, _) = tag.match_indices(name).find(|(at, _)| is_own(*at))?;
    let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (value, _) = value[1..].split_once(quote)?;
    let number: f32 = value.trim().trim_end_matches("px").trim_end().parse().ok()?;
    (number.is_finite() && (1.0..=65_535.0).contains(&number)).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_is_as_large_as_it_says() {
        let size =
            |tag: &str| svg_size(&format!("<?xml version=\"1.0\"?>\n<!-- a picture -->\n{tag}<path/></svg>"));
        assert_eq!(size("<svg width=\"640\" height='360.4px' viewBox=\"0 0 1 1\">"), Some((640, 360)));
        assert_eq!(size("<svg\n  height = \"8\"\n  width = \"9\">"), Some((9, 8)));
        assert_eq!(size("<svg stroke-width=\"2\" height=\"8\">"), None);
        assert_eq!(size("<svg width=\"100%\" height=\"8\">"), None);
        assert_eq!(size("<svg width=\"4em\" height=\"8\">"), None);
        assert_eq!(size("<svg viewBox=\"0 0 9 8\">"), None);
        assert_eq!(size("<svg width=\"0\" height=\"NaN\">"), None);
        assert_eq!(svg_size("no picture"), None);
    }
}
