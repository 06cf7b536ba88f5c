//! Dates with the name of their month: `12 de março de 2024`, `Mar 3, 2024`, `2024年3月12日`.
//!
//! A month's name may be a word or a person's (`may`, `April`), so a date has a year, or a time right
//! behind it as in a system's log: `Mar  3 10:11:12`.

use std::collections::HashSet;
use std::sync::LazyLock;

static MONTHS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("months.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// What may stand between the parts of a date.
const BETWEEN: [&str; 8] = ["de", "del", "of", "di", "st", "nd", "rd", "th"];

/// The length of a date that starts here.
pub(super) fn date(text: &str) -> Option<usize> {
    written_out(text).or_else(|| with_signs(text))
}

fn written_out(text: &str) -> Option<usize> {
    let mut reading = Reading { text, at: 0 };
    let begins_with_day = reading.number(1..=2).is_some();
    if begins_with_day {
        reading.between();
        reading.month()?;
    } else {
        reading.month()?;
        reading.between();
        reading.number(1..=2)?;
    }
    let day = reading.at;
    reading.between();
    if reading.number(4..=4).is_some() {
        return Some(reading.at);
    }
    // A log has the time in the year's place.
    let time = text[day..].trim_start_matches(' ');
    let clock = time.as_bytes().get(2) == Some(&b':') && time.starts_with(|c: char| c.is_ascii_digit());
    clock.then_some(day)
}

/// `2024年3月12日`, `2024년 3월 12일`.
fn with_signs(text: &str) -> Option<usize> {
    let mut reading = Reading { text, at: 0 };
    for (digits, signs) in [(4..=4, ['年', '년']), (1..=2, ['月', '월']), (1..=2, ['日', '일'])] {
        reading.skip(&[' ']);
        reading.number(digits)?;
        let sign = text[reading.at..].chars().next().filter(|c| signs.contains(c))?;
        reading.at += sign.len_utf8();
    }
    Some(reading.at)
}

struct Reading<'t> {
    text: &'t str,
    at: usize,
}

impl Reading<'_> {
    /// A number of so many digits, whole.
    fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<()> {
        let rest = &self.text[self.at..];
        let length = rest.bytes().take(8).take_while(u8::is_ascii_digit).count();
        digits.contains(&length).then(|| self.at += length)
    }

    fn month(&mut self) -> Option<()> {
        let rest = &self.text[self.at..];
        let length: usize = rest.chars().take(12).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        let whole = !rest[length..].starts_with(super::is_word);
        let name = rest[..length].to_lowercase();
        (whole && MONTHS.contains(name.as_str())).then(|| self.at += length)
    }

    /// White space, signs and small words between two parts.
    fn between(&mut self) {
        self.skip(&[' ', '.', ',', 'º', '\u{a0}']);
        let rest = &self.text[self.at..];
        let follows = |word: &&&str| {
            rest.strip_prefix(**word).is_some_and(|rest| rest.starts_with([' ', ',', '\u{a0}']))
        };
        if let Some(word) = BETWEEN.iter().find(follows) {
            self.at += word.len();
        }
        self.skip(&[' ', '.', ',', '\u{a0}', '-']);
    }

    fn skip(&mut self, signs: &[char]) {
        let rest = &self.text[self.at..];
        let skipped = rest.chars().take(4).take_while(|c| signs.contains(c));
        self.at += skipped.map(char::len_utf8).sum::<usize>();
    }
}
