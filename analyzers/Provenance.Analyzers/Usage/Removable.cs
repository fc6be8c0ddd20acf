using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Provenance.Analyzers.Annotations;

namespace Provenance.Analyzers.Usage;

/// <summary>Which members nobody can reach but by their name.</summary>
internal static class Removable
{
    // Names by which the language itself, a serializer or a designer finds members.
    private static readonly HashSet<string> FoundByName = new(StringComparer.Ordinal)
    {
        "Main", "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "Current", "GetAwaiter", "GetResult", "IsCompleted", "OnCompleted", "Dispose", "DisposeAsync", "Deconstruct",
        "Add", "Slice", "Length", "Count", "GetPinnableReference", "PrintMembers", "EqualityContract", "Equals", "GetHashCode", "ToString", "CompareTo", "Create", "AppendLiteral", "AppendFormatted",
        "Configure", "ConfigureServices", "Up", "Down", "BuildTargetModel", "InitializeComponent", "Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Cast",
    };

    /// <summary>Before the symbol is asked for: methods, properties, events and fields of one name.</summary>
    public static bool MayBe(MemberDeclarationSyntax member, string name) => member switch
    {
        MethodDeclarationSyntax method => method.ExplicitInterfaceSpecifier is null && !HasAny(member, SyntaxKind.OverrideKeyword, SyntaxKind.ExternKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.VirtualKeyword, SyntaxKind.PartialKeyword),
        PropertyDeclarationSyntax property => property.ExplicitInterfaceSpecifier is null && !HasAny(member, SyntaxKind.OverrideKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.VirtualKeyword, SyntaxKind.PartialKeyword),
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Count == 1,
        _ => false,
    } && !HasAny(member, SyntaxKind.PublicKeyword, SyntaxKind.ProtectedKeyword)
        && !FoundByName.Contains(name)
        && !name.StartsWith("ShouldSerialize", StringComparison.Ordinal)
        && !name.StartsWith("Reset", StringComparison.Ordinal)
        // An event handler's name is how designers and markup bind it.
        && !(name.IndexOf('_') > 0 && member is MethodDeclarationSyntax { ParameterList.Parameters.Count: 2 });

    /// <param name="hasFriends">Other assemblies see what is internal.</param>
    public static bool Is(ISymbol symbol, bool hasFriends)
    {
        if (!(symbol.DeclaredAccessibility == Accessibility.Private || (symbol.DeclaredAccessibility == Accessibility.Internal && !hasFriends))
            || symbol.GetAttributes().Any(static attribute => ProvenanceAttribute.KindOf(attribute.AttributeClass) == AttributeKind.None)
            || symbol.ContainingType is not { TypeKind: not TypeKind.Interface } type)
        {
            return false;
        }

        // The order and size of fields is what a layout is about; engines call methods of their components by name; an attribute may ask for all members.
        var isLaidOut = symbol is IFieldSymbol { IsStatic: false } && type.TypeKind == TypeKind.Struct;
        return !isLaidOut && !IsInterfaceImplementation(symbol, type) && !AnyAround(type, static at =>
            at.GetAttributes().Any(static attribute => ProvenanceAttribute.KindOf(attribute.AttributeClass) == AttributeKind.None && attribute.AttributeClass?.Name is not ("ExcludeFromCodeCoverageAttribute" or "ObsoleteAttribute"))
            || IsEngineObject(at));
    }

    private static bool IsInterfaceImplementation(ISymbol symbol, INamedTypeSymbol type) => type.AllInterfaces
        .SelectMany(@interface => @interface.GetMembers(symbol.Name))
        .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol));

    private static bool IsEngineObject(INamedTypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (at.ContainingNamespace is { Name: "UnityEngine" or "Godot" })
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyAround(INamedTypeSymbol type, Func<INamedTypeSymbol, bool> isMet)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (isMet(at))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAny(MemberDeclarationSyntax member, params SyntaxKind[] kinds) => member.Modifiers.Any(modifier => Array.IndexOf(kinds, modifier.Kind()) >= 0);
}
