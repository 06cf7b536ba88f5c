//! Renders the site.
pub mod context;
