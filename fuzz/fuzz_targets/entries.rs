//! Pages made of the pieces that questions and errors are recognised by, in every order.
#![no_main]

use libfuzzer_sys::fuzz_target;

const PATHS: [&str; 5] =
    ["en/page.md", "en/faq.md", "en/troubleshooting/page.md", "en/faq/page.md", "en/errors/AB1021.md"];

/// Pieces of a page; each byte of the input is one.
#[rustfmt::skip]
const PIECES: [&str; 56] = [
    "\n", "\n\n", " ", "# ", "## ", "### ", "#### ", "- ", "  - ", "1. ", "> ", "**", "**\n", "`", "```\n",
    "\n```\n", "| ", " |\n", "|---|---|\n", ": ", "：", ":   ", "?", "？", "Q: ", "A: ", "P1: ", "R: ", "Cause",
    "Solution", "Symptoms", "Error message", "Error code", "FAQ", "Troubleshooting", "How to pay", "Why",
    "Next steps", "Example", "error: cannot open order 12", "\"cannot open the order\"", "AB1021",
    "text that says what to do", "<details>\n<summary>", "</summary>\n\n", "\n</details>\n",
    "<a name=\"cause\"></a>", " {#faq}", ":::question\n", ":::error{code=\"E1\"}\n", ":::cause\n",
    ":::resolution\n", ":::\n", "<table><tr><td>", "</td></tr></table>\n",
    "[!INCLUDE[x](../includes/part.md)]\n",
];

fuzz_target!(|data: &[u8]| {
    let Some((&place, rest)) = data.split_first() else { return };
    let page: String = rest.iter().map(|&byte| PIECES[usize::from(byte) % PIECES.len()]).collect();
    ajuda_fuzz::check(PATHS[usize::from(place) % PATHS.len()], &page, "## Cause\n\ntext\n");
});
