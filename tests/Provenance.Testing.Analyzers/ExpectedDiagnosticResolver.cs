using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Testing.Analyzers;

/// <summary>Puts together what a state expects, from its list and from the markup in its sources.</summary>
internal sealed class ExpectedDiagnosticResolver(ImmutableArray<DiagnosticAnalyzer> analyzers, IVerifier verify)
{
    private readonly ImmutableArray<DiagnosticDescriptor> _descriptors = [.. analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)];

    /// <summary>The state's sources without markup, per project, and its expectations with locations in them.</summary>
    public ResolvedState Resolve(SolutionState state)
    {
        var expected = new List<DiagnosticResult>();
        var keys = new Dictionary<int, FileLinePositionSpan>();
        var projects = ImmutableArray.CreateBuilder<ResolvedProject>();
        foreach (var project in state.Projects)
        {
            var sources = ImmutableArray.CreateBuilder<SourceFile>();
            foreach (var (name, content) in project.Sources)
            {
                var markup = TestFileMarkupParser.Parse(content.ToString());
                var text = SourceText.From(markup.Text, content.Encoding);
                sources.Add(new SourceFile(name, text));
                expected.AddRange(markup.Positions.Select(position => Default().With(Span(name, text, new TextSpan(position, 0)), DiagnosticLocationOptions.IgnoreLength)));
                foreach (var (mark, span) in markup.Spans)
                {
                    var place = Span(name, text, span);
                    if (mark is ['#', .. var number])
                    {
                        keys.Add(int.Parse(number, CultureInfo.InvariantCulture), place);
                    }
                    else
                    {
                        expected.Add((mark.Length == 0 ? Default() : Named(mark)).With(place, DiagnosticLocationOptions.None));
                    }
                }
            }

            projects.Add(new ResolvedProject(project, sources.ToImmutable()));
        }

        var first = projects[0].Sources is [var source, ..] ? source.Name : "";
        expected.AddRange(state.ExpectedDiagnostics.Select(result => result.WithSpans([.. result.Spans.Select(location => Locate(location, keys, first))])));
        return new ResolvedState(projects.ToImmutable(), expected);
    }

    private DiagnosticLocation Locate(DiagnosticLocation location, Dictionary<int, FileLinePositionSpan> keys, string firstSource)
    {
        if (location.Options == DiagnosticLocationOptions.InterpretAsMarkupKey)
        {
            verify.True(keys.TryGetValue(location.MarkupKey, out var span), $"No source has the markup {{|#{location.MarkupKey}:…|}}");
            return new DiagnosticLocation(span, DiagnosticLocationOptions.None);
        }

        return location.Span.Path.Length > 0
            ? location
            : location with { Span = new FileLinePositionSpan(firstSource, location.Span.Span) };
    }

    private DiagnosticResult Default()
    {
        verify.True(_descriptors.Length == 1, $"[|…|] and $$ need an analyzer with exactly one descriptor; there are {_descriptors.Length}: use {{|ID:…|}}");
        return new DiagnosticResult(_descriptors[0]);
    }

    // What is no rule of the analyzers is taken for an error of the compiler.
    private DiagnosticResult Named(string id) =>
        _descriptors.FirstOrDefault(descriptor => string.Equals(descriptor.Id, id, StringComparison.Ordinal)) is { } descriptor
            ? new DiagnosticResult(descriptor)
            : DiagnosticResult.CompilerError(id);

    private static FileLinePositionSpan Span(string path, SourceText text, TextSpan span) => new(path, text.Lines.GetLinePositionSpan(span));
}

internal sealed record ResolvedState(ImmutableArray<ResolvedProject> Projects, IReadOnlyList<DiagnosticResult> Expected);

internal sealed record ResolvedProject(ProjectState State, ImmutableArray<SourceFile> Sources);

internal readonly record struct SourceFile(string Name, SourceText Text);
