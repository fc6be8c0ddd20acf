using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Turns the build's spelling of the parse options into Roslyn's.</summary>
internal static class ParseOptionsFactory
{
    private static readonly char[] Separators = [';', ','];

    /// <remarks>A language version that is not understood is read as <c>preview</c>: what does not parse then is unknown, not misread.</remarks>
    public static CSharpParseOptions Create(ParseSettings settings)
    {
        var version = LanguageVersionFacts.TryParse(settings.LangVersion.Length == 0 ? null : settings.LangVersion, out var parsed)
            ? parsed
            : LanguageVersion.Preview;
        return new CSharpParseOptions(
            version,
            DocumentationMode.None,
            SourceCodeKind.Regular,
            Split(settings.DefineConstants).Where(SyntaxFacts.IsValidIdentifier))
            .WithFeatures(Split(settings.Features).Select(Feature));
    }

    private static string[] Split(string list) => list.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static KeyValuePair<string, string> Feature(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new(text, "true") : new(text[..equals], text[(equals + 1)..]);
    }
}
