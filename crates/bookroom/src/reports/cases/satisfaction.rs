//! Sums over surveys: pure.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::model::{SatisfactionBy, SatisfactionGroup, SatisfactionRow};

/// What is counted of a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// All values that it could be grouped by.
    pub(super) group: SatisfactionGroup,
    /// The points of its answer, and the most that there were to give.
    pub(super) points: Option<(i64, i64)>,
}

/// Of all that a survey could be grouped by, what is asked for.
fn group(all: &SatisfactionGroup, by: &[SatisfactionBy]) -> SatisfactionGroup {
    let mut group = SatisfactionGroup::default();
    for dimension in by {
        match dimension {
            SatisfactionBy::Month => group.month = all.month,
            SatisfactionBy::Scale => group.scale.clone_from(&all.scale),
            SatisfactionBy::Operator => group.operator = all.operator,
            SatisfactionBy::Product => group.product = all.product,
            SatisfactionBy::Region => group.region.clone_from(&all.region),
            SatisfactionBy::Customer => group.customer = all.customer,
        }
    }
    group
}

#[derive(Debug, Default)]
struct Sums {
    asked: i64,
    answered: i64,
    points: i64,
    shares: Decimal,
    scales: BTreeSet<String>,
}

impl Sums {
    fn add(&mut self, survey: &Asked) {
        self.asked += 1;
        let Some((points, best)) = survey.points else { return };
        self.answered += 1;
        self.points += points;
        // A scale whose best is nothing gives nothing.
        self.shares += Decimal::from(points).checked_div(Decimal::from(best)).unwrap_or_default();
        self.scales.extend(survey.group.scale.clone());
    }

    fn row(self, group: SatisfactionGroup) -> SatisfactionRow {
        let answered = Decimal::from(self.answered);
        let of = |sum: Decimal, places: u32| {
            sum.checked_div(answered).map(|average| average.round_dp(places).normalize())
        };
        let rate = answered.checked_div(Decimal::from(self.asked));
        SatisfactionRow {
            group,
            asked: self.asked,
            answered: self.answered,
            response_rate: rate.map(|rate| rate.round_dp(4).normalize()),
            average_points: of(Decimal::from(self.points), 2).filter(|_| self.scales.len() == 1),
            average_share: of(self.shares, 4),
        }
    }
}

/// The rows, in the order of their groups; one of nothing without any dimension.
pub(super) fn analyse(surveys: &[Asked], by: &[SatisfactionBy]) -> Vec<SatisfactionRow> {
    let mut groups: BTreeMap<SatisfactionGroup, Sums> = BTreeMap::new();
    if by.is_empty() {
        groups.insert(SatisfactionGroup::default(), Sums::default());
    }
    for survey in surveys {
        groups.entry(group(&survey.group, by)).or_default().add(survey);
    }
    groups.into_iter().map(|(group, sums)| sums.row(group)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::ProductId;

    fn asked(scale: &str, product: i64, points: Option<(i64, i64)>) -> Asked {
        let (scale, product) = (Some(scale.to_owned()), Some(ProductId(product)));
        Asked { group: SatisfactionGroup { scale, product, ..Default::default() }, points }
    }

    #[test]
    fn points_of_one_scale_are_averaged_and_shares_of_all() {
        let surveys = [
            asked("five", 1, Some((5, 5))),
            asked("five", 1, Some((2, 5))),
            asked("five", 1, None),
            asked("ten", 2, Some((4, 10))),
        ];
        let text = |value: Option<Decimal>| value.map(|it| it.to_string());
        let rows = analyse(&surveys, &[SatisfactionBy::Product]);
        assert_eq!((rows[0].asked, rows[0].answered), (3, 2));
        assert_eq!(text(rows[0].response_rate).as_deref(), Some("0.6667"));
        assert_eq!(text(rows[0].average_points).as_deref(), Some("3.5"));
        assert_eq!(text(rows[0].average_share).as_deref(), Some("0.7"));
        let all = analyse(&surveys, &[]).remove(0);
        assert_eq!((all.asked, all.average_points), (4, None));
        assert_eq!(text(all.average_share).as_deref(), Some("0.6"));
        let none = analyse(&[], &[]).remove(0);
        assert_eq!((none.asked, none.response_rate, none.average_share), (0, None, None));
    }
}
