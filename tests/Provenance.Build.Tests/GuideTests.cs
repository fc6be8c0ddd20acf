using System.Text.Json;
using System.Text.RegularExpressions;
using Provenance.Testing;
using Provenance.Testing.JsonSchema;

namespace Provenance.Build.Tests;

/// <summary>docs/guide.md: its commands, run in their order as a newcomer would.</summary>
public sealed partial class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(PackageFeed.RepositoryRoot, "docs", "guide.md"));

    [Fact]
    public void EveryCommand_DoesWhatTheGuideSays()
    {
        using var project = UserProject.Create();
        project.PackTool();

        foreach (var command in Commands("sh").Select((text, number) => (text, number)))
        {
            var words = command.text.Split(' ');
            var (exitCode, output) = project.RunCommand(words[0], words[1..]);
            Assert.True(exitCode == 0, $"{command.text}\n{output}");
        }

        Assert.True(File.Exists(Path.Combine(project.ProvenanceFolder, "compiled.html")));
        // The only place where an explanation knows builds of the same commit.
        using var explained = JsonDocument.Parse(project.RunCommand("dotnet", "provenance", "explain", "Agent2.cs:7", "--format", "json", "--quiet").Output);
        var schema = SchemaDocument.Parse(File.ReadAllText(Path.Combine(PackageFeed.RepositoryRoot, "docs", "schema", "explain-1.json")));
        Assert.Empty(schema.ValidateWithKeyOrder(explained.RootElement));
        Assert.Equal(["compiled", "shipped-publish"], explained.RootElement.GetProperty("builds").EnumerateArray().Select(build => build.GetProperty("kind").GetString()).Distinct(StringComparer.Ordinal));
        Assert.Equal(
            ["report-badge.svg", "report-files.csv", "report.csv", "report.html", "report.svg", "review.json", "review.md", "review.sarif"],
            Directory.EnumerateFiles(Path.Combine(project.Root, "report")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    /// <summary>What pipelines run is among what is run here.</summary>
    [Fact]
    public void EveryPipeline_RunsCommandsOfTheGuide()
    {
        var known = Commands("sh").ToHashSet(StringComparer.Ordinal);
        var steps = Commands("yaml").SelectMany(line => Step().Matches(line).Select(step => step.Groups["command"].Value)).ToArray();

        Assert.Equal(9, steps.Length);
        Assert.All(steps, step => Assert.Contains(step, known));
    }

    /// <summary>What <c>init</c> writes runs the same commands; only the range is the server's own.</summary>
    [Theory]
    [InlineData("github.yml", 5)]
    [InlineData("azure.yml", 5)]
    [InlineData("gitlab.yml", 5)]
    [InlineData("teamcity.sh", 5)]
    public void EveryTemplate_RunsCommandsOfTheGuide(string name, int count)
    {
        var known = Commands("sh").ToHashSet(StringComparer.Ordinal);
        var text = File.ReadAllText(Path.Combine(PackageFeed.RepositoryRoot, "build", "Provenance.Tool", "Templates", name));
        var commands = TemplateCommand().Matches(text).Select(command => Range().Replace(command.Value, "HEAD~2..HEAD")).ToArray();

        Assert.Equal(count, commands.Length);
        Assert.All(commands, command => Assert.Contains(command, known));
    }

    [Fact]
    public void EveryLink_LeadsToAFile() => Assert.All(
        Link().Matches(Guide).Select(link => link.Groups["path"].Value),
        path => Assert.True(File.Exists(Path.Combine(PackageFeed.RepositoryRoot, "docs", path)), path));

    [Fact]
    public void Versions_AreTheOnesThatAreBuilt() => Assert.All(Version().Matches(Guide).Select(version => version.Groups["version"].Value), version => Assert.Equal(PackageFeed.Version, version));

    private static IEnumerable<string> Commands(string language) => Box().Matches(Guide)
        .Where(box => box.Groups["language"].Value == language)
        .SelectMany(box => box.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<lines>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Box();

    [GeneratedRegex("^- (?:run: |script: )?(?<command>dotnet .*)$")]
    private static partial Regex Step();

    [GeneratedRegex("(?<=^(?:[^#\n]*[^#\n-])?)dotnet (?:publish|tool|provenance)[^;\n]*", RegexOptions.Multiline)]
    private static partial Regex TemplateCommand();

    [GeneratedRegex("\"[^\"]*\\.\\.HEAD\"")]
    private static partial Regex Range();

    [GeneratedRegex(@"\]\((?<path>[^)#:]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"--version (?<version>[0-9.]+)")]
    private static partial Regex Version();
}
