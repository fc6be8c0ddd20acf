using Provenance.Testing;

namespace Provenance.Tool.Tests;

/// <summary><c>provenance check</c> as a process: what it prints and what it ends with.</summary>
public sealed class CheckCommandTests(PeopleAndAgents fixture) : IClassFixture<PeopleAndAgents>
{
    [Theory]
    [InlineData("forbid: {paths: ['src/Shop/**'], agents: [claude]}", 2)]
    [InlineData("forbid: {paths: ['src/Shop/**'], agents: [claude]}\n    severity: info", 0)]
    [InlineData("forbid: {paths: ['src/Shop/**'], agents: [codex]}", 0)]
    public void ExitCode_SaysWhetherSomethingOfWeightWasFound(string rule, int exitCode)
    {
        using var folder = TemporaryFolder.Create();

        var result = Run(Policy(folder, rule));

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Error));
        Assert.Equal(rule.Contains("claude", StringComparison.Ordinal), result.Text.Contains("src/Shop/Cart.cs(5): ", StringComparison.Ordinal));
    }

    [Fact]
    public void Json_FollowsItsSchema()
    {
        using var folder = TemporaryFolder.Create();

        var json = Run([.. Policy(folder, "require-review: {paths: ['**']}"), "--format", "json"]).Json;

        Assert.Empty(ToolProcess.Schema("check-1").ValidateWithKeyOrder(json));
        Assert.Contains(json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("path").GetString() == PeopleAndAgents.Odd);
    }

    [Fact]
    public void Folder_IsAllThatIsChecked()
    {
        using var folder = TemporaryFolder.Create();

        var all = Run([.. Policy(folder, "require-review: {paths: ['**']}"), "--format", "json"]).Json.GetProperty("findings").GetArrayLength();
        var shop = Run(["src/Shop", .. Policy(folder, "require-review: {paths: ['**']}"), "--format", "json"]).Json.GetProperty("findings");

        Assert.InRange(shop.GetArrayLength(), 1, all - 1);
        Assert.All(shop.EnumerateArray(), finding => Assert.StartsWith("src/Shop/", finding.GetProperty("path").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Sarif_IsWrittenIntoAFolder()
    {
        using var folder = TemporaryFolder.Create();

        var result = Run([.. Policy(folder, "require-review: {paths: ['**']}"), "--format", "sarif", "--format", "text", "--output", Path.Combine(folder.Path, "out")]);

        Assert.Equal((2, "", ""), (result.ExitCode, result.Text, result.Error));
        Assert.Equal(["check.sarif", "check.txt"], Directory.EnumerateFiles(Path.Combine(folder.Path, "out")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WithoutPolicy_NothingIsRequired()
    {
        var result = ToolProcess.Run(fixture.Repository.Root, ["check"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("No provenance.yml", result.Text, StringComparison.Ordinal);
    }

    private static string[] Policy(TemporaryFolder folder, string rule)
    {
        var path = Path.Combine(folder.Path, "policy.yml");
        File.WriteAllText(path, $"version: 1\nrules:\n  - {rule}\n");
        return ["--policy", path];
    }

    private ToolResult Run(params string[] arguments) => ToolProcess.Run(fixture.Repository.Root, ["check", .. arguments]);
}
