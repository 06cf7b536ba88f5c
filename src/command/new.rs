//! `ajuda new`: a site to begin with, which builds as it is.

mod editor;
mod starter;

use std::path::{Path, PathBuf};

use super::Exit;
use super::console::{Console, number};
use crate::fs;
use crate::model::Locale;

/// The repository of the action that the workflow uses, where this build knows it.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
/// What stands in its place otherwise, for the person to replace.
const PLACEHOLDER: &str = "OWNER/ajuda@main";

/// Begin a site: pages, settings, editor support and a workflow that publishes it
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  ajuda new help                               a site in English, in the new folder `help`
  ajuda new help --locale pt-BR --locale en    in two languages; the first is the default
  ajuda new .                                  here, where the folder is empty
  cd help && ajuda serve                       then look at it

Nothing that exists is changed: a folder that holds anything but `.git` is refused.
Exit codes: 0 made; 2 not made, nothing was written.")]
pub struct Args {
    /// The folder to make; it may exist if it is empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// A language of the site as BCP 47 tag, such as `pt-BR`; can be given several times
    #[arg(long = "locale", value_name = "TAG", default_value = "en", value_parser = locale)]
    pub locales: Vec<Locale>,
    /// The GitHub action that the workflow builds the site with, as OWNER/REPOSITORY@REF
    #[arg(long, value_name = "ACTION")]
    pub action: Option<String>,
}

fn locale(tag: &str) -> Result<Locale, String> {
    let help = "write a BCP 47 language tag such as `pt-BR`, `en` or `zh-Hans`";
    // The folder is named by the tag, so it must be one that is recognised there.
    Locale::parse(tag)
        .filter(|locale| Locale::from_name(locale.as_str()).is_some())
        .ok_or_else(|| help.to_owned())
}

/// Makes the site.
///
/// # Errors
/// When the folder holds anything, or cannot be written; then nothing of it is left.
pub fn run(args: &Args, console: &Console) -> anyhow::Result<Exit> {
    let mut locales: Vec<Locale> = Vec::new();
    for locale in &args.locales {
        if !locales.contains(locale) {
            locales.push(locale.clone());
        }
    }
    let action = args.action.clone().unwrap_or_else(default_action);
    let mut borrowed = Vec::new();
    let mut files = vec![
        ("ajuda.toml".to_owned(), settings(&locales[0])),
        (".gitignore".to_owned(), "/site/\n/.ajuda/*\n!/.ajuda/schema/\n".to_owned()),
        (
            ".github/workflows/pages.yml".to_owned(),
            include_str!("new/pages.yml").replace("{{ action }}", &action),
        ),
    ];
    files.extend(editor::files(&locales));
    for locale in &locales {
        let (pages, written) = starter::pages(locale);
        files.extend(pages);
        if written.language() != locale.language() {
            borrowed.push(locale.as_str());
        }
    }
    fs::write_new(&args.folder, &files)?;

    let shown = args.folder.display();
    console.say(&format!("made a site in {} in `{shown}`", number(locales.len(), "language")));
    if !borrowed.is_empty() {
        console.say(&format!("its pages in {} are in English, for you to translate", borrowed.join(" and ")));
    }
    console.say("");
    let there =
        if is_here(&args.folder) { String::new() } else { format!("cd {} && ", quoted(&args.folder)) };
    console.say(&format!("  {there}ajuda serve    look at it while you write"));
    if action == PLACEHOLDER {
        console.say(&format!(
            "\nin `.github/workflows/pages.yml`, put the repository of ajuda in the place of `{PLACEHOLDER}`"
        ));
    }
    Ok(Exit::Fine)
}

fn is_here(folder: &Path) -> bool {
    matches!(folder.to_str(), Some("." | "./"))
}

/// A path as a shell takes it.
fn quoted(folder: &Path) -> String {
    let text = folder.display().to_string();
    let plain = text.chars().all(|c| c.is_alphanumeric() || "/._-~".contains(c));
    if plain { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

/// This version of the action in the repository it came from.
fn default_action() -> String {
    match REPOSITORY.strip_prefix("https://github.com/") {
        Some(name) => {
            format!("{}@v{}", name.trim_end_matches('/').trim_end_matches(".git"), env!("CARGO_PKG_VERSION"))
        }
        None => PLACEHOLDER.to_owned(),
    }
}

fn settings(default: &Locale) -> String {
    format!(
        "#:schema ./{schema}
# What the site says about itself. Every key is optional; `guide/configuration` in ajuda's help lists them.

# The site's name. Without it, the home page of each language gives it.
# title = \"Contoso Help\"

# Where the site will be served; `ajuda publish` and the workflow find it out themselves.
# base-url = \"https://help.example.com/\"

# Each page as markdown too, and `llms.txt`, for programs that read for people.
llms = true

# The language of readers whose own the site does not have.
default-locale = \"{default}\"
",
        schema = editor::SETTINGS_SCHEMA,
    )
}
