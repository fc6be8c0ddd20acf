using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Provenance.Analyzers.Origins;

namespace Provenance.Analyzers.Map;

/// <summary>The map of one compilation and the names of its files in it.</summary>
internal sealed class CompilationMap
{
    /// <summary>Static: all rules, and all compilations of an unchanged map, share one reading.</summary>
    public static readonly SourceTextValueProvider<ProvenanceMapText> Reader = new(static text => MapReader.Read(text.ToString()));

    private readonly ProjectPaths _paths;

    private CompilationMap(ProvenanceMapText text, ProjectPaths paths)
    {
        Text = text;
        _paths = paths;
    }

    public ProvenanceMapText Text { get; }

    public MapState State => Text.State;

    /// <param name="read">Reads a text by <see cref="Reader"/>; null when the host cannot.</param>
    public static CompilationMap Of(AnalyzerOptions options, Func<SourceText, ProvenanceMapText?> read, CancellationToken cancellationToken)
    {
        var provider = options.AnalyzerConfigOptionsProvider;
        var file = options.AdditionalFiles
            .Where(file => provider.GetOptions(file).TryGetValue("build_metadata.AdditionalFiles.ProvenanceKind", out var kind) && string.Equals(kind, "map", StringComparison.OrdinalIgnoreCase))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .FirstOrDefault();
        var text = file is null
            ? ProvenanceMapText.Unusable(MapState.Missing)
            : (file.GetText(cancellationToken) is { } content ? read(content) : null) ?? ProvenanceMapText.Unusable(MapState.Unreadable);
        return new CompilationMap(text, ProjectPaths.Of(provider.GlobalOptions));
    }

    /// <summary>What the map knows of a tree's file, laid over its text; or null.</summary>
    public FileOrigins? OriginsOf(SyntaxTree tree, CancellationToken cancellationToken) =>
        State == MapState.Usable && _paths.Relative(tree.FilePath) is { } path ? Text.OriginsOf(tree, path, _paths.IgnoreCase, cancellationToken) : null;
}
