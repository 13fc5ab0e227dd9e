import Bookroom
import Foundation
import Testing

@Suite struct ChartsTests {
    @Test func chartsShowWhatReportsSayAndAreDrawn() throws {
        let charts = try Office().session.charts()
        let trend = try charts.caseTrend(from: day, to: day)
        #expect(trend.categories.count == 1 && trend.series.count == 3)
        let visits = ChartSeries(name: "Visits", values: [12, nil])
        func own(_ series: [ChartSeries]) -> Chart {
            Chart(kind: .line, title: "Visits", categories: ["May", "June"], series: series)
        }
        #expect(try charts.drawSvg(chart: own([visits]), options: ChartOptions()).hasPrefix("<svg"))
        let drawn = { _ = try charts.drawSvg(chart: own([]), options: ChartOptions()) }
        #expect(failure(drawn)?.code == .required)
    }
}
