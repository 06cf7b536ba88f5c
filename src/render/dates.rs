//! Days as people write them in each language: `22 de novembro de 2026`, `2026年11月22日`.

use std::collections::{BTreeMap, BTreeSet};

use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date;
use jiff::civil;

use crate::model::{Locale, Site};

/// The days that pages name, as its readers write them.
pub(super) struct Dates {
    texts: BTreeMap<civil::Date, String>,
}

impl Dates {
    pub(super) fn of(locale: &Locale, site: &Site) -> Dates {
        let formatter = locale
            .as_str()
            .parse::<icu_locale::Locale>()
            .ok()
            .and_then(|locale| FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long()).ok());
        // Pages in other languages are shown here too, and notices name when a source changed.
        let written = site.pages.iter().filter_map(|page| page.document.front_matter.date);
        let changed = site.translations.of.values().filter_map(|translation| translation.stale?.since);
        let days: BTreeSet<civil::Date> = written.chain(changed).collect();
        let text = |day: civil::Date| {
            let date = Date::try_new_gregorian(
                day.year().into(),
                u8::try_from(day.month()).unwrap_or(1),
                u8::try_from(day.day()).unwrap_or(1),
            );
            let written = formatter
                .as_ref()
                .zip(date.ok())
                .map(|(formatter, date)| formatter.format(&date).to_string());
            (day, written.unwrap_or_else(|| day.to_string()))
        };
        Dates { texts: days.into_iter().map(text).collect() }
    }

    /// A day of one of the pages; another is written as `YYYY-MM-DD`.
    pub(super) fn text(&self, day: civil::Date) -> String {
        self.texts.get(&day).cloned().unwrap_or_else(|| day.to_string())
    }
}
