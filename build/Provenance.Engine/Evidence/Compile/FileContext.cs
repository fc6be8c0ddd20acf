using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Everything that is known about one file when its tokens are classed.</summary>
/// <param name="Uncovered">The verdict on code that no sequence point covers: elided where the PDB was read and holds this text, else unknown.</param>
/// <param name="IsOptimized">Whether the optimiser may have folded jumps.</param>
/// <param name="Locals">Null without a PDB.</param>
internal sealed record FileContext(
    SyntaxNode Root,
    BodyMap Bodies,
    Declarations Declarations,
    AttributeEvidence Attributes,
    PointPlacer Placer,
    LocalNames? Locals,
    Verdict Uncovered,
    bool IsOptimized)
{
    private readonly Dictionary<SyntaxNode, HashSet<string>> _locals = [];
    private readonly Dictionary<SyntaxNode, HashSet<string>> _attributes = [];

    public IReadOnlyDictionary<string, string> Aliases { get; } = AttributeEvidence.Aliases(Root);

    public HashSet<string> LocalsOf(SyntaxNode member) => Cached(_locals, member, () => Locals?.Of(Bodies.MethodsOf(member)) ?? []);

    public bool HasAttribute(AttributeSyntax attribute)
    {
        SyntaxNode target = attribute.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not (GlobalStatementSyntax or BaseNamespaceDeclarationSyntax)) ?? Root;
        return AttributeEvidence.Exists(attribute, Cached(_attributes, target, () => Attributes.NamesOn(Declarations.Targets(target))), Aliases);
    }

    private static HashSet<string> Cached(Dictionary<SyntaxNode, HashSet<string>> cache, SyntaxNode key, Func<HashSet<string>> compute)
    {
        if (!cache.TryGetValue(key, out var value))
        {
            cache[key] = value = compute();
        }

        return value;
    }
}
