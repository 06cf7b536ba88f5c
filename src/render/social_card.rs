//! The picture that other sites and applications show beside a link to a page: its name on a tile, drawn
//! from a template of the theme (`social-card.svg`) with fonts that the site names.
//!
//! Nothing is taken from the machine: which fonts there are would make other bytes of the same input.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::context::CardContext;
use super::page::name;
use super::{SharedLocale, Theme, xml};
use crate::diagnostic::{Code, Diagnostic};
use crate::digest::{Digest, Parts};
use crate::model::{Document, SitePath};
use crate::source::{Area, SourcePath};

pub(super) const TEMPLATE: &str = "social-card.svg";
/// Where the pictures lie, by the paths of their pages.
const PLACE: &str = "social/";
/// In pixels, as networks ask for it.
pub(super) const SIZE: (u32, u32) = (1200, 630);
/// How wide a line of text may be, in pixels.
const LINE: f32 = 1010.0;
/// The sizes a title is tried at, in pixels, with the lines it may have then.
const SIZES: [(u32, usize); 3] = [(84, 2), (68, 3), (54, 4)];

/// The fonts that pictures are drawn with, in the order in which they are asked for a letter.
#[derive(Clone, Debug, Default)]
pub struct Fonts {
    known: Arc<fontdb::Database>,
    /// Of their files.
    pub(super) digest: Option<Digest>,
}

impl Fonts {
    /// Adds what is in a file, and says whether that is a font.
    pub fn add(&mut self, file: Vec<u8>) -> bool {
        let known = Arc::make_mut(&mut self.known);
        let before = known.len();
        self.digest = Some(Parts::of("fonts").digest(self.digest).bytes(&file).all());
        known.load_font_data(file);
        known.len() > before
    }
}

/// What draws the pictures.
pub(super) struct Cards {
    options: Options<'static>,
}

impl Cards {
    /// With these fonts; `None` where there are none.
    pub(super) fn of(fonts: &Fonts) -> Option<Cards> {
        let first = fonts.known.faces().next()?.families.first()?.0.clone();
        // A picture in it is written out in the template: what lies on the disk is no part of that.
        let image_href_resolver =
            ImageHrefResolver { resolve_string: Box::new(|_, _| None), ..ImageHrefResolver::default() };
        let fontdb = fonts.known.clone();
        let options = Options { font_family: first, fontdb, image_href_resolver, ..Options::default() };
        Some(Cards { options })
    }

    /// The picture of a page, as PNG.
    pub(super) fn page(
        &self,
        theme: &Theme,
        locale: &SharedLocale<'_>,
        document: &Document,
    ) -> Result<Vec<u8>, Diagnostic> {
        self.draw(theme, locale, name(document), &locale.title)
    }

    /// The picture of everything in a locale that is no page of its own.
    pub(super) fn locale(&self, theme: &Theme, locale: &SharedLocale<'_>) -> Result<Vec<u8>, Diagnostic> {
        self.draw(theme, locale, &locale.title, locale.language_name())
    }

    fn draw(
        &self,
        theme: &Theme,
        locale: &SharedLocale<'_>,
        title: &str,
        below: &str,
    ) -> Result<Vec<u8>, Diagnostic> {
        let (size, lines) = laid_out(&xml::text(title));
        let card = CardContext {
            lines,
            size,
            below: &xml::text(below),
            tag: locale.locale_site.locale.as_str(),
            direction: locale.direction,
        };
        let svg = theme.render(TEMPLATE, &card)?;
        let failed = |problem: String| {
            let path = SourcePath::new(TEMPLATE);
            Diagnostic::in_file(Area::Templates, &path, Code::TemplateRender, problem)
        };
        let tree = Tree::from_data(&svg, &self.options)
            .map_err(|error| failed(format!("is no SVG that can be drawn: {error}")))?;
        let mut pixels = Pixmap::new(SIZE.0, SIZE.1).ok_or_else(|| failed("has no size".to_owned()))?;
        let scale =
            Transform::from_scale(SIZE.0 as f32 / tree.size().width(), SIZE.1 as f32 / tree.size().height());
        resvg::render(&tree, scale, &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| failed(error.to_string()))
    }
}

/// Where the picture of the page at `url` lies.
pub(super) fn place(url: &SitePath) -> SitePath {
    SitePath::new(&format!("{PLACE}{}.png", url.as_str().trim_end_matches('/')))
}

/// The page whose picture lies at a path.
pub(super) fn page_at(path: &str) -> Option<SitePath> {
    Some(SitePath::new(&format!("{}/", path.strip_prefix(PLACE)?.strip_suffix(".png")?)))
}

/// A title in lines, and the size of its letters: the largest that it fits at; what is longer still ends
/// with an ellipsis.
fn laid_out(title: &str) -> (u32, Vec<String>) {
    for (size, most) in SIZES {
        let lines = lines(title, size);
        if lines.len() <= most {
            return (size, lines);
        }
    }
    let (size, most) = SIZES[SIZES.len() - 1];
    let mut lines = lines(title, size);
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        while width(last, size) > LINE * 0.92 {
            last.pop();
        }
        last.truncate(last.trim_end().len());
        last.push('…');
    }
    (size, lines)
}

/// Lines are broken between words, and within what has no spaces between wide letters. A word that is
/// longer than a line is cut.
fn lines(title: &str, size: u32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in title.split_whitespace() {
        for (number, piece) in pieces(word).into_iter().enumerate() {
            let last = lines.last_mut().expect("there is a line to begin with");
            let gap = if number == 0 && !last.is_empty() { " " } else { "" };
            if width(&format!("{last}{gap}{piece}"), size) <= LINE {
                last.push_str(gap);
                last.push_str(&piece);
                continue;
            }
            if !last.is_empty() {
                lines.push(String::new());
            }
            for letter in piece.chars() {
                let last = lines.last_mut().expect("there is a line to begin with");
                last.push(letter);
                if width(last, size) > LINE {
                    last.pop();
                    lines.push(letter.to_string());
                }
            }
        }
    }
    lines
}

/// A word in parts that a line may break between: each wide letter, and what lies between them. Closing
/// marks stay with what they close.
fn pieces(word: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut breaks = true;
    for letter in word.chars() {
        let wide = letter.width() == Some(2);
        let closes = matches!(letter, '、' | '。' | '」' | '』' | '）' | '，' | '！' | '？' | 'ー' | '・');
        match pieces.last_mut() {
            Some(last) if closes || !(wide || breaks) => last.push(letter),
            _ => pieces.push(letter.to_string()),
        }
        breaks = wide;
    }
    pieces
}

/// About how wide a text is, in pixels: a narrow letter of a bold face is 0.56 of its size, a wide one
/// all of it.
fn width(text: &str, size: u32) -> f32 {
    text.width() as f32 * 0.56 * size as f32
        - text.chars().filter(|c| c.width() == Some(2)).count() as f32 * 0.12 * size as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_as_large_as_it_fits() {
        assert_eq!(laid_out("Orders"), (84, vec!["Orders".to_owned()]));
        let (size, lines) =
            laid_out("Connect the CRM to the leads of the partner centre without losing any of them");
        assert_eq!((size, lines.len()), (54, 3), "{lines:?}");
        assert_eq!(laid_out("Connect the CRM to the leads of the partner centre").0, 68);
        assert!(lines.iter().all(|line| width(line, size) <= LINE), "{lines:?}");
    }

    #[test]
    fn text_without_spaces_breaks_between_letters_and_never_before_a_full_stop() {
        let (size, lines) = laid_out("請求書をダウンロードできない場合の対処方法について説明します。");
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, size) <= LINE), "{lines:?}");
        assert!(lines.iter().all(|line| !line.starts_with('。')), "{lines:?}");
    }

    #[test]
    fn what_is_too_long_ends_with_an_ellipsis() {
        let (size, lines) = laid_out(&"word ".repeat(200));
        assert_eq!((size, lines.len()), (54, 4));
        assert!(lines[3].ends_with('…'), "{lines:?}");
        let (_, lines) = laid_out(&"w".repeat(500));
        assert!(lines.len() == 4 && lines[3].ends_with('…'), "{lines:?}");
    }

    #[test]
    fn pictures_lie_by_the_paths_of_their_pages() {
        let url = SitePath::new("pt-br/leads/faq/");
        assert_eq!(place(&url).as_str(), "social/pt-br/leads/faq.png");
        assert_eq!(page_at("social/pt-br/leads/faq.png"), Some(url));
        assert_eq!(page_at("en/faq.png"), None);
    }
}
