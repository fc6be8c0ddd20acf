using System.Text;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports;
using Provenance.Engine.Tests.Policy;

namespace Provenance.Engine.Tests.Reports;

public sealed class SummaryLineTests
{
    private const string Report = "obj/Release/provenance/report.json";

    private static readonly BuildRecord Shipped =
        RecordJson.TryRead(Encoding.UTF8.GetBytes(RepositoryFiles.Read("docs/schema/examples/record-2-shipped-pack.json")))!;

    [Fact]
    public void ShippedFigure_NamesBothRangesCohortCoverageAndTiers()
    {
        Assert.Equal(
            "Provenance: Shop: shipped survival 30 d 70 % (66–74 % by attribution, 61–78 % by chance) of 3,400 agent units (≈ 425 lines), coverage 31 %, "
                + "tier asserted (platform alone 72 %); report obj/Release/provenance/report.json",
            SummaryLine.Format(Shipped, Report));
    }

    [Fact]
    public void CompiledRecord_IsNeverCalledShipped()
    {
        var line = SummaryLine.Format(Shipped with { Kind = RecordKind.Compiled, TargetFramework = "net10.0" }, null);

        Assert.StartsWith("Provenance: Shop net10.0: compiled survival 30 d 70 %", line, StringComparison.Ordinal);
        Assert.DoesNotContain("shipped", line, StringComparison.Ordinal);
        Assert.DoesNotContain("report", line, StringComparison.Ordinal);
    }

    [Fact]
    public void FewDays_StandWhereTheIntervalWould()
    {
        var line = SummaryLine.Format(With(headline => headline with
        {
            Figure = headline.Figure with { CiLow = null, CiHigh = null },
            Flags = ["few days (7)", "borrowed ages (245 of 335 d)", "low coverage", "reachability not examined"],
        }), null);

        Assert.Contains("70 % (66–74 % by attribution, few days (7)) of 3,400 agent units", line, StringComparison.Ordinal);
        Assert.Contains("coverage 31 % (low)", line, StringComparison.Ordinal);
        Assert.EndsWith(", borrowed ages (245 of 335 d), reachability not examined", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shallow", "shipped survival 30 d not given: history is cut inside the window")]
    [InlineData("mainline changed", "shipped survival 30 d not given: the mainline was swapped")]
    [InlineData("clock ahead", "shipped survival 30 d not given: HEAD is dated in the future")]
    [InlineData("no bands", "shipped survival 30 d not given: without horizon or window there are no ages to standardise over")]
    [InlineData("no agent code", "no agent code 30 days old or older in the last 365 days")]
    public void WithoutValue_TheReasonIsSaidInWords(string reason, string words)
    {
        var line = SummaryLine.Format(With(_ => HeadlineFigure.Missing(30, EvidenceKind.Shipped, reason)), null);

        Assert.Equal($"Provenance: Shop: {words}, coverage 31 %", line);
    }

    [Fact]
    public void EveryReason_HasWords()
    {
        Assert.All(ReasonWords.All, reason => Assert.NotEmpty(ReasonText.Of(reason)));
    }

    [Fact]
    public void ControlCharactersOfAProjectName_AreVisible()
    {
        var line = SummaryLine.Format(Shipped with { Project = "src/\u001b[31mred\u202eevil\n##vso[x].csproj" }, null);

        Assert.StartsWith(@"Provenance: \u{1b}[31mred\u{202e}evil\u{a}\u{23}#vso[x]: ", line, StringComparison.Ordinal);
    }

    private static BuildRecord With(Func<HeadlineFigure, HeadlineFigure> change) =>
        Shipped with { Figures = Shipped.Figures with { ShippedSurvival = change(Shipped.Figures.ShippedSurvival) } };
}
