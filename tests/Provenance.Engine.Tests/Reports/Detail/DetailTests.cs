using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.Detail;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Reports.Detail;

public sealed class DetailTests : IDisposable
{
    private readonly TestRepository _repository = ReportSample.Repository();

    [Theory]
    [InlineData(UnitMode.Token)]
    [InlineData(UnitMode.Line)]
    public void UnitsOfAllFiles_AreTheLivingOnesOfTheFunnel(UnitMode mode)
    {
        var report = ReportSample.Of(_repository, mode);
        var files = report.Detail!.Files;

        // Lines are of one scope, files are not.
        var alive = report.Metric.Funnel.Where(row => row.Dimension == "label" && row.Key != "all").GroupBy(row => row.Key).ToDictionary(row => row.Key, row => row.Sum(one => one.Lo.Alive.Weight));
        var sum = files.Aggregate(default(LabelUnits), (all, file) => all + file.Alive);
        Assert.Equal((alive["agent"], alive["human"], alive["unknown"]), (sum.Agent, sum.Human, sum.Unknown));
        Assert.True(sum.Agent > 0 && sum.Unknown > 0);
    }

    [Fact]
    public void AgentUnitsBornAndDied_AreThoseOfTheFunnel()
    {
        var report = ReportSample.Of(_repository);

        var row = report.Metric.Funnel.Single(row => row is { Scope: ScopeClass.Ships, Dimension: "label", Key: "agent" });
        Assert.Equal(row.Lo.Authored.Weight, report.Detail!.Files.Sum(file => file.AgentBorn));
        Assert.Equal(row.Lo.Authored.Weight - row.Lo.Alive.Weight, report.Detail.Files.Sum(file => file.AgentDied));
        Assert.True(report.Detail.Files.Sum(file => file.AgentDied) > 0);
    }

    [Fact]
    public void Curves_AreThoseOfTheReportAtItsAges()
    {
        var report = ReportSample.Of(_repository);

        var agent = report.Detail!.Curves.Single(series => series.Group == CodeGroup.Agent);
        var known = report.Metric.Survival.Agent.Curve.Where(point => point.S is not null).ToArray();
        Assert.True(known.Length >= 2);
        Assert.All(known, point => Assert.Equal(point.S, agent.Points.Single(drawn => drawn.Days == point.Days).S));
    }

    [Fact]
    public void Source_SaysOfEachLineWhatBlameSays()
    {
        var report = ReportSample.Of(_repository);
        var view = report.Detail!.Sources.Single(source => source.Path == "src/Shop/Agent05.cs");

        Assert.Equal(view.Text.Count(c => c == '\n'), view.Runs.Sum(run => run.Lines));
        Assert.Equal((Label.Agent, "claude"), (Assert.Single(view.Origins).Label, view.Origins[0].Agent));
        // Line 2 is blank.
        Assert.Equal(-1, view.Runs[1].Origin);
        Assert.Contains(view.Runs, run => run is { Origin: 0, Stage: not null, Lines: > 5 });
        Assert.Contains(view.Runs, run => run is { Origin: 0, Stage: null });
    }

    [Fact]
    public void ReportOfAFolder_ListsItsFilesOnly()
    {
        var report = ReportSample.Of(_repository, path: "tests");

        Assert.Equal(40, report.Detail!.Files.Length);
        Assert.All(report.Detail.Files, file => Assert.Equal((ScopeClass.Test, FileState.Read), (file.Scope, file.State)));
    }

    [Fact]
    public void WhatIsNotCounted_IsSaidWithItsAmount()
    {
        var report = ReportSample.Of(_repository);
        var rows = report.Detail!.Uncounted.ToDictionary(row => row.What);

        Assert.Equal(
            report.Metric.Funnel.Single(row => row is { Scope: ScopeClass.Test, Dimension: "label", Key: "all" }).Lo.Alive.Weight,
            rows["Tests, benchmarks and samples"].Count);
        Assert.True(rows["The first commit"].Count > 0);
        Assert.True(rows["Younger than 30 days"].Count > 0);
        Assert.DoesNotContain("Generated code", rows.Keys);
        Assert.All(report.Detail.Uncounted, row => Assert.NotEqual("", row.Why));
    }

    [Fact]
    public void WithoutBeingAskedFor_NoDetailIsRead()
    {
        var analysis = ReportSample.Analyze(_repository);
        var report = SurvivalReporter.Create(History.TestReplay.Host(_repository.Root), analysis, new ReportRequest(null, null, null, []));

        Assert.Null(report.Detail);
        Assert.Equal(ReportJson.Write(report), ReportJson.Write(ReportSample.Of(_repository)));
    }

    public void Dispose() => _repository.Dispose();
}
