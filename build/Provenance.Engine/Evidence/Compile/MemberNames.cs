using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Holds a method's metadata name against the declaration that one of its sequence points fell into.</summary>
/// <remarks>
/// A point is only believed where both agree: <c>#line</c> in some other file can send points of live code to the lines of dead code.
/// </remarks>
internal static class MemberNames
{
    public static bool Fits(SyntaxNode member, string name)
    {
        var last = TypeMembers.LastPart(name);
        return member switch
        {
            MethodDeclarationSyntax method => Same(last, method.Identifier.ValueText),
            ConstructorDeclarationSyntax constructor => Same(name, constructor.Modifiers.Any(SyntaxKind.StaticKeyword) ? ".cctor" : ".ctor"),
            DestructorDeclarationSyntax => Same(name, "Finalize"),
            OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => last.StartsWith("op_", StringComparison.Ordinal),
            PropertyDeclarationSyntax property => IsInitializer(name, property.Modifiers) || Same(last, "get_" + property.Identifier.ValueText) || Same(last, "set_" + property.Identifier.ValueText),
            IndexerDeclarationSyntax => last.StartsWith("get_", StringComparison.Ordinal) || last.StartsWith("set_", StringComparison.Ordinal),
            EventDeclarationSyntax @event => Same(last, "add_" + @event.Identifier.ValueText) || Same(last, "remove_" + @event.Identifier.ValueText),
            BaseFieldDeclarationSyntax field => IsInitializer(name, field.Modifiers),
            GlobalStatementSyntax or CompilationUnitSyntax => Same(name, "<Main>$"),

            // Primary constructors and records make methods of many names out of the header.
            TypeDeclarationSyntax => true,
            _ => false,
        };
    }

    private static bool IsInitializer(string name, SyntaxTokenList modifiers) => Same(name, modifiers.Any(SyntaxKind.StaticKeyword) ? ".cctor" : ".ctor");

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
