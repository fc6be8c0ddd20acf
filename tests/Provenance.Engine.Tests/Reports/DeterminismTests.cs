using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.Detail;
using Provenance.Engine.Reports.Html;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Reports;

public sealed class DeterminismTests
{
    /// <summary>Two clones in two folders, analysed apart.</summary>
    [Fact]
    public void SameCommitAndOptions_GiveTheSameBytesInEveryFormat()
    {
        using var one = ReportSample.Repository();
        using var other = ReportSample.Repository();
        var (first, second) = (ReportSample.Of(one), ReportSample.Of(other));

        foreach (var format in (string[])["markdown", "html", "svg", "csv"])
        {
            Assert.Equal(ReportFormats.Render(first, format).Select(file => (file.Ending, Convert.ToHexString(file.Content))), ReportFormats.Render(second, format).Select(file => (file.Ending, Convert.ToHexString(file.Content))));
        }
    }

    [Theory]
    [InlineData("markdown")]
    [InlineData("html")]
    [InlineData("svg")]
    [InlineData("csv")]
    public void EveryFile_EndsWithOneLineFeedAndHasNoOther(string format)
    {
        using var repository = ReportSample.Repository();

        Assert.All(ReportFormats.Render(ReportSample.Of(repository), format), file =>
        {
            Assert.Equal((byte)'\n', file.Content[^1]);
            Assert.NotEqual((byte)'\n', file.Content[^2]);
            Assert.DoesNotContain((byte)'\r', file.Content);
            Assert.DoesNotContain(repository.Folder.Path, System.Text.Encoding.UTF8.GetString(file.Content), StringComparison.Ordinal);
            Assert.DoesNotContain(TestIdentity.Person.Email, System.Text.Encoding.UTF8.GetString(file.Content), StringComparison.Ordinal);
            Assert.DoesNotContain(TestIdentity.Person.Name, System.Text.Encoding.UTF8.GetString(file.Content), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void HundredThousandFiles_StayAPageAndASummary()
    {
        using var repository = ReportSample.Repository();
        var report = ReportSample.Of(repository);
        var many = Enumerable.Range(0, 100_000).Select(i => new FileFigures(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"src/{new string('n', 150)}{i % 3_000:0000}/{i:000000}.cs"), ScopeClass.Ships, FileState.Read, new LabelUnits(i % 50, 0, 0, i % 70), HasRecord: false, default, i % 60, i % 9));
        var large = report with { Detail = report.Detail! with { Files = [.. many.OrderBy(file => file.Path, StringComparer.Ordinal)] } };

        Assert.InRange(HtmlReport.Write(large).Length, 20_000_000, 40_000_000);
        Assert.InRange(ReportFormats.Render(large, "markdown").Single().Content.Length, 1_000, 64 * 1024);
        Assert.Equal(100_001, ReportFormats.Render(large, "csv").Last().Content.Count(b => b == '\n'));
    }

    /// <summary>Who counts lines is not told to build.</summary>
    [Theory]
    [InlineData(UnitMode.Line, "Report without --lines")]
    [InlineData(UnitMode.Token, "Build with Provenance.Build")]
    public void WithoutRecords_TheReportSaysWhatWouldHelp(UnitMode mode, string says)
    {
        using var repository = ReportSample.Repository();

        Assert.Contains(says, System.Text.Encoding.UTF8.GetString(HtmlReport.Write(ReportSample.Of(repository, mode))), StringComparison.Ordinal);
    }

    /// <summary>Of one commit nothing can be said, and that is said.</summary>
    [Fact]
    public void OneCommit_GivesEveryFormatWithTheReason()
    {
        using var repository = TestRepository.Create();
        repository.Commit(TestCommit.OfText("Begin", new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), ("a.cs", "class A { }\n")));
        repository.Import();
        var report = ReportSample.Of(repository);

        Assert.Contains("No figure", System.Text.Encoding.UTF8.GetString(HtmlReport.Write(report)), StringComparison.Ordinal);
        Assert.All((string[])["markdown", "svg", "csv"], format => Assert.All(ReportFormats.Render(report, format), file => Assert.NotEmpty(file.Content)));
    }

    /// <summary>No C# at all.</summary>
    [Fact]
    public void RepositoryWithoutCode_GivesEveryFormat()
    {
        using var repository = TestRepository.Create();
        repository.Commit(TestCommit.OfText("Begin", new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), ("read.me", "x\n")));
        repository.Import();
        var report = ReportSample.Of(repository);

        Assert.Contains("There is no C# file here", System.Text.Encoding.UTF8.GetString(HtmlReport.Write(report)), StringComparison.Ordinal);
        Assert.All((string[])["markdown", "svg", "csv"], format => Assert.All(ReportFormats.Render(report, format), file => Assert.NotEmpty(file.Content)));
    }
}
