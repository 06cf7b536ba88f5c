//! Dates as documentation writes them: ISO 8601, a timestamp of it, or `MM/DD/YYYY`.

use jiff::civil::Date;

/// Reads a date.
///
/// # Errors
/// Why it is none, as a phrase that follows the text: `is not a date…`.
pub(super) fn parse(text: &str) -> Result<Date, &'static str> {
    let text = text.trim();
    let numbers: Option<(i16, i8, i8)> = if let [month, day, year] = text.split('/').collect::<Vec<_>>()[..] {
        read(year, month, day)
    } else {
        // A timestamp's date is its first ten characters, whatever the zone: the day its author saw.
        let day = text.split(['T', ' ']).next().unwrap_or(text);
        match day.split('-').collect::<Vec<_>>()[..] {
            [year, month, day] => read(year, month, day),
            _ => None,
        }
    };
    let (year, month, day) = numbers.ok_or("is not a date")?;
    Date::new(year, month, day).map_err(|_| "is a date that the calendar does not have")
}

fn read(year: &str, month: &str, day: &str) -> Option<(i16, i8, i8)> {
    let digits = |text: &str, most: usize| {
        !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())
    };
    let sized = year.len() == 4 && digits(year, 4) && digits(month, 2);
    // A day of three digits is a slip to report as an impossible date, not as something else.
    if !sized || !digits(day, 3) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().unwrap_or(i8::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_orders_and_timestamps_are_dates() {
        for (text, iso) in [
            ("2020-10-01", "2020-10-01"),
            ("10/21/2020", "2020-10-21"),
            ("1/2/2020", "2020-01-02"),
            ("2024-02-29T23:59:00-03:00", "2024-02-29"),
            ("2024-02-29 10:00:00", "2024-02-29"),
        ] {
            assert_eq!(parse(text).unwrap().to_string(), iso);
        }
    }

    #[test]
    fn what_the_calendar_does_not_have_is_said_apart_from_what_is_no_date() {
        for text in ["10/119/2017", "02/30/2020", "2023-02-29", "13/01/2020"] {
            assert_eq!(parse(text), Err("is a date that the calendar does not have"), "{text}");
        }
        for text in ["yesterday", "2020", "10-2020", "", "a/b/c"] {
            assert_eq!(parse(text), Err("is not a date"), "{text}");
        }
    }
}
