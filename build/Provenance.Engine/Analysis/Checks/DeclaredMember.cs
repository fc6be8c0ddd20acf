using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Analysis.Checks;

/// <summary>A member of a file as far as a policy asks about it.</summary>
/// <param name="Name">Containing types and its own name, with the number of parameters where there are any: the same when lines move.</param>
/// <param name="Start">First position, attributes included; line and column from 0, as the compiler counts.</param>
/// <param name="End">Behind the last.</param>
/// <param name="Identifier">Where its name stands.</param>
/// <param name="HasAuthorship">An attribute on it or around it says that an agent wrote it.</param>
/// <param name="HasReview">An attribute on it or around it says that a person reviewed it.</param>
internal sealed record DeclaredMember(
    string Name, (int Line, int Column) Start, (int Line, int Column) End, (int Line, int Column) Identifier, bool HasAuthorship, bool HasReview)
{
    /// <summary>A type with members: these are told one by one, and what is left of it is its head.</summary>
    public bool IsContainer { get; private init; }

    /// <summary>Null for what has no name.</summary>
    public static DeclaredMember? Of(MemberDeclarationSyntax member)
    {
        if (NameOf(member) is not var (name, identifier))
        {
            return null;
        }

        var types = member.Ancestors().OfType<TypeDeclarationSyntax>().Select(type => type.Identifier.ValueText).Reverse();
        var (authorship, review) = AttributesAround(member);
        var lines = member.SyntaxTree.GetLineSpan(member.Span);
        return new DeclaredMember(
            string.Join('.', types.Append(name)),
            (lines.StartLinePosition.Line, lines.StartLinePosition.Character),
            (lines.EndLinePosition.Line, lines.EndLinePosition.Character),
            PlaceOf(identifier),
            authorship,
            review)
        {
            IsContainer = member is TypeDeclarationSyntax { Members.Count: > 0 },
        };
    }

    private static (int Line, int Column) PlaceOf(SyntaxToken token)
    {
        var start = token.GetLocation().GetLineSpan().StartLinePosition;
        return (start.Line, start.Character);
    }

    private static (string Name, SyntaxToken Identifier)? NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => (Counted(method.Identifier, method.ParameterList.Parameters.Count), method.Identifier),
        ConstructorDeclarationSyntax constructor => ($".ctor({Number(constructor.ParameterList.Parameters.Count)})", constructor.Identifier),
        DestructorDeclarationSyntax destructor => ("~" + destructor.Identifier.ValueText, destructor.Identifier),
        OperatorDeclarationSyntax @operator => ("operator " + @operator.OperatorToken.ValueText, @operator.OperatorToken),
        ConversionOperatorDeclarationSyntax conversion => (conversion.ImplicitOrExplicitKeyword.ValueText + " operator", conversion.ImplicitOrExplicitKeyword),
        PropertyDeclarationSyntax property => (property.Identifier.ValueText, property.Identifier),
        IndexerDeclarationSyntax indexer => ($"this({Number(indexer.ParameterList.Parameters.Count)})", indexer.ThisKeyword),
        EventDeclarationSyntax @event => (@event.Identifier.ValueText, @event.Identifier),
        BaseFieldDeclarationSyntax { Declaration.Variables: [var first, ..] } => (first.Identifier.ValueText, first.Identifier),
        DelegateDeclarationSyntax @delegate => (Counted(@delegate.Identifier, @delegate.ParameterList.Parameters.Count), @delegate.Identifier),
        BaseTypeDeclarationSyntax type => (type.Identifier.ValueText, type.Identifier),
        _ => null,
    };

    private static string Counted(SyntaxToken name, int parameters) => $"{name.ValueText}({Number(parameters)})";

    private static string Number(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static (bool Authorship, bool Review) AttributesAround(MemberDeclarationSyntax member)
    {
        var names = member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>()
            .SelectMany(declaration => declaration.AttributeLists)
            .SelectMany(list => list.Attributes)
            .Select(attribute => attribute.Name switch
            {
                QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
                AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
                SimpleNameSyntax simple => simple.Identifier.ValueText,
                _ => "",
            })
            .ToArray();
        return (
            names.Any(name => name is "AgentAuthored" or "AgentAuthoredAttribute" or "AgentAssisted" or "AgentAssistedAttribute"),
            names.Any(name => name is "HumanReviewed" or "HumanReviewedAttribute"));
    }
}
