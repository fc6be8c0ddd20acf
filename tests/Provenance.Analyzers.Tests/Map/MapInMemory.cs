using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Analyzers.Tests.Map;

/// <summary>Gives a compilation a map without a workspace.</summary>
internal static class MapInMemory
{
    public static AnalyzerOptions Options(string map) => new([new InMemoryText(map)], new KindOfMap());

    private sealed class InMemoryText(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => ExampleMap.MapPath;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class KindOfMap : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new SameOptions();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class SameOptions : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
            {
                value = key == "build_metadata.AdditionalFiles.ProvenanceKind" ? "map" : null;
                return value is not null;
            }
        }
    }
}
