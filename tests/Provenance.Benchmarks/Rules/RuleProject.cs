using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Provenance.Engine;
using Provenance.Engine.Map;

namespace Provenance.Benchmarks.Rules;

/// <summary>A project of many files with its map, in which agents wrote about half of the lines, in runs of a few lines.</summary>
internal sealed class RuleProject
{
    private const int MembersPerFile = 15;

    private RuleProject(string folder, string mapText, int runs, int lines)
    {
        Folder = folder;
        MapText = mapText;
        Runs = runs;
        Lines = lines;
    }

    public string Folder { get; }

    public string MapText { get; }

    public int Runs { get; }

    public int Lines { get; }

    public string ProjectFile => Path.Combine(Folder, "Measured.csproj");

    /// <param name="analyzer">The assembly of the rules.</param>
    /// <param name="runs">How many attributed runs the map has, about.</param>
    /// <param name="hasPolicy">Every file has two entries, which nothing breaks: as in most builds of a team with a policy.</param>
    /// <param name="configuration">Text of a <c>.globalconfig</c>, or null for none.</param>
    public static RuleProject Write(string folder, string analyzer, int files, int runs, bool hasPolicy, string? configuration)
    {
        Directory.CreateDirectory(folder);
        var described = ImmutableArray.CreateBuilder<MapFile>(files);
        for (var i = 0; i < files; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"File{i:0000}.cs");
            var text = Text(i);
            File.WriteAllText(Path.Combine(folder, name), text);
            described.Add(MapFile.Of(name, text, hasPolicy ? [0, 1] : [], RunsOf(text, Math.Max(1, runs / files)), []) with { LineUnits = [.. text.Split('\n').Select(line => (byte)(line.Trim().Length / 4))] });
        }

        var map = new ProvenanceMap(
            [],
            [Origin(Label.Agent, "claude", "anthropic/claude-opus-4-8"), Origin(Label.Unknown, null, null), Origin(Label.Agent, "github-copilot", null), Origin(Label.Mixed, "claude", null)],
            [new MapPolicyEntry("PROV102", MapSeverity.Warning, "claude,github-copilot *"), new MapPolicyEntry("PROV105", MapSeverity.Warning, "asserted")],
            described.ToImmutable());
        var mapText = MapWriter.Write(map);
        File.WriteAllText(Path.Combine(folder, "Measured.provenance.map"), mapText);
        if (configuration is not null)
        {
            File.WriteAllText(Path.Combine(folder, ".globalconfig"), configuration);
        }

        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Measured.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <!-- A compiler of its own, that no other build has warmed up or keeps busy. -->
                <UseSharedCompilation>false</UseSharedCompilation>
              </PropertyGroup>
              <ItemGroup>
                <Analyzer Include="{analyzer}" />
                <CompilerVisibleProperty Include="ProjectDir" />
                <CompilerVisibleItemMetadata Include="AdditionalFiles" MetadataName="ProvenanceKind" />
                <AdditionalFiles Include="Measured.provenance.map" ProvenanceKind="map" />
              </ItemGroup>
            </Project>
            """);
        return new RuleProject(folder, mapText, described.Sum(file => file.Runs.Length), described.Sum(file => file.LineHashes.Length));
    }

    public static string Text(int file)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"namespace Measured;\n\npublic sealed class File{file:0000}\n{{\n    private int _state = {file};\n\n");
        for (var member = 0; member < MembersPerFile; member++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    public int Member{member}(int[] values, string name)\n    {{\n        var total = _state + {member};\n        foreach (var value in values)\n        {{\n");
            text.Append(CultureInfo.InvariantCulture, $"            total += value > {member} && value < {member + file} ? value * 2 : value / 3;\n        }}\n        _state = total;\n        return total + name.Length;\n    }}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static ImmutableArray<MapRun> RunsOf(string text, int count)
    {
        var lines = text.Count(c => c == '\n');
        var length = Math.Max(1, lines / count);
        var runs = ImmutableArray.CreateBuilder<MapRun>();
        for (var (first, index) = (1, 0); first <= lines; first += length, index++)
        {
            var last = Math.Min(lines, first + length - 1);
            var tokens = (last - first + 1) * 8;
            var origin = index % 4;
            runs.Add(new MapRun(first, last, origin, origin is 0 or 2 ? tokens : 0, tokens));
        }

        return runs.ToImmutable();
    }

    private static MapOrigin Origin(Label label, string? agent, string? model) =>
        new(label, agent, model, agent is null ? MapConfidence.None : MapConfidence.High, agent is null ? null : Tier.Asserted, new DateOnly(2026, 3, 1), false, "0123456789ab");
}
