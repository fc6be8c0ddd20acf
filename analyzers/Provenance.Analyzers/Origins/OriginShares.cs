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
        foreach (var (line, units) in UnitsOfLines(node, textLines))
        {
            shares.Add(line, units, lines, origins);
        }

        return shares;
    }

    private void Add(int line, int units, LineOrigins lines, IReadOnlyList<MappedOrigin> origins)
    {
        Units += units;
        if (lines.RunAt(line) is not { } run)
        {
            (Unknown, Uncommitted) = lines.IsUncommitted(line) ? (Unknown, Uncommitted + units) : (Unknown + units, Uncommitted);
            return;
        }

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

    /// <summary>The lines of a node with the units that begin on each. Tokens ascend: the line is looked up once per line, not per token.</summary>
    public static IEnumerable<(int Line, int Units)> UnitsOfLines(SyntaxNode node, TextLineCollection textLines)
    {
        var (line, lineEnd, units) = (-1, 0, 0);
        foreach (var token in node.DescendantTokens(MemberDeclaration.HasUnits))
        {
            if (!MemberDeclaration.IsUnit(token))
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
