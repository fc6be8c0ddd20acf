using System.Collections.Immutable;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Whether a declaration of a file is in the metadata, and as what.</summary>
/// <remarks>
/// By name, arity and parameters; a member with a believed sequence point is there whatever it is called. What is not found is unknown, as
/// a name may have been read wrongly; only a partial method that nobody implemented is known to be absent.
/// </remarks>
/// <param name="isRewritten">What is not found was taken out.</param>
/// <param name="fate">What a later step left of the metadata; null for all of it.</param>
internal sealed class Declarations(MetadataIndex index, SourceTypes types, BodyMap bodies, bool isRewritten, DeclarationFate? fate)
{
    private Verdict Missing { get; } = isRewritten ? Verdict.Elided : Verdict.Unknown(UnknownReason.NotInMetadata);

    public Verdict Of(MemberDeclarationSyntax member)
    {
        if (bodies.MethodsOf(member).Count > 0)
        {
            return Verdict.Declarative;
        }

        var verdict = InMetadata(member);
        return fate is null || verdict.Class != TokenClass.Declarative ? verdict : fate.Of(Targets(member), SourceTypes.Around(member) is { } type ? types.Find(type) : default);
    }

    private Verdict InMetadata(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case ExtensionBlockDeclarationSyntax:
                return types.Find(member) is { IsNil: false } host && index.MembersOf(host).HasExtensionBlock ? Verdict.Declarative : Missing;
            case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                return types.Find(member).IsNil ? Missing : Verdict.Declarative;
            case MethodDeclarationSyntax method when method.Modifiers.Any(SyntaxKind.PartialKeyword) && method.Body is null && method.ExpressionBody is null:
                return OfPartial(method);
            case BaseFieldDeclarationSyntax field:
                return MembersAround(member) is { } owner && field.Declaration.Variables.All(variable => !Named(owner, field, variable).IsEmpty) ? Verdict.Declarative : Missing;
            default:
                return Entities(member).Any() ? Verdict.Declarative : Missing;
        }
    }

    /// <summary>The verdict on the header of a local function without a believed point; null when nothing is known of it.</summary>
    /// <param name="isDoubtful">It has points in doubt.</param>
    public Verdict? OfLocalFunction(LocalFunctionStatementSyntax function, SyntaxNode member, bool isDoubtful)
    {
        if (fate is not null)
        {
            return isDoubtful ? Verdict.Unknown(UnknownReason.Inlined) : null;
        }

        return isDoubtful || (MembersAround(member) is { } owner && owner.HasLocalFunction(function.Identifier.ValueText)) ? Verdict.Declarative : null;
    }

    public bool HasNamespace(BaseNamespaceDeclarationSyntax declaration) => index.HasNamespace(SourceTypes.NamespaceName(declaration));

    /// <summary>Every entity that the declaration made: what its attributes can be on.</summary>
    public IEnumerable<EntityHandle> Targets(SyntaxNode member)
    {
        var entities = bodies.MethodsOf(member).Select(handle => (EntityHandle)handle);
        return member switch
        {
            CompilationUnitSyntax => entities.Append(EntityHandle.AssemblyDefinition),
            MemberDeclarationSyntax declaration => entities.Concat(Entities(declaration)),
            _ => entities,
        };
    }

    private IEnumerable<EntityHandle> Entities(MemberDeclarationSyntax member)
    {
        if (member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
        {
            return types.Find(member) is { IsNil: false } type ? OfType(member, type) : [];
        }

        if (MembersAround(member) is not { } owner)
        {
            return [];
        }

        return member switch
        {
            MethodDeclarationSyntax method => owner.Methods(method.Identifier.ValueText, method.ExplicitInterfaceSpecifier is not null, method.Arity, Names(method)),
            ConstructorDeclarationSyntax constructor => owner.SpecialMethods(constructor.Modifiers.Any(SyntaxKind.StaticKeyword) ? ".cctor" : ".ctor", constructor.ParameterList.Parameters.Count),
            DestructorDeclarationSyntax => owner.SpecialMethods("Finalize", 0),
            BaseMethodDeclarationSyntax operation => owner.SpecialMethods("op_", operation.ParameterList.Parameters.Count),
            PropertyDeclarationSyntax property => owner.Property(property.Identifier.ValueText),
            IndexerDeclarationSyntax indexer => owner.Indexers(indexer.ParameterList.Parameters.Count),
            EventDeclarationSyntax @event => owner.Event(@event.Identifier.ValueText),
            BaseFieldDeclarationSyntax field => field.Declaration.Variables.SelectMany(variable => Named(owner, field, variable)),
            EnumMemberDeclarationSyntax constant => owner.Field(constant.Identifier.ValueText),
            _ => [],
        };
    }

    private IEnumerable<EntityHandle> OfType(MemberDeclarationSyntax declaration, TypeDefinitionHandle type)
    {
        var members = index.MembersOf(type);
        var own = new EntityHandle[] { type };
        return declaration switch
        {
            TypeDeclarationSyntax { ParameterList: not null } => own.Concat(members.PrimaryConstructorTargets),
            DelegateDeclarationSyntax @delegate => own.Concat(members.Methods("Invoke", isExplicit: false, 0, [.. @delegate.ParameterList.Parameters.Select(Name)])),
            _ => own,
        };
    }

    // A definition without a body is in the metadata when some part implements it; of several equal ones it cannot be told which.
    private Verdict OfPartial(MethodDeclarationSyntax method)
    {
        if (MembersAround(method) is not { } owner)
        {
            return Missing;
        }

        var found = owner.Methods(method.Identifier.ValueText, method.ExplicitInterfaceSpecifier is not null, method.Arity, Names(method)).Length;
        var alike = method.Parent!.ChildNodes().OfType<MethodDeclarationSyntax>().Count(other => other.Body is null && other.ExpressionBody is null
            && other.Identifier.ValueText == method.Identifier.ValueText && other.Arity == method.Arity && Names(other).SequenceEqual(Names(method), StringComparer.Ordinal));
        return found == 0 ? Verdict.Elided : found >= alike ? Verdict.Declarative : Verdict.Unknown(UnknownReason.Ambiguous);
    }

    private TypeMembers? MembersAround(SyntaxNode member) =>
        SourceTypes.Around(member) is { } type && types.Find(type) is { IsNil: false } handle ? index.MembersOf(handle) : null;

    private static ImmutableArray<EntityHandle> Named(TypeMembers owner, BaseFieldDeclarationSyntax field, VariableDeclaratorSyntax variable) =>
        field is EventFieldDeclarationSyntax ? owner.Event(variable.Identifier.ValueText) : owner.Field(variable.Identifier.ValueText);

    private static string[] Names(BaseMethodDeclarationSyntax method) => [.. method.ParameterList.Parameters.Select(Name)];

    private static string Name(ParameterSyntax parameter) => parameter.Identifier.ValueText;
}
