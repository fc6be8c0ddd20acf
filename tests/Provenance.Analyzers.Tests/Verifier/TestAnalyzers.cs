using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Analyzers.Tests.Verifier;

/// <summary>Reports each class whose name begins with a lower-case letter, as a well-behaved analyzer does; subclasses misbehave.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public class LowerCaseClassAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule = new("TEST001", "Lower case", "Class '{0}' has {1} letters", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    protected virtual GeneratedCodeAnalysisFlags Generated => GeneratedCodeAnalysisFlags.None;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(Generated);
        context.RegisterSyntaxNodeAction(
            node =>
            {
                var identifier = ((ClassDeclarationSyntax)node.Node).Identifier;
                if (char.IsLower(identifier.ValueText[0]))
                {
                    Report(node, identifier);
                }
            },
            SyntaxKind.ClassDeclaration);
    }

    protected virtual void Report(SyntaxNodeAnalysisContext context, SyntaxToken identifier) =>
        context.ReportDiagnostic(Diagnostic.Create(Rule, identifier.GetLocation(), identifier.ValueText, identifier.ValueText.Length));
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrowingAnalyzer : LowerCaseClassAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context, SyntaxToken identifier) => throw new InvalidTimeZoneException("deliberate");
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndeclaredIdAnalyzer : LowerCaseClassAnalyzer
{
    private static readonly DiagnosticDescriptor Other = new("TEST002", "Other", "Other", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    protected override void Report(SyntaxNodeAnalysisContext context, SyntaxToken identifier) =>
        context.ReportDiagnostic(Diagnostic.Create(Other, identifier.GetLocation()));
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GeneratedCodeAnalyzer : LowerCaseClassAnalyzer
{
    protected override GeneratedCodeAnalysisFlags Generated => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;
}

/// <summary>Looks for a pragma in the text and reports elsewhere then: silent for another reason than suppression.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PragmaShyAnalyzer : LowerCaseClassAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context, SyntaxToken identifier)
    {
        if (!context.Node.SyntaxTree.GetRoot().ContainsDirectives)
        {
            base.Report(context, identifier);
        }
    }
}

/// <summary>Reports at the very beginning of a file that has a pragma, where no pragma reaches.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsuppressibleAnalyzer : LowerCaseClassAnalyzer
{
    protected override void Report(SyntaxNodeAnalysisContext context, SyntaxToken identifier)
    {
        var tree = context.Node.SyntaxTree;
        var place = tree.GetRoot().ContainsDirectives ? Location.Create(tree, new TextSpan(0, 0)) : identifier.GetLocation();
        context.ReportDiagnostic(Diagnostic.Create(Rule, place, identifier.ValueText, identifier.ValueText.Length));
    }
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CultureAnalyzer : LowerCaseClassAnalyzer
{
    // The defect under test is just this use of the current culture.
    protected override void Report(SyntaxNodeAnalysisContext context, SyntaxToken identifier) =>
        context.ReportDiagnostic(Diagnostic.Create(Rule, identifier.GetLocation(), identifier.ValueText, (identifier.ValueText.Length / 2.0).ToString("0.0", CultureInfo.CurrentCulture)));
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CompilationEndAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [LowerCaseClassAnalyzer.Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(end =>
        {
            foreach (var type in end.Compilation.GetSymbolsWithName(name => char.IsLower(name[0]), SymbolFilter.Type))
            {
                end.ReportDiagnostic(Diagnostic.Create(LowerCaseClassAnalyzer.Rule, type.Locations[0], type.Name, type.Name.Length));
            }
        });
    }
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedFieldSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Suppression = new("TESTSPR001", "CS0169", "deliberate");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => [Suppression];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics.Where(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains("_known", StringComparison.Ordinal)))
        {
            context.ReportSuppression(Microsoft.CodeAnalysis.Diagnostics.Suppression.Create(Suppression, diagnostic));
        }
    }
}

/// <summary>Makes the first letter of a class a capital one; subclasses misbehave.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public class CapitalFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TEST001"];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken))!;
        var identifier = root.FindToken(context.Span.Start);
        context.RegisterCodeFix(
            CodeAction.Create("Capital", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceToken(identifier, SyntaxFactory.Identifier(NewName(identifier.ValueText)).WithTriviaFrom(identifier)))), "Capital"),
            context.Diagnostics);
    }

    protected virtual string NewName(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>Cuts one letter at a time: several iterations until a capital stands first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class StepwiseFix : CapitalFix
{
    protected override string NewName(string name) => name[1..];
}

[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class EndlessFix : CapitalFix
{
    protected override string NewName(string name) => name == "a" ? "b" : "a";
}

[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class IdleFix : CapitalFix
{
    protected override string NewName(string name) => name;
}

[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WithoutFixAllFix : CapitalFix
{
    public override FixAllProvider? GetFixAllProvider() => null;
}

/// <summary>Its FixAll leaves the documents after the first alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PartialFixAllFix : CapitalFix
{
    public override FixAllProvider? GetFixAllProvider() => FixAllProvider.Create(async (_, document, diagnostics) =>
    {
        var root = (await document.GetSyntaxRootAsync())!;
        var identifier = root.FindToken(diagnostics[0].Location.SourceSpan.Start);
        return document.WithSyntaxRoot(root.ReplaceToken(identifier, SyntaxFactory.Identifier(NewName(identifier.ValueText)).WithTriviaFrom(identifier)));
    });
}
