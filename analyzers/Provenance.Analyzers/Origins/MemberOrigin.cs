using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Provenance.Analyzers.Map;

namespace Provenance.Analyzers.Origins;

/// <summary>How much of a member agents wrote, and which one wrote most of that.</summary>
/// <param name="percent">Agent tokens of 100 units of the member, rounded down, so that 100 is said only of members without any other token; uncommitted ones count in the divisor.</param>
/// <param name="agent">The agent with the most tokens.</param>
/// <param name="model">That agent's model with the most tokens, or null when the evidence names none.</param>
/// <param name="since">The earliest birth day of that agent's tokens, or null.</param>
/// <param name="tier">The weakest tier among that agent's tokens, as an index into <c>MapFormat.Tiers</c>.</param>
internal sealed class MemberOrigin(int percent, string agent, string? model, string? since, int tier)
{
    // The registry's id for an agent that the evidence does not name.
    private const string Unresolved = "unresolved";

    public int Percent { get; } = percent;

    public string Agent { get; } = agent;

    public string? Model { get; } = model;

    public string? Since { get; } = since;

    public int Tier { get; } = tier;

    /// <summary>Null when no line of the member is of an agent.</summary>
    public static MemberOrigin? Of(MemberDeclarationSyntax member, LineOrigins lines, TextLineCollection textLines, IReadOnlyList<MappedOrigin> origins)
    {
        var (first, last) = (textLines.GetLineFromPosition(member.SpanStart).LineNumber, textLines.GetLineFromPosition(member.Span.End).LineNumber);
        var (hasAgent, only) = Survey(lines, first, last);
        if (!hasAgent)
        {
            return null;
        }

        // Most members are all of one origin, and need no look at their tokens.
        return only is { } origin && origins[origin].IsAgent
            ? Summary(new() { [origin] = 1 }, 1, 1, origins)
            : Count(member, lines, textLines, origins);
    }

    /// <summary>Whether there is any agent token, and the origin when all lines are one agent's alone.</summary>
    private static (bool HasAgent, int? Only) Survey(LineOrigins lines, int first, int last)
    {
        var hasAgent = false;
        var only = lines.RunAt(first)?.Origin;
        for (var line = first; line <= last; line++)
        {
            var run = lines.RunAt(line);
            hasAgent |= run is { AgentTokens: > 0 };
            only = run is { } pure && pure.AgentTokens == pure.Tokens && pure.Origin == only ? only : null;
        }

        return (hasAgent, only);
    }

    private static MemberOrigin? Count(MemberDeclarationSyntax member, LineOrigins lines, TextLineCollection textLines, IReadOnlyList<MappedOrigin> origins)
    {
        var units = 0;
        var agentUnits = 0.0;
        var unitsOfOrigin = new SortedDictionary<int, double>();
        foreach (var (line, unitsOfLine) in UnitsOfLines(member, textLines))
        {
            units += unitsOfLine;
            if (lines.RunAt(line) is { AgentTokens: > 0 } run)
            {
                // A run tells how many of its tokens are agents', not which: each gets that share.
                var share = (double)unitsOfLine * run.AgentTokens / run.Tokens;
                agentUnits += share;
                if (origins[run.Origin].IsAgent)
                {
                    unitsOfOrigin[run.Origin] = share + (unitsOfOrigin.TryGetValue(run.Origin, out var sum) ? sum : 0);
                }
            }
        }

        return unitsOfOrigin.Count == 0 ? null : Summary(unitsOfOrigin, agentUnits, units, origins);
    }

    // Tokens ascend: the line is looked up once per line, not per token.
    private static IEnumerable<(int Line, int Units)> UnitsOfLines(MemberDeclarationSyntax member, TextLineCollection textLines)
    {
        var (line, lineEnd, units) = (-1, 0, 0);
        foreach (var token in MemberDeclaration.UnitsOf(member))
        {
            if (token.SpanStart >= lineEnd)
            {
                if (units > 0)
                {
                    yield return (line, units);
                }

                var textLine = textLines.GetLineFromPosition(token.SpanStart);
                (line, lineEnd, units) = (textLine.LineNumber, textLine.EndIncludingLineBreak, 0);
            }

            units++;
        }

        if (units > 0)
        {
            yield return (line, units);
        }
    }

    private static MemberOrigin Summary(SortedDictionary<int, double> unitsOfOrigin, double agentUnits, int units, IReadOnlyList<MappedOrigin> origins)
    {
        var ofAgent = unitsOfOrigin
            .GroupBy(pair => origins[pair.Key].Agent ?? Unresolved, StringComparer.Ordinal)
            .OrderByDescending(static group => group.Sum(static pair => pair.Value))
            .ThenBy(static group => group.Key, StringComparer.Ordinal)
            .First();
        var model = ofAgent
            .GroupBy(pair => origins[pair.Key].Model, StringComparer.Ordinal)
            .OrderByDescending(static group => group.Sum(static pair => pair.Value))
            .ThenBy(static group => group.Key, StringComparer.Ordinal)
            .First().Key;
        var since = ofAgent.Select(pair => origins[pair.Key].Birth).Where(static day => day is not null).OrderBy(static day => day, StringComparer.Ordinal).FirstOrDefault();
        // The sum of fractions such as 3/7 may fall short of a whole number by the last bits.
        var percent = (int)((agentUnits * 100 / units) + 1e-9);
        return new MemberOrigin(percent, ofAgent.Key, model, since, ofAgent.Min(pair => Math.Max(0, origins[pair.Key].Tier)));
    }
}
