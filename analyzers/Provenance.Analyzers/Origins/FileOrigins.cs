using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Provenance.Analyzers.Map;

namespace Provenance.Analyzers.Origins;

/// <summary>What the map says of one tree: its lines, and the members with the shares of their origins. All rules ask the same one.</summary>
internal sealed class FileOrigins(SyntaxTree tree, MappedFile file, LineOrigins lines, ProvenanceMapText map, bool isLinked)
{
    private MemberOrigin[]? _members;

    public MappedFile File => file;

    public LineOrigins Lines => lines;

    public ProvenanceMapText Map => map;

    /// <summary>The file lies outside of the project's folder: other projects compile it, too, with other symbols, and may use what this one does not.</summary>
    public bool IsLinked => isLinked;

    /// <summary>The members whose names are committed, in source order; those in files without agent tokens too.</summary>
    /// <remarks>Two threads may both look; they find the same, and either may stay.</remarks>
    public MemberOrigin[] Members(CancellationToken cancellationToken) => _members ??= FindMembers(cancellationToken);

    /// <summary>The shares of any node, a type for instance.</summary>
    public OriginShares SharesOf(SyntaxNode node, CancellationToken cancellationToken) =>
        OriginShares.Of(node, lines, tree.GetText(cancellationToken).Lines, map.Header.Origins);

    /// <summary>Units of a node on lines whose origin is one of those meant.</summary>
    public double UnitsOf(SyntaxNode node, Func<MappedOrigin, bool> isMeant, CancellationToken cancellationToken) => OriginShares
        .UnitsOfLines(node, lines, tree.GetText(cancellationToken).Lines)
        .Where(line => lines.RunAt(line.Line) is { } run && isMeant(map.Header.Origins[run.Origin]))
        .Sum(static line => line.Units);

    /// <summary>The origin of the line that a position is on, or null.</summary>
    public MappedOrigin? OriginAt(int position, CancellationToken cancellationToken) =>
        lines.RunAt(LineOf(position, cancellationToken)) is { } run ? map.Header.Origins[run.Origin] : null;

    public int LineOf(int position, CancellationToken cancellationToken) => tree.GetText(cancellationToken).Lines.GetLineFromPosition(position).LineNumber;

    private MemberOrigin[] FindMembers(CancellationToken cancellationToken)
    {
        var text = tree.GetText(cancellationToken);
        var members = new List<MemberOrigin>();
        foreach (var member in MemberDeclaration.In(tree.GetRoot(cancellationToken)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var identifier = MemberDeclaration.IdentifierOf(member);
            if (identifier.Span.Length > 0 && !lines.IsUncommitted(text.Lines.GetLineFromPosition(identifier.SpanStart).LineNumber))
            {
                members.Add(new MemberOrigin(member, identifier, this));
            }
        }

        return [.. members];
    }
}

/// <summary>One member and, when somebody asks, where its tokens come from.</summary>
internal sealed class MemberOrigin(MemberDeclarationSyntax declaration, SyntaxToken identifier, FileOrigins file)
{
    private OriginShares? _shares;
    private AgentShare? _agent;

    public MemberDeclarationSyntax Declaration => declaration;

    public SyntaxToken Identifier => identifier;

    public FileOrigins File => file;

    public OriginShares Shares(CancellationToken cancellationToken) => _shares ??= file.SharesOf(declaration, cancellationToken);

    /// <summary>The agent that wrote most of what agents wrote of the member; null when no agent is known to have written any of it.</summary>
    public AgentShare? Agent(CancellationToken cancellationToken) =>
        _agent ??= AgentShare.Of(Shares(cancellationToken), file.Map.Header.Origins);

    /// <summary>The same, when agents wrote at least so many percent.</summary>
    public AgentShare? Agent(int leastPercent, CancellationToken cancellationToken) =>
        file.File.HasAgentTokens && Agent(cancellationToken) is { } agent && agent.Percent >= leastPercent ? agent : null;
}
