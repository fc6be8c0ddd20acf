using System.Globalization;
using Provenance.Engine.Claims;
using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Review;

/// <summary>What a review says in sentences, the same in text and Markdown.</summary>
internal static class ReviewWords
{
    public static readonly (LineKind Kind, string Name, string Meaning)[] Kinds =
    [
        (LineKind.Agent, "agent", "a claim says that an agent wrote them"),
        (LineKind.Mixed, "mixed", "an agent took part; which lines are its own is not known"),
        (LineKind.Human, "human", "evidence says that a person wrote them"),
        (LineKind.Unknown, "unknown", "nothing says who wrote them"),
        (LineKind.Carried, "carried over", "older code, moved or laid out anew"),
        (LineKind.WithoutCode, "without code", "blank lines, comments, braces"),
    ];

    public static int Of(LineCounts lines, LineKind kind) => kind switch
    {
        LineKind.Agent => lines.Agent,
        LineKind.Mixed => lines.Mixed,
        LineKind.Human => lines.Human,
        LineKind.Unknown => lines.Unknown,
        LineKind.Carried => lines.Carried,
        _ => lines.WithoutCode,
    };

    /// <summary>The first thing that a reviewer reads.</summary>
    public static string Summary(ReviewReport review)
    {
        var lines = review.Lines;
        if (lines.All == 0)
        {
            return "The change adds no line of C#.";
        }

        var code = lines.All - lines.WithoutCode - lines.Carried;
        if (code == 0)
        {
            return $"The change adds {Counted(lines.All, "line")} of C#, and no new code among them.";
        }

        var parts = new List<string>();
        Add(lines.Agent, "by agents");
        Add(lines.Mixed, "in which an agent had a part");
        Add(lines.Human, "by people");
        Add(lines.Unknown, "by nobody known");
        return $"The change adds {Counted(code, "line")} of new C# code: {string.Join(", ", parts)}.";

        void Add(int count, string who)
        {
            if (count > 0)
            {
                parts.Add($"{Figures.Count(count)} {who} ({Figures.Percent((double)count / code)})");
            }
        }
    }

    public static string Reviews(ReviewReport review) => review.AgentLines == 0 ? "No agent is known to have written any of it."
        : review.UnreviewedLines == 0 ? "A review by a person is recorded for every commit with agent-written lines."
        : $"No review by a person is recorded for {Figures.Count(review.UnreviewedLines)} of {Figures.Count(review.AgentLines)} lines that agents wrote or had a part in "
            + $"({Counted(review.Commits.Count(commit => !commit.HasReview && commit.Lines.Agent + commit.Lines.Mixed > 0), "commit")} without a Reviewed-by of a person).";

    /// <summary>Empty for commits in which no agent had a part: nobody asks for their review here.</summary>
    public static string Review(ReviewedCommit commit, string separator) =>
        commit.Lines.Agent + commit.Lines.Mixed == 0 ? "" : separator + (commit.HasReview ? "reviewed" : "no review recorded");

    public static string Policy(ReviewReport review) => review.Policy.Source switch
    {
        "none" => "The base has no provenance.yml, so that nothing is required.",
        "base" => $"{Counted(review.Policy.Rules, "rule")} of the base's provenance.yml: {Counted(review.Findings.Breaches.Length, "finding")}.",
        _ => $"{Counted(review.Policy.Rules, "rule")} of the policy that was named: {Counted(review.Findings.Breaches.Length, "finding")}.",
    };

    /// <summary>Those with a figure first; then those of which nothing can be said.</summary>
    public static IEnumerable<Fate> InOrder(ReviewReport review) => review.Fates.OrderBy(fate => fate.Share is null).ThenBy(fate => fate.IsWider);

    public static string FateFigure(Fate fate) => fate.Share is not { } share
        ? fate is { AtRisk: 0, Deaths: 0 } ? "no such code before" : $"not given: {ReasonText.Of(fate.Reason!)}"
        : fate is { CiLow: { } low, CiHigh: { } high } ? $"{Figures.Percent(share)} ({Figures.Range(low, high)})" : Figures.Percent(share);

    /// <summary>What the figure rests on; empty where there was nothing.</summary>
    public static string FateCounts(Fate fate) => fate is { AtRisk: 0, Deaths: 0 } ? "" : string.Create(
        CultureInfo.InvariantCulture, $"{Figures.Count(fate.AtRisk)} tokens at risk at that age, {Figures.Count(fate.Deaths)} had died, born on {fate.EffectiveDays:0.0} effective days");

    /// <summary>Evidence of one kind once, with how many sections of a squash it was found in.</summary>
    public static IEnumerable<string> Evidence(ReviewedCommit commit) => commit.Claims.ExplainLabel().Deciding
        .GroupBy(evidence => EvidenceText.Of(evidence with { Position = evidence.Claim.Position.Kind == PositionKind.SquashSection ? SquashSections : evidence.Position }), StringComparer.Ordinal)
        .Select(group => group.Count() == 1 ? EvidenceText.Of(group.First()) : group.Key.Replace(SquashSections, $"{Figures.Count(group.Count())} squash sections", StringComparison.Ordinal));

    /// <summary>The parts of a file by origin, in the order of their first line; what is no new code is left to the counts.</summary>
    public static IEnumerable<(ReviewedPart First, ReviewedPart[] Parts)> ByOrigin(ReviewedFile file) => file.Hunks
        .SelectMany(hunk => hunk.Parts)
        .Where(part => part.Origin is not null)
        .GroupBy(part => (part.Kind, part.Origin))
        .Select(group => (group.First(), group.ToArray()));

    public static string Counts(LineCounts lines) =>
        string.Join(", ", Kinds.Where(row => Of(lines, row.Kind) > 0).Select(row => $"{row.Name} {Figures.Count(Of(lines, row.Kind))}"));

    public static string Scope(ScopeClass? scope) => scope switch
    {
        ScopeClass.Test => "test code",
        ScopeClass.Generated => "generated code",
        ScopeClass.Vendored => "vendored code",
        _ => "",
    };

    /// <summary>Who, in which commit, and the rule where it is not the commit's: what the commit says is said once, with its evidence.</summary>
    public static string Origin(ReviewedPart part) => part.Origin is not { } origin ? ""
        : $"{Kinds[(int)part.Kind].Name}{(origin.Agent is { } agent ? " " + agent : "")}{(origin.Model is { } model ? $" ({model})" : "")}, {origin.Commit.Short}{(origin.IsOfTheLines ? $", rule {origin.Because}" : "")}";

    public static string Ranges(IReadOnlyCollection<ReviewedPart> parts, int most) =>
        string.Join(", ", parts.Take(most).Select(part => Range(part.FirstLine, part.LastLine))) + (parts.Count > most ? $" and {Counted(parts.Count - most, "more place")}" : "");

    private static string Range(int first, int last) => first == last ? Figures.Plain(first) : $"{Figures.Plain(first)}–{Figures.Plain(last)}";

    public static string Counted(int count, string what) => $"{Figures.Count(count)} {what}{(count == 1 ? "" : "s")}";

    private const string SquashSections = "squash-sections";

    public const string FateCaution = "Comparable is code by the same agent, born in the same folder, up to where this change began. It says how such code fared, not how this change will.";
}
