using Microsoft.Build.Logging.StructuredLogger;
using Provenance.Testing;

namespace Provenance.Build.Tests;

/// <summary>The analyzers of the package in a real compilation, reading the map that the task wrote before it.</summary>
public sealed class AnalyzerTests
{
    [Fact]
    public void RaisedRule_NamesTheAgentsMembers()
    {
        using var project = UserProject.Create(extraFiles: (".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.PROV010.severity = warning\n"));

        var build = project.Run("build").MustSucceed();

        var found = build.Diagnostics().Where(diagnostic => string.Equals(diagnostic.Code, "PROV010", StringComparison.Ordinal)).Select(Place).Distinct(StringComparer.Ordinal).ToArray();
        Assert.Contains("Agent2.cs:5", found);
        Assert.DoesNotContain(found, place => place.StartsWith("Program.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void WrongAttributes_AreReported()
    {
        using var project = UserProject.Create(
            extraProject: $"""<ItemGroup><PackageReference Include="Provenance.Annotations" Version="{PackageFeed.Version}" /></ItemGroup>""",
            extraFiles: ("App/Marked.cs", "using Provenance.Annotations;\n\nnamespace App;\n\n[AgentAuthored(\"Not A Slug\")]\npublic static class Marked;\n\n[AgentAuthored(\"claud\")]\npublic static class Misspelt;\n"));

        var build = project.Run("build").MustSucceed();

        Assert.Equal(
            ["PROV001 Marked.cs:5", "PROV002 Marked.cs:8"],
            build.Diagnostics().Select(diagnostic => diagnostic.Code + " " + Place(diagnostic)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static string Place(AbstractDiagnostic diagnostic) => $"{Path.GetFileName(diagnostic.File)}:{diagnostic.LineNumber}";
}
