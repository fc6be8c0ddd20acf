using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Analysis.Checks;

/// <summary>The members of one text, and the types around them, in source order. Members lie apart from each other.</summary>
/// <remarks>No symbol is defined but by the file itself, as for the tokens of the replay: what needs another is in neither.</remarks>
internal sealed class MemberOutline
{
    private readonly ImmutableArray<DeclaredMember> _members;
    private readonly ImmutableArray<DeclaredMember> _types;

    private MemberOutline(ImmutableArray<DeclaredMember> all)
    {
        _members = [.. all.Where(member => !member.IsContainer)];
        _types = [.. all.Where(member => member.IsContainer)];
    }

    /// <summary>Null for a text that is not parsed.</summary>
    public static MemberOutline? Of(string text) => BoundedSyntax.Read(text, Of);

    private static MemberOutline Of(SyntaxTree tree)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        return new MemberOutline(
        [
            .. tree.GetRoot()
                .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
                .OfType<MemberDeclarationSyntax>()
                .Select(DeclaredMember.Of)
                .OfType<DeclaredMember>()
                .Select(Numbered),
        ]);

        DeclaredMember Numbered(DeclaredMember member)
        {
            var number = names[member.Name] = names.GetValueOrDefault(member.Name) + 1;
            return number == 1 ? member : member with { Name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{member.Name}#{number}") };
        }
    }

    /// <summary>The member that holds a position, else the innermost type, or null.</summary>
    public DeclaredMember? At(int line, int column)
    {
        var (low, high) = (0, _members.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_members[middle].Start.CompareTo((line, column)) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 && _members[low - 1].End.CompareTo((line, column)) > 0
            ? _members[low - 1]
            : _types.LastOrDefault(type => type.Start.CompareTo((line, column)) <= 0 && type.End.CompareTo((line, column)) > 0);
    }
}
