using System.Text.Json;
using Microsoft.Build.Logging.StructuredLogger;
using Provenance.Testing;

namespace Provenance.Build.Tests;

/// <summary>The ready-made severities of the package, as the compiler that a user runs understands them.</summary>
public sealed class RuleSetTests
{
    private const string Policy = "version: 1\nrules:\n  - forbid: {paths: ['App/Agent2.cs'], agents: ['*']}\n  - require-review: {paths: ['App/Agent4.cs']}\n    severity: info\n";

    private const string Marked = "using Provenance.Annotations;\n\nnamespace App;\n\n[AgentAuthored(\"Not A Slug\")]\npublic static class Marked;\n";

    /// <summary>Each rule that speaks in the build, and what the compiler's own log says that all of them may do.</summary>
    [Theory]
    [InlineData("facts", true, "")]
    [InlineData("review", true, "PROV001 warning, PROV101 warning")]
    [InlineData("strict", false, "PROV001 error, PROV101 error, PROV104 error")]
    public void ReadyMadeSet_DecidesWhatTheBuildSays(string set, bool succeeds, string spoken)
    {
        using var project = UserProject.Create(
            extraProject: $"""
                <ItemGroup><PackageReference Include="Provenance.Annotations" Version="{PackageFeed.Version}" /></ItemGroup>
                <PropertyGroup><ProvenanceRules>{set}</ProvenanceRules></PropertyGroup>
                """,
            extraFiles: [("provenance.yml", Policy), ("App/Marked.cs", Marked)]);

        var build = project.Run("build", "-p:ErrorLog=rules.sarif%2Cversion=2.1");

        Assert.True(build.Succeeded == succeeds, build.Output);
        Assert.Equal(spoken, string.Join(", ", build.Diagnostics()
            .Where(diagnostic => diagnostic.Code?.StartsWith("PROV", StringComparison.Ordinal) == true)
            .Select(diagnostic => $"{diagnostic.Code} {(diagnostic is Error ? "error" : "warning")}")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
        var levels = CompilerLevels(Path.Combine(project.Root, "rules.sarif"));
        Assert.All(SetLevels(set), rule => Assert.Equal($"{rule.Key} {rule.Value}", $"{rule.Key} {levels[rule.Key]}"));
    }

    /// <summary>A set is the lowest of all configurations.</summary>
    [Fact]
    public void ProjectsOwnLine_GoesBeforeTheSet()
    {
        using var project = UserProject.Create(
            extraProject: "<PropertyGroup><ProvenanceRules>facts</ProvenanceRules></PropertyGroup>",
            extraFiles: (".globalconfig", "is_global = true\ndotnet_diagnostic.PROV010.severity = warning\n"));

        Assert.Equal(["PROV010"], project.Run("build").MustSucceed().Codes.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void AnotherSet_CompilesAgain()
    {
        using var project = UserProject.Create();
        project.Run("build", "-p:ProvenanceRules=facts").MustSucceed();

        Assert.Equal(1, project.Run("build", "-p:ProvenanceRules=review").TaskCount("Csc"));
        Assert.Equal(0, project.Run("build", "-p:ProvenanceRules=review").TaskCount("Csc"));
    }

    private static Dictionary<string, string> SetLevels(string set) =>
        File.ReadAllLines(Path.Combine(PackageFeed.RepositoryRoot, "build", "Provenance.Build", "config", $"provenance-{set}.globalconfig"))
            .Where(line => line.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal))
            .Select(line => line.Split('.', ' '))
            .ToDictionary(words => words[1], words => words[^1] is "suggestion" ? "note" : words[^1], StringComparer.Ordinal);

    /// <summary>By rule: the level of its results, or <c>none</c> when it is switched off.</summary>
    private static Dictionary<string, string> CompilerLevels(string path)
    {
        using var log = JsonDocument.Parse(File.ReadAllText(path));
        var run = log.RootElement.GetProperty("runs")[0];
        var levels = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .ToDictionary(rule => rule.GetProperty("id").GetString()!, rule => Level(rule, "defaultConfiguration"), StringComparer.Ordinal);
        foreach (var changed in run.GetProperty("invocations")[0].GetProperty("ruleConfigurationOverrides").EnumerateArray())
        {
            levels[changed.GetProperty("descriptor").GetProperty("id").GetString()!] = Level(changed, "configuration");
        }

        return levels;
    }

    /// <remarks>SARIF 2.1.0, 3.50: a configuration that says nothing is enabled, at level <c>warning</c>.</remarks>
    private static string Level(JsonElement owner, string property)
    {
        if (!owner.TryGetProperty(property, out var configuration))
        {
            return "warning";
        }

        var isOff = configuration.TryGetProperty("enabled", out var enabled) && !enabled.GetBoolean();
        return isOff ? "none" : configuration.TryGetProperty("level", out var level) ? level.GetString()! : "warning";
    }
}
