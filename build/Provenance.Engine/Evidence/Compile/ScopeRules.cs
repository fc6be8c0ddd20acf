using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>How a node changes what holds for the tokens below it.</summary>
internal sealed class ScopeRules(FileContext file)
{
    /// <returns>One scope for the node's own tokens (keywords, operators of the statement), one for the nodes below it.</returns>
    public (Scope Own, Scope Inner) Enter(SyntaxNode node, Scope scope)
    {
        // A constant is fixed as a whole, but an attribute on it may still have been dropped.
        var isAttribute = node is AttributeListSyntax or AttributeTargetSpecifierSyntax or AttributeSyntax;
        if (scope.IsFixed && !(isAttribute && scope.Rest == Verdict.Declarative))
        {
            return (scope, scope);
        }

        if (DeadOperand.Is(node))
        {
            return Both(scope.Fix(Verdict.Elided));
        }

        return node switch
        {
            UsingDirectiveSyntax or ExternAliasDirectiveSyntax => Both(scope.Fix(Verdict.None)),
            AttributeListSyntax list => (Attributes(list, scope), scope),
            AttributeTargetSpecifierSyntax { Parent: AttributeListSyntax list } => Both(Attributes(list, scope)),
            AttributeSyntax attribute => Both(scope.Fix(file.HasAttribute(attribute) ? Verdict.Declarative : Verdict.Elided)),
            BaseNamespaceDeclarationSyntax space => Both(scope.With(file.Declarations.HasNamespace(space) ? Verdict.Declarative : Verdict.Elided)),
            GlobalStatementSyntax => Both(Code(scope)),
            MemberDeclarationSyntax member => Both(Member(member, scope)),
            LocalFunctionStatementSyntax function => Both(LocalFunction(function, scope)),
            _ when file.Bodies.At(node) is { } lambda => Both(Lambda(node, lambda, scope)),
            BlockSyntax => Both(Code(scope)),
            ArrowExpressionClauseSyntax or ConstructorInitializerSyntax or EqualsValueClauseSyntax { Parent: not ParameterSyntax } => Construct(node, Code(scope)),
            SwitchLabelSyntax { Parent: SwitchSectionSyntax section } => Both(scope.With(IsAlive(section, scope) ? Verdict.Executable : file.Uncovered)),
            CatchDeclarationSyntax { Parent: CatchClauseSyntax clause } => Both(Alive(clause, scope)),
            LocalDeclarationStatementSyntax local when local.IsConst => Both(local.Declaration.Variables.All(variable => IsNamed(variable, scope)) ? scope.Fix(Verdict.Declarative) : scope.With(file.Uncovered)),

            // The label is part of the jump; a switch over a plain variable, or a lock on a Lock, may have no point of its own.
            GotoStatementSyntax => Both(Alive(node, scope.With(file.Uncovered))),
            ExpressionSyntax { Parent: LockStatementSyntax guard } when guard.Expression == node => Both(Alive(guard, scope)),
            ExpressionSyntax { Parent: SwitchStatementSyntax choice } when choice.Expression == node => Both(Alive(choice, scope)),
            StatementSyntax or ElseClauseSyntax or CatchClauseSyntax or FinallyClauseSyntax => Construct(node, scope.With(file.Uncovered)),
            TypeSyntax { Parent: VariableDeclarationSyntax declaration } when scope.InCode && declaration.Type == node => Both(DeclaredType(declaration, scope)),
            VariableDeclaratorSyntax { Initializer: null } variable when scope.InCode && IsNamed(variable, scope) => Both(scope.With(Verdict.Declarative)),
            VariableDeclaratorSyntax variable when scope.InCode => Construct(variable, scope),

            // The arms of a switch expression have points where the expression around them may have lost its own to the optimiser.
            ExpressionSyntax { Parent: not ExpressionSyntax } whole when scope.InCode => Both(Alive(whole, scope)),
            _ => Both(scope),
        };
    }

    private Scope Attributes(AttributeListSyntax list, Scope scope) => scope.Fix(list.Attributes.Any(file.HasAttribute) ? Verdict.Declarative : Verdict.Elided);

    private static (Scope Own, Scope Inner) Both(Scope scope) => (scope, scope);

    // An expression that became a tree has no code of its own: the statement around it builds the tree.
    private Scope Lambda(SyntaxNode node, Body lambda, Scope scope) =>
        node is BlockSyntax || lambda.HasPoints ? Alive(node, new Scope(lambda, file.Uncovered, InCode: true)) : scope;

    private Scope Code(Scope scope) => scope with { Rest = file.Uncovered, InCode = true };

    // Keywords such as else, try, do and for lie in no sequence point: they are as alive as what they hold.
    private (Scope Own, Scope Inner) Construct(SyntaxNode node, Scope scope) => (Alive(node, scope), scope);

    private Scope Alive(SyntaxNode node, Scope scope)
    {
        if (scope.Body.HasPointIn(node.Span) || (file.IsOptimized && FoldedJump.Is(node, scope.Body)))
        {
            return scope.With(Verdict.Executable);
        }

        return scope.Rest == Verdict.Elided && scope.Body.DoubtIn(node.Span) is var doubt and not UnknownReason.None ? scope.With(Verdict.Unknown(doubt)) : scope;
    }

    private bool IsAlive(SwitchSectionSyntax section, Scope scope) => section.Statements.Any(statement =>
        scope.Body.HasPointIn(statement.Span) || (file.IsOptimized && FoldedJump.Is(statement, scope.Body)));

    private Scope Member(MemberDeclarationSyntax member, Scope scope)
    {
        var verdict = file.Declarations.Of(member);
        var entered = new Scope(file.Bodies.At(member) ?? scope.Body, verdict);

        // Constants are metadata with their values; what is absent is absent as a whole.
        var isFixed = verdict.Class == TokenClass.Elided || member is EnumMemberDeclarationSyntax || (member is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword));
        return isFixed ? entered.Fix(verdict) : entered;
    }

    private Scope LocalFunction(LocalFunctionStatementSyntax function, Scope scope)
    {
        var body = file.Bodies.At(function) ?? scope.Body;
        var verdict = body.IsSure ? Verdict.Declarative : file.Declarations.OfLocalFunction(function, body.Member, body.HasPoints) ?? file.Uncovered;
        return new Scope(body, verdict, InCode: true);
    }

    private Scope DeclaredType(VariableDeclarationSyntax declaration, Scope scope)
    {
        if (scope.Body.HasPointIn(declaration.Span))
        {
            return scope.With(Verdict.Executable);
        }

        return declaration.Variables.Any(variable => variable.Initializer is null && IsNamed(variable, scope)) ? scope.With(Verdict.Declarative) : scope;
    }

    private bool IsNamed(VariableDeclaratorSyntax variable, Scope scope) => file.LocalsOf(scope.Body.Member).Contains(variable.Identifier.ValueText);
}
