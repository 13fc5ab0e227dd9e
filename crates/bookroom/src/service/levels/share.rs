//! Shares of sorted values: pure.

/// Half of them, as a fraction.
pub(crate) const ONE_HALF: (usize, usize) = (1, 2);
/// Nine of ten.
pub(crate) const NINE_TENTHS: (usize, usize) = (9, 10);

/// The least of these sorted values that a share of them does not exceed.
pub(crate) fn at_share(sorted: &[i64], (part, whole): (usize, usize)) -> Option<i64> {
    let rank = sorted.len().checked_mul(part)?.div_ceil(whole);
    sorted.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_the_least_value_that_as_many_do_not_exceed() {
        assert_eq!(at_share(&[], ONE_HALF), None);
        assert_eq!(at_share(&[7], NINE_TENTHS), Some(7));
        assert_eq!(at_share(&[1, 2, 3, 4], ONE_HALF), Some(2));
        assert_eq!(at_share(&[1, 2, 3, 4, 5], ONE_HALF), Some(3));
        let ten: Vec<i64> = (1..=10).collect();
        assert_eq!(at_share(&ten, NINE_TENTHS), Some(9));
        let eleven: Vec<i64> = (1..=11).collect();
        assert_eq!(at_share(&eleven, NINE_TENTHS), Some(10));
    }
}
