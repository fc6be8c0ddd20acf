using System.Globalization;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.CiHosts;

/// <summary>One number of a build record for hosts that plot numbers over builds.</summary>
/// <param name="Name">Of the figure, <c>[a-z_]</c>.</param>
/// <param name="Value">Invariant, at most four decimals.</param>
internal sealed record CiFigure(string Name, string Help, string Value)
{
    /// <returns>Survival with its ranges, coverage, and agent units by stage; what is not known is left out.</returns>
    public static IEnumerable<CiFigure> Of(BuildRecord record)
    {
        var headline = record.Figures.ShippedSurvival;
        var kind = record.Kind == RecordKind.Compiled ? "compiled" : "shipped";
        var figure = headline.Figure;
        foreach (var (name, help, value) in ((string, string, double?)[])
        [
            ($"{kind}_survival", $"Share of agent code of the cohort in the build, {headline.Days} days", figure.Point),
            ($"{kind}_survival_claim_lo", "Lower bound by attribution", figure.ClaimLo),
            ($"{kind}_survival_claim_hi", "Upper bound by attribution", figure.ClaimHi),
            ($"{kind}_survival_ci_low", "95 % interval by chance, lower end", figure.CiLow),
            ($"{kind}_survival_ci_high", "95 % interval by chance, upper end", figure.CiHigh),
            ("coverage", "Share of the code of that age that carries a label", record.Figures.Coverage.Share),
        ])
        {
            if (value is { } share)
            {
                yield return new CiFigure(name, help, (Math.Round(share, 4) + 0.0).ToString("0.####", CultureInfo.InvariantCulture));
            }
        }

        foreach (var entry in record.Figures.Funnel.Where(entry => entry is { Scope: History.ScopeClass.Ships, Label: "agent", Agent: null, Model: null, Tier: null, UnitsLo: not null }))
        {
            yield return new CiFigure("agent_units_" + LedgerWords.Of(entry.Stage), $"Agent units, {LedgerWords.Of(entry.Stage)}", Figures.Plain(entry.UnitsLo!.Value));
        }
    }

    /// <summary>The project and framework of a record, as people know them.</summary>
    public static string ProjectOf(BuildRecord record) =>
        Path.GetFileNameWithoutExtension(record.Project) + (record.TargetFramework is { } framework ? " " + framework : "");
}
