using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Annotations;

/// <summary>A member or type with an attribute about authorship, and what history says of it.</summary>
internal sealed class MarkedCode
{
    private readonly FileOrigins _origins;
    private readonly MemberDeclarationSyntax _owner;
    private readonly OriginShares _shares;
    private readonly MappedOrigin? _attributeOrigin;
    private readonly CancellationToken _cancellationToken;

    private MarkedCode(DeclaredMark mark, string agent, FileOrigins origins, MemberDeclarationSyntax owner, CancellationToken cancellationToken)
    {
        Kind = mark.Kind;
        Agent = agent;
        _origins = origins;
        _owner = owner;
        _shares = origins.SharesOf(owner, cancellationToken);
        _attributeOrigin = origins.OriginAt(mark.Syntax.SpanStart, cancellationToken);
        _cancellationToken = cancellationToken;
    }

    public AttributeKind Kind { get; }

    /// <summary>Well-formed: what is not is PROV001's.</summary>
    public string Agent { get; }

    /// <summary>Null for other attributes, for ones that are not committed, and where the map knows nothing of the code.</summary>
    public static MarkedCode? Of(AttributeSyntax attribute, SyntaxNodeAnalysisContext context, CompilationMap map)
    {
        var cancellation = context.CancellationToken;
        return DeclaredMark.OwnerOf(attribute) is { } owner
            && DeclaredMark.Of(attribute, context.SemanticModel, cancellation) is { Agent: { } agent } mark
            && MapFormat.IsAgent(agent)
            && map.OriginsOf(attribute.SyntaxTree, cancellation) is { } origins
            && !origins.Lines.IsUncommitted(origins.LineOf(attribute.SpanStart, cancellation))
            && new MarkedCode(mark, agent, origins, owner, cancellation) is { _shares.Committed: > 0 } code
                ? code
                : null;
    }

    /// <summary>What history says instead, of at least so many percent of the committed tokens; or null.</summary>
    public Contradiction? Contradiction(int leastPercent)
    {
        var origins = _origins.Map.Header.Origins;
        var own = _shares.AgentOrigins.Where(pair => string.Equals(AgentShare.NameOf(origins[pair.Origin]), Agent, StringComparison.Ordinal)).Sum(static pair => pair.Units);
        var people = AgentShare.PercentOf(_shares.Human, _shares.Committed);
        if (people >= leastPercent)
        {
            return new Contradiction(null, people);
        }

        if (AgentShare.Of(_shares, origins) is not { } author)
        {
            return null;
        }

        var written = AgentShare.PercentOf(
            _shares.AgentOrigins.Where(pair => string.Equals(AgentShare.NameOf(origins[pair.Origin]), author.Agent, StringComparison.Ordinal)).Sum(static pair => pair.Units), _shares.Committed);
        // An agent that the evidence does not name may be the one that the attribute names.
        var isAnother = own <= 0 && written >= leastPercent && !string.Equals(author.Agent, AgentShare.Unresolved, StringComparison.Ordinal);
        var isAllOfIt = Kind == AttributeKind.AgentAssisted && written == 100 && own > 0;
        return isAnother || isAllOfIt ? new Contradiction(author, written) : null;
    }

    /// <summary>
    /// How many of 100 committed tokens are still what the attribute was written about: the agent's, or anybody's that were there when it was written, because then it spoke of them.
    /// Null when that day is not known.
    /// </summary>
    public int? PercentLeft()
    {
        if (_attributeOrigin is not { Birth: { } day } attribute)
        {
            return null;
        }

        var left = _origins.UnitsOf(
            _owner,
            origin => (origin.IsAgent && string.Equals(AgentShare.NameOf(origin), Agent, StringComparison.Ordinal))
                || string.CompareOrdinal(origin.Birth ?? "", day) <= 0
                || (origin.Commit is not null && string.Equals(origin.Commit, attribute.Commit, StringComparison.Ordinal)),
            _cancellationToken);
        return AgentShare.PercentOf(left, _shares.Committed);
    }

    /// <summary>The policy's least share, under which the attribute is stale.</summary>
    public int StaleShare => _origins.Map.Policy.Threshold(_origins.File, "PROV004", PolicyDefaults.StaleShare);
}

/// <param name="author">Null for people.</param>
internal sealed class Contradiction(AgentShare? author, int percent)
{
    public AgentShare? Author { get; } = author;

    public int Percent { get; } = percent;
}
