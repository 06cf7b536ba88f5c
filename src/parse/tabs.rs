//! Tabs: one text in several variants, side by side.
//!
//! Without a script they stand one below the other, each under its title, so nothing is hidden from
//! anybody; the theme's script makes a row of tabs of them.
//!
//! ```html
//! <div class="tabs">
//! <section class="tab" aria-label="Linux"><p class="tab-title">Linux</p> … </section>
//! </div>
//! ```

use pulldown_cmark::Event;

use super::html::escape;
use super::markdown::{Placed, plain_text};

/// Begins tabs.
pub(super) fn open_group<'a>() -> Event<'a> {
    Event::Html("<div class=\"tabs\">".into())
}

/// Ends them.
pub(super) fn close_group<'a>() -> Event<'a> {
    Event::Html("</div>".into())
}

/// Begins a tab; the inline events of its title go between this and [`title_end`]. `anchor` leads to it.
pub(super) fn open_tab<'a>(title: &[Placed<'_>], anchor: Option<&str>) -> Event<'a> {
    let mut html = String::from("<section class=\"tab\"");
    if let Some(anchor) = anchor {
        html.push_str(" id=\"");
        escape(anchor, &mut html);
        html.push('"');
    }
    html.push_str(" aria-label=\"");
    escape(&plain_text(title), &mut html);
    html.push_str("\"><p class=\"tab-title\">");
    Event::Html(html.into())
}

/// Ends a tab's title.
pub(super) fn title_end<'a>() -> Event<'a> {
    Event::Html("</p>".into())
}

/// Ends a tab.
pub(super) fn close_tab<'a>() -> Event<'a> {
    Event::Html("</section>".into())
}
