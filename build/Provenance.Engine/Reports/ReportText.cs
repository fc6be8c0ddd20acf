using System.Globalization;
using System.Text;
using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;
using Provenance.Engine.Reports.Words;

namespace Provenance.Engine.Reports;

/// <summary>The survival report for people: every number with what it is of, and what is missing with the reason.</summary>
public sealed class ReportText
{
    private readonly SurvivalReport _report;
    private readonly TextStyle _style;
    private readonly StringBuilder _text = new();

    private ReportText(SurvivalReport report, TextStyle style)
    {
        _report = report;
        _style = style;
    }

    private string Unit => _report.Options.Unit == UnitMode.Line ? "line" : "token";

    /// <summary>LF line ends, one at the end.</summary>
    public static string Write(SurvivalReport report, TextStyle style)
    {
        var text = new ReportText(report, style);
        text.WriteHeader();
        text.WriteHeadline();
        text.WriteFunnel();
        text.WriteExercised();
        text.WriteCurve();
        text.WriteDifference();
        text.WriteAgents();
        text.WriteOther();
        text.WriteNotices();
        return text._text.ToString();
    }

    internal static string Day(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Range(double? low, double? high) => low is { } l && high is { } h ? Figures.Range(l, h) : "–";

    private static string Or(double? share, string? reason) => share is { } value ? Figures.Percent(value) : ReasonText.Of(reason!);

    private static string Counts(long? low, long? high) =>
        low is null ? "–" : low == high ? Figures.Count(low.Value) : $"{Figures.Count(low.Value)}–{Figures.Count(high!.Value)}";

    private void WriteHeader()
    {
        var repository = _report.Repository;
        var history = repository.History;
        var truncated = repository.Location.IsShallow ? "cut by a shallow clone" : "complete";
        _text.Append(_style.Heading($"Provenance report of {repository.Commit.Short}, {Day(repository.EndSeconds)}")).Append('\n');
        var table = new TextTable().Words("history", $"{Figures.Count(history.Commits.Length)} commits, {Figures.Count(history.Mainline.Length)} on the mainline, {truncated}");
        if (history.UnreadAtTip is > 0 and var unread)
        {
            table.Words("unread", $"{Figures.Count(unread)} C# {(unread == 1 ? "file" : "files")} of this commit: over 2 MB or 100,000 lines, not text, or missing; counted as in the last version that could be read");
        }

        if (_report.Path is { } path)
        {
            table.Words("code", "born below " + path);
        }

        table
            .Words("unit", Unit == "line" ? "a physical line of a C# file, weight 1" : "a C# token that is no brace, bracket or separator")
            .Words("birth", "the commit that wrote it" + (Unit == "line" ? "" : "; re-wrapped, moved and consistently renamed code keeps its birth, and so does what is reverted and back within 30 days"))
            .Words("death", "it leaves the mainline: modified, deleted, file removed or moved out of scope")
            .Words("clock", "the mainline's commit times, never running back" + (Unit == "line" ? "" : ", in UTC days: what is gone on the day it came was never there") + "; today is the clock at the commit")
            .Words("cohort", Cohort())
            .Words("records", RecordsInWords());
        if (_report.Excluded is { } excluded)
        {
            table.Words("excluded", ExcludedWords.Of(excluded));
        }

        table.AppendTo(_text);
    }

    private string Cohort()
    {
        var days = _report.Options.WindowDays is { } window ? string.Create(CultureInfo.InvariantCulture, $"under observation in the last {window} days") : "all of history";
        return string.Create(CultureInfo.InvariantCulture, $"born at least {_report.Options.HorizonDays} days before today, {days}");
    }

    private string RecordsInWords()
    {
        if (_report.Records.Records.IsEmpty)
        {
            return Unit == "line" ? "not used with lines" : "none of this commit: authored, alive and survival only";
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_report.Records.Records.Length} from builds of {_report.Records.Projects} of {_report.Repository.History.Projects.Length} projects; code of the others counts as not built");
    }

    private void WriteHeadline()
    {
        var headline = _report.Figures.ShippedSurvival;
        var name = headline.Kind == EvidenceKind.Compiled ? "Compiled" : "Shipped";
        Heading(string.Create(CultureInfo.InvariantCulture, $"{name} survival of agent code, {headline.Days} days"));
        var table = new TextTable();
        if (headline.Figure.Reason is { } reason)
        {
            table.Words("not given", ReasonText.Of(reason));
        }
        else
        {
            var few = headline.Flags.FirstOrDefault(flag => flag.StartsWith("few days", StringComparison.Ordinal));
            table
                .Words("point", $"{Figures.Percent(headline.Figure.Point!.Value)} of {Figures.Count(headline.AgentUnits)} agent {Unit}s, ages weighted alike")
                .Words("attribution", $"{Range(headline.Figure.ClaimLo, headline.Figure.ClaimHi)} (lo: mixed code that died was agent's; hi: mixed code that lives was)")
                .Words("chance", few ?? $"{Range(headline.Figure.CiLow, headline.Figure.CiHigh)} (95 %, days as clusters)")
                .Words("ages", headline.Flags.FirstOrDefault(flag => flag.StartsWith("borrowed ages", StringComparison.Ordinal)) ?? "each by code of its own")
                .Words("no overlay", Or(headline.WithoutOverlay.Point, headline.WithoutOverlay.Reason));
            foreach (var tier in headline.ByTier)
            {
                table.Words("tier " + LedgerWords.Of(tier.Tier), $"{Or(tier.Figure.Point, tier.Figure.Reason)} of {Figures.Count(tier.UnitsLo)} {Unit}s");
            }

            foreach (var flag in headline.Flags)
            {
                table.Words("flag", flag);
            }
        }

        var coverage = _report.Figures.Coverage;
        table.Words("coverage", coverage.Share is { } share
            ? $"{Figures.Percent(share)}: {Figures.Count(coverage.LabelledUnits)} of {Figures.Count(coverage.Units)} {Unit}s of the cohort carry a label"
            : ReasonText.Of(coverage.Reason!));
        table.AppendTo(_text);
    }

    private void WriteFunnel()
    {
        Heading($"Funnel, {Unit}s (lo–hi: without and with mixed code)");
        var table = new TextTable().Row(["", .. FunnelEntry.Columns(_report.Figures.Funnel)]);
        foreach (var scope in _report.Figures.Funnel.Where(entry => entry is { Agent: null, Model: null, Tier: null }).GroupBy(entry => LedgerWords.Of(entry.Scope), StringComparer.Ordinal))
        {
            table.Row(string.Equals(scope.Key, LedgerWords.Of(ScopeClass.Ships), StringComparison.Ordinal) ? "shipping code" : scope.Key + " code");
            foreach (var slice in scope.GroupBy(entry => entry.Label, StringComparer.Ordinal))
            {
                table.Row(["  " + slice.Key, .. slice.Select(entry => Counts(entry.UnitsLo, entry.UnitsHi))]);
            }
        }

        table.AppendTo(_text);
    }

    private void WriteExercised()
    {
        if (_report.Exercised is not { } exercised)
        {
            return;
        }

        Heading(string.Create(CultureInfo.InvariantCulture, $"Exercised, of {exercised.Of} shipping code (files that the coverage file knows: {exercised.Files})"));
        var table = new TextTable().Row("", Unit + "s", "can run and measured", "ran", "share");
        foreach (var row in exercised.Rows)
        {
            table.Row(["  " + row.Label, .. ExercisedWords.Cells(row)]);
        }

        table.AppendTo(_text);
    }

    private void WriteCurve()
    {
        Heading("Survival after days, 95 % interval below");
        var table = new TextTable().Row(["", .. _report.Metric.Survival.All.Curve.Select(point => point.Days.ToString(CultureInfo.InvariantCulture)), "RMST 180", "median"]);
        foreach (var group in Enum.GetValues<CodeGroup>())
        {
            var survival = _report.Metric.Survival[group];
            var mean = survival.Rmst180.Mean is { } days ? days.ToString("0.0", CultureInfo.InvariantCulture) + " d" : "–";
            var median = survival.Median.Days is { } age
                ? age.ToString("0", CultureInfo.InvariantCulture) + " d"
                : survival.Median.Reason == Reasons.NotReached ? Reasons.NotReached : "–";
            table.Row([NameOf(group), .. survival.Curve.Select(point => point.S is { } s ? s.ToString(".0000", CultureInfo.InvariantCulture) : "–"), mean, median]);
            if (survival.Curve.Any(point => point.CiLow is not null))
            {
                table.Row(["", .. survival.Curve.Select(Interval)]);
            }
        }

        table.AppendTo(_text);
        var all = _report.Metric.Survival.All;
        _text.Append(CultureInfo.InvariantCulture, $"  observed: {Figures.Count(all.Units)} {Unit}s; –: fewer than 100 at risk or 10 days\n");
    }

    private static string Interval(CurvePoint point) => point is { CiLow: { } low, CiHigh: { } high }
        ? string.Create(CultureInfo.InvariantCulture, $"{low:.000}–{high:.000}")
        : "";

    private static string NameOf(CodeGroup group) => group switch
    {
        CodeGroup.Agent => "agent",
        CodeGroup.AgentHi => "agent and mixed",
        CodeGroup.Human => "human",
        CodeGroup.Unknown => "unknown",
        CodeGroup.All => "all",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    private void WriteDifference()
    {
        Heading("Agent code less the rest of this repository");
        var table = new TextTable().Row(["", .. _report.Metric.DifferenceUnknown.Curve.Select(point => point.Days.ToString(CultureInfo.InvariantCulture))]);
        foreach (var (name, difference) in new[] { ("less human", _report.Metric.DifferenceHuman), ("less unknown", _report.Metric.DifferenceUnknown) })
        {
            table.Row([name, .. difference.Curve.Select(point => point.Difference is { } value ? value.ToString("+.000;-.000;.000", CultureInfo.InvariantCulture) : "–")]);
        }

        table.AppendTo(_text);
        _text.Append("  unknown code contains agent code, which pulls that difference towards 0\n");
    }

    private void WriteAgents()
    {
        var metric = _report.Metric;
        if (metric.Tiers.Count == 0)
        {
            return;
        }

        Heading($"Agents, models and tiers, {Unit}s of shipping code (code of several agents counts for each)");
        var table = new TextTable().Row(["", "authored", "alive", .. SliceWords.Heads(metric)]);
        foreach (var (kind, slices) in SliceWords.All(metric))
        {
            foreach (var slice in slices)
            {
                table.Row([$"{kind} {slice.Key}", Counts(slice.Lo.Authored.Weight, slice.Hi.Authored.Weight), Counts(slice.Lo.Alive.Weight, slice.Hi.Alive.Weight), .. SliceWords.Cells(slice)]);
            }
        }

        table.AppendTo(_text);
        _text.Append(CultureInfo.InvariantCulture, $"  in parentheses the 95 % interval; {Reasons.Insufficient}: fewer than 100 units or 10 days\n  {char.ToLowerInvariant(SliceWords.Caution[0])}{SliceWords.Caution[1..^1]}\n");
    }

    private static string Share(double? share) => share is { } value ? Figures.Percent(value) : "–";

    private void WriteOther()
    {
        Heading("Counter-figures and causes of death");
        var table = new TextTable().Row("", "agent", "human", "unknown", "all");
        var (counter, challenge, causes) = (_report.Metric.Counter, _report.Metric.Challenge, _report.Metric.Causes);
        Row("killed by corrections", counter, figures => figures.Corrective.Share);
        Row("reworked by another label in 14 days", counter, figures => figures.Rework.Share);
        Row("clones", counter, figures => figures.Clones.Share);
        table.Row("survived a challenge", ChallengeText.Of(challenge.Agent), ChallengeText.Of(challenge.Human), ChallengeText.Of(challenge.Unknown), ChallengeText.Of(challenge.All));
        Row("modified within 180 days", causes, points => points[3].Modified);
        Row("deleted within 180 days", causes, points => points[3].Deleted);
        Row("file removed within 180 days", causes, points => points[3].FileRemoved);
        Row("moved out within 180 days", causes, points => points[3].MovedOut);
        table.AppendTo(_text);

        void Row<T>(string name, ByGroup<T> figures, Func<T, double?> share) =>
            table.Row(name, Share(share(figures.Agent)), Share(share(figures.Human)), Share(share(figures.Unknown)), Share(share(figures.All)));
    }

    private void WriteNotices()
    {
        if (_report.Notices.IsEmpty)
        {
            return;
        }

        Heading("Notices");
        foreach (var notice in _report.Notices)
        {
            _text.Append(CultureInfo.InvariantCulture, $"  {notice.Code}: {TerminalText.Encode(NoticeCatalog.Format(notice))}\n");
        }
    }

    private void Heading(string text) => _text.Append('\n').Append(_style.Heading(text)).Append('\n');
}
