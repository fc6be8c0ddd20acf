using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Map;

/// <summary>Maps for tests of rules: the committed text with a letter for each line's origin.</summary>
internal static class ExampleMap
{
    public const string ProjectFolder = "/0/";
    public const string MapPath = "/0/obj/App.provenance.map";

    /// <summary>
    /// One letter per line: <c>c</c> Claude, <c>o</c> Copilot without a model, at tier platform, <c>m</c> mixed, <c>h</c> human, <c>2</c> half Claude's, <c>l</c> an agent that nobody names,
    /// <c>r</c> Claude and reviewed, <c>u</c> unknown and younger than all others, <c>d</c> left-out lines of Claude, <c>.</c> in no run.
    /// </summary>
    public static MapFile File(string path, string committedText, string letters, params MapChurn[] churn)
    {
        Assert.Equal(SourceText.From(committedText).Lines.Count, letters.Length);
        var runs = letters.Select((letter, line) => letter switch
        {
            'c' => new MapRun(line + 1, line + 1, 0, 10, 10),
            'o' => new MapRun(line + 1, line + 1, 1, 10, 10),
            'm' => new MapRun(line + 1, line + 1, 2, 0, 10),
            'h' => new MapRun(line + 1, line + 1, 3, 0, 10),
            '2' => new MapRun(line + 1, line + 1, 0, 5, 10),
            'l' => new MapRun(line + 1, line + 1, 4, 10, 10),
            'r' => new MapRun(line + 1, line + 1, 5, 10, 10),
            'u' => new MapRun(line + 1, line + 1, 6, 0, 10),
            'd' => new MapRun(line + 1, line + 1, 0, 0, 0),
            _ => default,
        });
        return MapFile.Of(path, committedText, [], [.. runs.Where(run => run.FirstLine > 0)], [.. churn]) with { LineUnits = UnitsOf(committedText) };
    }

    /// <summary>What the engine's scanner counts, by Roslyn.</summary>
    public static ImmutableArray<byte> UnitsOf(string text)
    {
        var lines = SourceText.From(text).Lines;
        var units = new byte[lines.Count];
        foreach (var token in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(Origins.MemberDeclaration.IsUnit))
        {
            units[lines.GetLineFromPosition(token.SpanStart).LineNumber]++;
        }

        return [.. units];
    }

    public static string Text(params MapFile[] files) => Text([], files);

    /// <param name="policy">Entries that hold for every file.</param>
    public static string Text(MapPolicyEntry[] policy, params MapFile[] files) => MapWriter.Write(new ProvenanceMap(
        ["acme-bot"],
        [
            new MapOrigin(Label.Agent, "claude", "anthropic/claude-opus-4-8", MapConfidence.High, Tier.Asserted, new DateOnly(2026, 3, 1), false, "0123456789ab"),
            new MapOrigin(Label.Agent, "github-copilot", null, MapConfidence.High, Tier.Platform, new DateOnly(2026, 4, 2), false, "123456789abc"),
            new MapOrigin(Label.Mixed, "claude", null, MapConfidence.Low, Tier.Asserted, new DateOnly(2026, 5, 3), false, "23456789abcd"),
            new MapOrigin(Label.Human, null, null, MapConfidence.Medium, Tier.Asserted, new DateOnly(2026, 6, 4), false, "3456789abcde"),
            new MapOrigin(Label.Agent, null, null, MapConfidence.Medium, Tier.Asserted, null, false, null),
            new MapOrigin(Label.Agent, "claude", "anthropic/claude-opus-4-8", MapConfidence.High, Tier.Asserted, new DateOnly(2026, 3, 1), true, "456789abcdef"),
            new MapOrigin(Label.Unknown, null, null, MapConfidence.None, null, new DateOnly(2026, 7, 5), false, "56789abcdef0"),
        ],
        [.. policy],
        [.. files.Select(file => file with { Policy = [.. Enumerable.Range(0, policy.Length)] })]));

    /// <summary>Gives a test the map, as the package's targets do.</summary>
    public static void AddTo(ProjectState state, string mapText, params string[] moreConfiguration)
    {
        state.AdditionalFiles.Add((MapPath, mapText));
        state.AnalyzerConfigFiles.Add(("/0/.globalconfig", $"""
            is_global = true
            build_property.ProjectDir = {ProjectFolder}
            {string.Join('\n', moreConfiguration)}
            [{MapPath}]
            build_metadata.AdditionalFiles.ProvenanceKind = map

            """));
    }
}
