import Bookroom
import Foundation
import Testing

@Suite struct ChartsTests {
    @Test func chartsShowWhatReportsSayAndAreDrawn() throws {
        let charts = try Office().session.charts()
        let trend = try charts.caseTrend(from: day, to: day)
        #expect(trend.categories.count == 1 && trend.series.count == 3)
        let visits = ChartSeries(name: "Visits", values: [12, nil])
        var own = Chart(
            kind: .line, title: "Visits", categories: ["May", "June"], series: [visits])
        #expect(try charts.drawSvg(chart: own, options: ChartOptions()).hasPrefix("<svg"))
        own.series = []
        let drawn = { _ = try charts.drawSvg(chart: own, options: ChartOptions()) }
        #expect(failure(drawn)?.code == .required)
    }
}
