using System.Globalization;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Finds the metadata type of a type declaration, by namespace, nesting, name and arity.</summary>
/// <param name="paths">Names of the file, for types that only it can see.</param>
internal sealed class SourceTypes(MetadataIndex index, IReadOnlyList<string> paths)
{
    private readonly Dictionary<SyntaxNode, TypeDefinitionHandle> _known = [];

    /// <summary>Nil when the metadata has no such type. For an extension block, the static class around it.</summary>
    public TypeDefinitionHandle Find(MemberDeclarationSyntax declaration)
    {
        if (!_known.TryGetValue(declaration, out var handle))
        {
            _known[declaration] = handle = Look(declaration);
        }

        return handle;
    }

    /// <summary>The innermost type declaration around a node, the node itself included; extension blocks are none.</summary>
    public static MemberDeclarationSyntax? Around(SyntaxNode? node)
    {
        for (; node is not null; node = node.Parent)
        {
            if (node is (BaseTypeDeclarationSyntax and not ExtensionBlockDeclarationSyntax) or DelegateDeclarationSyntax)
            {
                return (MemberDeclarationSyntax)node;
            }
        }

        return null;
    }

    /// <summary>Dotted name of a namespace as metadata has it: no trivia, no <c>@</c>.</summary>
    public static string NamespaceName(SyntaxNode? node)
    {
        var parts = new List<string>();
        for (; node is not null; node = node.Parent)
        {
            if (node is BaseNamespaceDeclarationSyntax declaration)
            {
                parts.InsertRange(0, declaration.Name.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
            }
        }

        return string.Join('.', parts);
    }

    private TypeDefinitionHandle Look(MemberDeclarationSyntax declaration)
    {
        if (declaration is ExtensionBlockDeclarationSyntax)
        {
            return Around(declaration) is { } host ? Find(host) : default;
        }

        var (identifier, arity) = declaration switch
        {
            TypeDeclarationSyntax type => (type.Identifier, type.Arity),
            DelegateDeclarationSyntax type => (type.Identifier, type.Arity),
            BaseTypeDeclarationSyntax type => (type.Identifier, 0),
            _ => default,
        };
        var name = arity == 0 ? identifier.ValueText : identifier.ValueText + "`" + arity.ToString(CultureInfo.InvariantCulture);
        if (Around(declaration.Parent) is { } outer)
        {
            var found = Find(outer);
            return found.IsNil ? default : index.Find(found, string.Empty, name);
        }

        var space = NamespaceName(declaration.Parent);
        return declaration.Modifiers.Any(SyntaxKind.FileKeyword) ? index.FindInFile(space, name, paths) : index.Find(default, space, name);
    }
}
