//! The picture beside links.

use serde::Serialize;

/// What a social card shows; all that its template is given.
#[derive(Clone, Debug, Serialize)]
pub struct CardContext<'a> {
    /// The page's name, in lines.
    pub lines: Vec<String>,
    /// How large its letters are, in pixels of a picture of 1200 by 630.
    pub size: u32,
    /// The site's name, or below that the language's.
    pub below: &'a str,
    /// The BCP 47 tag.
    pub tag: &'a str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
}
