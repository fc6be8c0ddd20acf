using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Detail;

/// <summary>Says what no survival figure counts: what is silently left out would be taken for counted.</summary>
internal static class UncountedCode
{
    public static ImmutableArray<UncountedRow> Of(SurvivalReport report, IReadOnlyList<LifeCell> cells, IReadOnlyList<HeadFile> files)
    {
        var options = report.Metric.Options;
        var unit = report.Options.Unit == UnitMode.Line ? "lines" : "tokens";
        var rows = new List<UncountedRow>();
        Alive("Tests, benchmarks and samples", cell => cell.Scope == ScopeClass.Test, "a rule that counted tests would punish writing them; they have rows of their own in the funnel");
        Alive("Generated code", cell => cell.Scope == ScopeClass.Generated, "nobody wrote it by hand and nobody keeps it");
        Alive("Vendored code", cell => cell.Scope == ScopeClass.Vendored, "it was written elsewhere");
        Alive(
            (report.Repository.Location.IsShallow ? "Code older than the clone" : "The first commit")
                + (report.Repository.History.Origins.Any(origin => origin.IsUnread) ? ", and what came to light behind a version that could not be read" : ""),
            cell => cell.Scope == ScopeClass.Ships && cell.LeftTruncated,
            "when it was written is not known, so that its age is not either");
        Born(
            string.Create(CultureInfo.InvariantCulture, $"Younger than {options.HorizonDays} days"),
            cell => options.ObservationEndSeconds - cell.BirthSeconds < options.HorizonSeconds,
            "it had no time to be challenged yet");
        if (options.WindowDays is { } window)
        {
            Born(
                string.Create(CultureInfo.InvariantCulture, $"Older than {window} days"),
                cell => options.ObservationEndSeconds - cell.BirthSeconds > window * MetricOptions.DaySeconds,
                "outside the headline's window; in the curves from the age at which the window met it");
        }

        var unread = files.Count(file => !file.IsRead);
        Row("Files that were not read", unread, "files", null, "too large, no text, or missing from the clone");
        if (!report.Records.Records.IsEmpty && report.Project is null)
        {
            var absent = report.Repository.History.Projects.Length - report.Records.Projects;
            Row("Projects without a build record", Math.Max(0, absent), "projects", null, "their code counts as not built: build them all, then report");
        }

        Row("Braces, punctuation, using lines, comments, white space", null, unit, null, "they carry no meaning of their own, so that formatting moves no figure");
        if (report.Figures.ShippedSurvival.Flags.Contains("reachability not examined"))
        {
            Row("Whether anything calls the code", null, unit, null, "not examined: dead code that ships counts as shipping");
        }

        return [.. rows];

        void Alive(string what, Func<LifeCell, bool> isMeant, string why) => Sum(what, cell => isMeant(cell) && cell.AliveAt(options.ObservationEndSeconds), why);

        void Born(string what, Func<LifeCell, bool> isMeant, string why) => Sum(what, cell => cell is { Scope: ScopeClass.Ships, LeftTruncated: false } && isMeant(cell), why);

        void Sum(string what, Func<LifeCell, bool> isMeant, string why)
        {
            var meant = cells.Where(isMeant).ToArray();
            Row(what, meant.Sum(cell => cell.Authored.Weight), unit, meant.Where(cell => Attribution.Effective(cell) == Label.Agent).Sum(cell => cell.Authored.Weight), why);
        }

        void Row(string what, long? count, string countedIn, long? agents, string why)
        {
            if (count is null or > 0)
            {
                rows.Add(new UncountedRow(what, count, countedIn, agents, why));
            }
        }
    }
}
