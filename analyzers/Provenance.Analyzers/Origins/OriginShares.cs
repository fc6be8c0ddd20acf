using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Provenance.Analyzers.Map;

namespace Provenance.Analyzers.Origins;

/// <summary>How the units (tokens that carry weight) of a node divide among labels and agents' origins. Fractions come from lines of several origins.</summary>
internal sealed class OriginShares
{
    private readonly List<(int Origin, double Units)> _agentOrigins = [];

    public int Units { get; private set; }

    public double Agent { get; private set; }

    public double Mixed { get; private set; }

    public double Human { get; private set; }

    /// <summary>Committed, and nobody is known to have written them.</summary>
    public double Unknown { get; private set; }

    public double Uncommitted { get; private set; }

    /// <summary>Origins labelled agent, in the order in which they first appear, with their units.</summary>
    public IReadOnlyList<(int Origin, double Units)> AgentOrigins => _agentOrigins;

    /// <summary>What can be told about: uncommitted units are nobody's yet.</summary>
    public double Committed => Units - Uncommitted;

    public static OriginShares Of(SyntaxNode node, LineOrigins lines, TextLineCollection textLines, IReadOnlyList<MappedOrigin> origins)
    {
        var shares = new OriginShares();
        if (lines.UnitsBefore is { } before)
        {
            shares.AddRuns(textLines.GetLineFromPosition(MemberDeclaration.StartOf(node)).LineNumber, textLines.GetLineFromPosition(node.Span.End).LineNumber, before, lines, origins);
            return shares;
        }

        foreach (var (line, units) in UnitsOfLines(node, lines, textLines))
        {
            shares.Units += units;
            if (lines.RunAt(line) is { } run)
            {
                shares.Add(run, units, origins);
            }
            else
            {
                (shares.Unknown, shares.Uncommitted) = lines.IsUncommitted(line) ? (shares.Unknown, shares.Uncommitted + units) : (shares.Unknown + units, shares.Uncommitted);
            }
        }

        return shares;
    }

    // Of a committed text: run by run instead of line by line.
    private void AddRuns(int first, int last, int[] unitsBefore, LineOrigins lines, IReadOnlyList<MappedOrigin> origins)
    {
        Units = unitsBefore[last + 1] - unitsBefore[first];
        var known = 0;
        var runs = lines.Runs;
        for (var i = lines.FirstRunFrom(first); i < runs.Length && runs[i].FirstLine <= last; i++)
        {
            var units = unitsBefore[Math.Min(last, runs[i].LastLine) + 1] - unitsBefore[Math.Max(first, runs[i].FirstLine)];
            known += units;
            Add(runs[i], units, origins);
        }

        Unknown += Units - known;
    }

    private void Add(MappedRun run, int units, IReadOnlyList<MappedOrigin> origins)
    {
        // A run tells how many of its tokens are agents', not which: each gets that share.
        var agent = run.AgentTokens == 0 ? 0 : (double)units * run.AgentTokens / run.Tokens;
        Agent += agent;
        var origin = origins[run.Origin];
        if (agent > 0 && origin.IsAgent)
        {
            AddOrigin(run.Origin, agent);
        }

        var rest = units - agent;
        switch (origin.Label)
        {
            case "mixed":
                Mixed += rest;
                break;
            case "human":
                Human += rest;
                break;
            default:
                Unknown += rest;
                break;
        }
    }

    private void AddOrigin(int origin, double units)
    {
        // Members have few origins.
        for (var i = 0; i < _agentOrigins.Count; i++)
        {
            if (_agentOrigins[i].Origin == origin)
            {
                _agentOrigins[i] = (origin, _agentOrigins[i].Units + units);
                return;
            }
        }

        _agentOrigins.Add((origin, units));
    }

    /// <summary>The lines of a node with the units that begin on each: as the map counts them where the line is committed, else by its tokens.</summary>
    /// <remarks>A line that two members share counts for each, with the same origin. Attribute lists before the node are no units.</remarks>
    public static IEnumerable<(int Line, int Units)> UnitsOfLines(SyntaxNode node, LineOrigins lines, TextLineCollection textLines)
    {
        if (lines.Units is not { } counted)
        {
            foreach (var line in UnitsOfTokens(node, node.FullSpan, textLines))
            {
                yield return line;
            }

            yield break;
        }

        var last = textLines.GetLineFromPosition(node.Span.End).LineNumber;
        for (var line = textLines.GetLineFromPosition(MemberDeclaration.StartOf(node)).LineNumber; line <= last; line++)
        {
            var committed = lines.CommittedLine(line);
            if (committed < 0)
            {
                foreach (var typed in UnitsOfTokens(node, textLines[line].Span, textLines))
                {
                    yield return typed;
                }
            }
            else if (counted[committed] > 0)
            {
                yield return (line, counted[committed]);
            }
        }
    }

    // Tokens ascend: the line is looked up once per line, not per token.
    private static IEnumerable<(int Line, int Units)> UnitsOfTokens(SyntaxNode node, TextSpan within, TextLineCollection textLines)
    {
        var (line, lineEnd, units) = (-1, 0, 0);
        foreach (var token in node.DescendantTokens(within, MemberDeclaration.HasUnits))
        {
            if (!MemberDeclaration.IsUnit(token) || token.SpanStart < within.Start)
            {
                continue;
            }

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
}
