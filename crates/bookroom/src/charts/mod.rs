//! Charts: the tables of reports, and a program's own figures, drawn as SVG and PNG. Drawing is
//! behind the features `charts` and `charts-png`; what a chart shows is plain data.

mod cases;
#[cfg(feature = "charts")]
mod draw;
#[cfg(feature = "charts")]
mod fonts;
mod labels;
pub mod model;
mod money;
mod rules;
#[cfg(feature = "charts")]
mod scale;
mod store;

use std::path::Path;

use chrono::NaiveDate;
use model::{Chart, ChartOptions};

use crate::error::{Code, Problem, Result};
use crate::reports::ageing::AgeingOptions;
use crate::reports::cases::model::{CaseAnalysisBy, SatisfactionBy};
use crate::service::levels::model::AttainmentDimension;
use crate::service::model::CaseKind;
use crate::store::files;
use crate::work::Session;

/// Charts of a book.
pub struct Charts<'s> {
    session: &'s Session,
}

impl Session {
    /// Charts of reports, with labels in the book's language.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let chart = session.charts().case_trend("2026-05-01".parse()?, "2026-06-30".parse()?)?;
    /// assert_eq!(chart.categories, ["2026-05", "2026-06"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn charts(&self) -> Charts<'_> {
        Charts { session: self }
    }
}

impl Charts<'_> {
    /// Draws a chart as SVG. Values are placed with seven digits; large ones are shown in
    /// thousands, ten thousands (万) or more, and the unit says so.
    ///
    /// # Errors
    /// `required`, `too_many`, `too_long`, `bad_character`, `out_of_range`, `length_mismatch` and
    /// `bad_choice` for a chart that cannot be drawn, each with its path; `no_font` when neither
    /// the named font nor one of the system has all characters of the texts; `no_file` and
    /// `not_a_font` for a font's file; `no_charts` in a build without the feature `charts`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::charts::model::{Chart, ChartKind, ChartOptions, ChartSeries};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let months = vec!["May".to_owned(), "June".to_owned()];
    /// let visits = ChartSeries::of("Visits", vec![12.into(), 15.into()]);
    /// let chart = Chart::new(ChartKind::Bar, "Visits", months, vec![visits]);
    /// let drawn = session.charts().draw_svg(&chart, &ChartOptions::default());
    /// # if cfg!(feature = "charts") {
    /// assert!(drawn?.starts_with("<svg"));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn draw_svg(&self, chart: &Chart, options: &ChartOptions) -> Result<String> {
        rules::check(chart, options).finish()?;
        svg(chart, options, self.session.book().language)
    }

    /// Draws a chart into a file, SVG or PNG by the end of its name. A file that is there is
    /// replaced once the new one is written.
    ///
    /// # Errors
    /// As [`Charts::draw_svg`]; `bad_choice` for another ending; `no_charts` for a PNG without the
    /// feature `charts-png`; `no_folder`, `not_a_file`, `file_access`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::charts::model::ChartOptions;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let chart = session.charts().case_trend("2026-05-01".parse()?, "2026-06-30".parse()?)?;
    /// let file = std::env::temp_dir().join(format!("trend-{}.svg", std::process::id()));
    /// let path = file.display().to_string();
    /// # if cfg!(feature = "charts") {
    /// match session.charts().draw_to(&chart, &path, &ChartOptions::default()) {
    ///     Ok(bytes) => assert_eq!(std::fs::metadata(&path)?.len(), bytes as u64),
    ///     // This machine has no font with Chinese characters.
    ///     Err(error) => assert_eq!(error.problems()[0].code.slug(), "no_font"),
    /// }
    /// # std::fs::remove_file(&path).ok();
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn draw_to(&self, chart: &Chart, path: &str, options: &ChartOptions) -> Result<i64> {
        let mut check = rules::check(chart, options);
        let form = rules::Form::of(path);
        if form.is_none() {
            check.add(Problem::new(Code::BadChoice).at("path").choices(&[".svg", ".png"]));
        }
        check.finish()?;
        let svg = svg(chart, options, self.session.book().language)?;
        let drawn = match form {
            Some(rules::Form::Png) => png(&svg)?,
            _ => svg.into_bytes(),
        };
        files::write_bytes(Path::new(path), &drawn)?;
        Ok(i64::try_from(drawn.len()).unwrap_or(i64::MAX))
    }

    /// What came and ended in each month from one day to another, and what was left.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`, `out_of_range` above 50 years.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let chart = session.charts().case_trend("2026-06-01".parse()?, "2026-06-30".parse()?)?;
    /// assert_eq!(chart.series[2].values, [Some(1.into())]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn case_trend(&self, from: NaiveDate, to: NaiveDate) -> Result<Chart> {
        cases::trend(self.session, from, to)
    }

    /// What there is most of among the cases of some days, with the share of all up to each
    /// (Pareto). After the first eleven sorts the rest stands together.
    ///
    /// # Errors
    /// `not_permitted`, also by region without `customers.view`; `bad_date`, `date_order`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::reports::cases::model::CaseAnalysisBy;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let chart = session.charts().case_pareto(from, to, CaseAnalysisBy::Kind, None)?;
    /// assert_eq!(chart.categories, ["投诉"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn case_pareto(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        by: CaseAnalysisBy,
        kind: Option<CaseKind>,
    ) -> Result<Chart> {
        cases::pareto(self.session, (from, to), by, kind)
    }

    /// The parts of the cases of some days by one dimension. After the first eleven sorts the rest
    /// stands together.
    ///
    /// # Errors
    /// `not_permitted`, also by region without `customers.view`; `bad_date`, `date_order`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::reports::cases::model::CaseAnalysisBy;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let chart = session.charts().case_parts(from, to, CaseAnalysisBy::Kind)?;
    /// assert_eq!(chart.series[0].values, [Some(1.into())]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn case_parts(&self, from: NaiveDate, to: NaiveDate, by: CaseAnalysisBy) -> Result<Chart> {
        cases::parts(self.session, (from, to), by)
    }

    /// How far service levels were met for cases of some days by one dimension: counts of targets
    /// met, not met and running, and the share of those met among those that are decided.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::levels::model::AttainmentDimension;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let chart = session.charts().attainment(from, to, AttainmentDimension::Month)?;
    /// assert!(chart.categories.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn attainment(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        by: AttainmentDimension,
    ) -> Result<Chart> {
        cases::attainment(self.session, (from, to), by)
    }

    /// How satisfied customers were, by one dimension: the average share of the most points, in
    /// percent, and how many of those asked answered.
    ///
    /// # Errors
    /// `not_permitted`, also by region without `customers.view`; `bad_date`, `date_order`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::reports::cases::model::SatisfactionBy;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let chart = session.charts().satisfaction(from, to, SatisfactionBy::Month)?;
    /// assert_eq!(chart.series.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn satisfaction(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        by: SatisfactionBy,
    ) -> Result<Chart> {
        cases::satisfaction(self.session, (from, to), by)
    }

    /// What was open at the end of a day by age, of all customers or suppliers together, in the
    /// book's currency.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `required` or `too_many` bands, `out_of_range` for bands that
    /// do not rise.
    ///
    /// # Examples
    /// ```
    /// use bookroom::reports::ageing::AgeingOptions;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let options = AgeingOptions::receivable("2026-07-31".parse()?);
    /// let chart = session.charts().ageing(&options)?;
    /// assert_eq!(chart.series[0].values[1], Some("1130".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ageing(&self, options: &AgeingOptions) -> Result<Chart> {
        money::ageing(self.session, options)
    }
}

#[cfg(feature = "charts")]
fn svg(chart: &Chart, options: &ChartOptions, language: crate::values::Language) -> Result<String> {
    draw::svg(chart, options, language)
}

#[cfg(not(feature = "charts"))]
fn svg(_: &Chart, _: &ChartOptions, _: crate::values::Language) -> Result<String> {
    Err(Problem::new(Code::NoCharts).fact("feature", "charts").into())
}

#[cfg(feature = "charts-png")]
fn png(svg: &str) -> Result<Vec<u8>> {
    draw::png(svg)
}

#[cfg(not(feature = "charts-png"))]
fn png(_: &str) -> Result<Vec<u8>> {
    Err(Problem::new(Code::NoCharts).fact("feature", "charts-png").into())
}
