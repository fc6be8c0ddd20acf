using System.Text;

namespace Provenance.Build.Tests;

/// <summary>Reports beside the record, and figures for build servers.</summary>
public sealed class ReportsTests
{
    [Fact]
    public void AskedForReports_AreWrittenNamedAndCleaned()
    {
        using var project = UserProject.Create();

        var build = project.Run("build", "-p:ProvenanceReports=html%3Bmarkdown%3Bsvg%3Bcsv%3Bsarif").MustSucceed();

        Assert.Equal([], build.Codes);
        Assert.Equal(
            ["App.provenance.map", "compiled-badge.svg", "compiled-files.csv", "compiled.csv", "compiled.html", "compiled.json", "compiled.md", "compiled.sarif", "compiled.svg", "stamp"], Files(project));
        Assert.Single(build.Output.Split('\n'), line => line.Contains("report obj/Debug/net10.0/provenance/compiled.html", StringComparison.Ordinal));
        var page = File.ReadAllText(Path.Combine(project.ProvenanceFolder, "compiled.html"));
        Assert.Contains("<title>Provenance App net10.0 ", page, StringComparison.Ordinal);
        Assert.Contains("of the code that agents wrote 30 to 365 days ago is compiled into this build", page, StringComparison.Ordinal);
        // The page's figure is the line's.
        var percent = build.Output[(build.Output.IndexOf("survival 30 d ", StringComparison.Ordinal) + 14)..].Split(" %")[0];
        Assert.Contains($"<span class=\"big\">{percent} %</span>", page, StringComparison.Ordinal);

        Assert.Equal(0, project.Run("build", "-p:ProvenanceReports=html%3Bmarkdown%3Bsvg%3Bcsv%3Bsarif").MustSucceed().TaskCount("RecordProvenance"));
        project.Run("clean", "-p:ProvenanceReports=html").MustSucceed();
        Assert.False(Directory.Exists(project.ProvenanceFolder));
    }

    [Fact]
    public void ReportAskedForLater_IsWrittenByABuildOfTheSameCommit()
    {
        using var project = UserProject.Create();
        project.Run("build").MustSucceed();

        var second = project.Run("build", "-p:ProvenanceReports=json%3Bhtml").MustSucceed();
        var third = project.Run("build", "-p:ProvenanceReports=sarif").MustSucceed();

        Assert.Equal(0, second.TaskCount("Csc") + third.TaskCount("Csc"));
        Assert.Contains("compiled.html", Files(project));
        Assert.Contains("compiled.sarif", Files(project));
        Assert.Contains("report obj/Debug/net10.0/provenance/compiled.json", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Sarif_HoldsWhatThePolicyFindsInTheProject()
    {
        using var project = UserProject.Create(extraFiles: ("Other/Agent.cs", "class Other { }\n"));
        File.WriteAllText(project.Repository.PathOf("provenance.yml"), "version: 1\nrules:\n  - require-review: {paths: ['**']}\n    severity: info\n");

        project.Run("build", "-p:ProvenanceReports=sarif").MustSucceed();

        using var log = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(project.ProvenanceFolder, "compiled.sarif")));
        var results = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToArray();
        Assert.NotEmpty(results);
        Assert.All(results, result =>
        {
            Assert.Equal(("PROV104", "note"), (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()));
            Assert.StartsWith("App/Agent", result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void CoverageFile_IsInTheReportsAndChangesNoRecord()
    {
        using var project = UserProject.Create();
        var file = Path.Combine(project.Root, "coverage.xml");
        string[] arguments = ["-p:ProvenanceReports=markdown", "-p:ProvenanceCoverage=coverage.xml"];

        var missing = project.Run("build", arguments).MustSucceed();
        var record = File.ReadAllBytes(Path.Combine(project.ProvenanceFolder, "compiled.json"));
        Write(hits: 1);
        var found = project.Run("build", arguments).MustSucceed();
        var markdown = File.ReadAllText(Path.Combine(project.ProvenanceFolder, "compiled.md"));
        var unchanged = project.Run("build", arguments).MustSucceed();
        Write(hits: 0);
        project.Run("build", arguments).MustSucceed();

        Assert.Equal(["PROV945"], missing.Codes);
        Assert.Equal([], found.Codes);
        Assert.Contains("### How much of it ran", markdown, StringComparison.Ordinal);
        Assert.Contains("Of the living shipping code that is compiled, what a test or a traced run executed, as a coverage file says of 1 file.", markdown, StringComparison.Ordinal);
        Assert.Matches(@"\| agent \| \d+ \| \d+ \| \d+ \| 100 % \|", markdown);
        Assert.Equal(0, unchanged.TaskCount("RecordProvenance"));
        Assert.Matches(@"\| agent \| \d+ \| \d+ \| 0 \| 0 % \|", File.ReadAllText(Path.Combine(project.ProvenanceFolder, "compiled.md")));
        Assert.Equal(record, File.ReadAllBytes(Path.Combine(project.ProvenanceFolder, "compiled.json")));

        void Write(int hits) => File.WriteAllText(
            file, $"<coverage><packages><package><classes><class filename=\"/_/App/Agent2.cs\"><lines><line number=\"7\" hits=\"{hits}\"/></lines></class></classes></package></packages></coverage>");
    }

    [Fact]
    public void UnknownFormat_IsSaidAndTheRestWritten()
    {
        using var project = UserProject.Create();

        var build = project.Run("build", "-p:ProvenanceReports=markdown%3Bpdf").MustSucceed();

        Assert.Equal(["PROV944"], build.Codes);
        Assert.Contains("compiled.md", Files(project));
    }

    [Fact]
    public void GitHub_GetsSummaryAndAnnotation()
    {
        using var project = UserProject.Create();
        var summary = Path.Combine(project.Repository.Folder.Path, "summary.md");
        File.WriteAllText(summary, "before\n");

        var build = project.Run(Variables(("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary)), "build").MustSucceed();

        Assert.StartsWith("before\n### `App net10.0`\n", File.ReadAllText(summary), StringComparison.Ordinal);
        Assert.Single(build.Output.Split('\n'), line => line.TrimStart().StartsWith("::notice title=Provenance::Provenance: App net10.0: compiled survival", StringComparison.Ordinal));
    }

    [Fact]
    public void AzurePipelines_GetsAnUploadedSummary()
    {
        using var project = UserProject.Create();

        var build = project.Run(Variables(("TF_BUILD", "True")), "build").MustSucceed();

        var line = Assert.Single(build.Output.Split('\n'), line => line.Contains("##vso[", StringComparison.Ordinal)).Trim();
        Assert.StartsWith("##vso[task.uploadsummary]", line, StringComparison.Ordinal);
        Assert.StartsWith("### `App net10.0`", File.ReadAllText(line["##vso[task.uploadsummary]".Length..]), StringComparison.Ordinal);
    }

    [Fact]
    public void TeamCity_GetsStatisticValues()
    {
        using var project = UserProject.Create();

        var build = project.Run(Variables(("TEAMCITY_VERSION", "2025.07")), "build").MustSucceed();

        Assert.Contains(build.Output.Split('\n'), line => line.Trim().StartsWith("##teamcity[buildStatisticValue key='provenance.App net10.0.compiled_survival' value='0.", StringComparison.Ordinal));
    }

    [Fact]
    public void GitLab_GetsAMetricsReport()
    {
        using var project = UserProject.Create();

        project.Run(Variables(("GITLAB_CI", "true")), "build").MustSucceed();

        Assert.Contains("provenance_compiled_survival{project=\"App net10.0\"} 0.", Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(project.ProvenanceFolder, "metrics.txt"))), StringComparison.Ordinal);
    }

    [Fact]
    public void SwitchedOff_NoHostIsTold()
    {
        using var project = UserProject.Create();
        var summary = Path.Combine(project.Repository.Folder.Path, "summary.md");

        var build = project.Run(Variables(("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary)), "build", "-p:ProvenanceCiSummary=false").MustSucceed();

        Assert.False(File.Exists(summary));
        Assert.DoesNotContain("::notice", build.Output, StringComparison.Ordinal);
        Assert.Contains("Provenance: App net10.0:", build.Output, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Variables(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);

    private static string[] Files(UserProject project) =>
        [.. Directory.EnumerateFiles(project.ProvenanceFolder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
