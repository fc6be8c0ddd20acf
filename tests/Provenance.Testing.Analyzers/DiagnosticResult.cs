using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Testing.Analyzers;

/// <summary>An expected diagnostic. What is not set is not compared, except for the location: none set means that it must have none.</summary>
public readonly struct DiagnosticResult
{
    public DiagnosticResult(string id, DiagnosticSeverity severity)
    {
        Id = id;
        Severity = severity;
        Spans = [];
    }

    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id, descriptor.DefaultSeverity)
    {
    }

    public string Id { get; private init; }

    public DiagnosticSeverity Severity { get; private init; }

    /// <summary>The place, then the additional ones, in order.</summary>
    public ImmutableArray<DiagnosticLocation> Spans { get; private init; }

    public object[]? MessageArguments { get; private init; }

    public string? Message { get; private init; }

    public bool? IsSuppressed { get; private init; }

    public static DiagnosticResult CompilerError(string identifier) => new(identifier, DiagnosticSeverity.Error);

    public static DiagnosticResult CompilerWarning(string identifier) => new(identifier, DiagnosticSeverity.Warning);

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    public DiagnosticResult WithArguments(params object[] arguments) => this with { MessageArguments = arguments };

    public DiagnosticResult WithMessage(string? message) => this with { Message = message };

    public DiagnosticResult WithIsSuppressed(bool? isSuppressed) => this with { IsSuppressed = isSuppressed };

    public DiagnosticResult WithNoLocation() => this with { Spans = [] };

    /// <summary>The span that the source marks as <c>{|#key:…|}</c>.</summary>
    public DiagnosticResult WithLocation(int markupKey) => With(default, DiagnosticLocationOptions.InterpretAsMarkupKey, markupKey);

    /// <summary>A start, 1-based, in the first source; any length.</summary>
    public DiagnosticResult WithLocation(int line, int column) => WithLocation("", line, column);

    public DiagnosticResult WithLocation(string path, int line, int column) => With(Span(path, line, column, line, column), DiagnosticLocationOptions.IgnoreLength);

    /// <summary>1-based, the end exclusive, in the first source.</summary>
    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) => WithSpan("", startLine, startColumn, endLine, endColumn);

    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        With(Span(path, startLine, startColumn, endLine, endColumn), DiagnosticLocationOptions.None);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Id} {Severity} {(Spans.IsDefaultOrEmpty ? "without location" : string.Join(", ", Spans))}{(MessageArguments is null ? "" : " (" + string.Join(", ", MessageArguments) + ")")}{(Message is null ? "" : " \"" + Message + "\"")}{(IsSuppressed is true ? " suppressed" : "")}");

    internal DiagnosticResult WithSpans(ImmutableArray<DiagnosticLocation> spans) => this with { Spans = spans };

    internal DiagnosticResult With(FileLinePositionSpan span, DiagnosticLocationOptions options, int markupKey = -1) =>
        this with { Spans = Spans.Add(new DiagnosticLocation(span, options, markupKey)) };

    private static FileLinePositionSpan Span(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        new(path, new LinePosition(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1));
}

/// <param name="Span">Its path is empty when the first source is meant.</param>
public readonly record struct DiagnosticLocation(FileLinePositionSpan Span, DiagnosticLocationOptions Options, int MarkupKey = -1)
{
    public override string ToString() => Options == DiagnosticLocationOptions.InterpretAsMarkupKey
        ? string.Create(CultureInfo.InvariantCulture, $"#{MarkupKey}")
        : string.Create(CultureInfo.InvariantCulture, $"{Span.Path}({Span.StartLinePosition.Line + 1},{Span.StartLinePosition.Character + 1})-({Span.EndLinePosition.Line + 1},{Span.EndLinePosition.Character + 1})");
}

public enum DiagnosticLocationOptions
{
    None,
    IgnoreLength,
    InterpretAsMarkupKey,
}
