using Provenance.Testing;

namespace Provenance.Tool.Tests;

/// <summary>Exit codes, and what is said where when nothing can be done.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly TestRepository _repository = TestRepository.Create();

    [Fact]
    public void FolderOutsideARepository_IsTheEnvironment()
    {
        using var folder = TemporaryFolder.Create();

        AssertFailure(3, "PROV904: ", ToolProcess.Run(folder.Path, ["report"], ("GIT_CEILING_DIRECTORIES", Path.GetDirectoryName(folder.Path))));
    }

    /// <summary>Linux and macOS: elsewhere a folder that is somebody's current one cannot be removed.</summary>
    [Fact]
    public void RemovedCurrentFolder_IsTheEnvironment()
    {
        using var folder = TemporaryFolder.Create();
        var removed = Path.Combine(folder.Path, "removed");
        Directory.CreateDirectory(removed);

        AssertFailure(3, "provenance: the current folder was removed", ToolProcess.RunInRemovedFolder(removed, ["report"]));
    }

    /// <summary>Where the variable is relative it means a folder below the current one, and git runs in another.</summary>
    [Fact]
    public void RelativeTemporaryFolder_IsTheCurrentFoldersOwn()
    {
        Commit();
        _repository.Import();
        Directory.CreateDirectory(_repository.PathOf("scratch"));

        Assert.Equal(0, ToolProcess.Run(_repository.Root, ["report"], ("TMPDIR", "scratch")).ExitCode);
    }

    [Fact]
    public void TemporaryFolderThatIsAFile_IsTheEnvironment()
    {
        Commit();
        _repository.Import();

        AssertFailure(3, "PROV936: ", ToolProcess.Run(_repository.Root, ["report"], ("TMPDIR", _repository.PathOf("A.cs"))));
    }

    /// <summary>Linux and macOS. A git that never ends is ended, too, and nothing is left behind.</summary>
    [Fact]
    public void EndedRun_CleansUp()
    {
        Commit();
        _repository.Import();
        using var folder = TemporaryFolder.Create();
        var asked = Path.Combine(folder.Path, "asked");
        ShellScript.Write(
            Path.Combine(folder.Path, "git"), $"case \" $* \" in *' log '*) touch '{asked}'; exec sleep 600 ;; esac\nPATH=\"${{PATH#*:}}\" exec git \"$@\"");

        var temporary = Directory.CreateDirectory(Path.Combine(folder.Path, "temporary")).FullName;
        using var run = ToolProcess.Begin(
            _repository.Root, ["report", "--no-cache"], ("TMPDIR", temporary), ("PATH", folder.Path + ":" + Environment.GetEnvironmentVariable("PATH")));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(asked) || run.HasExited, TimeSpan.FromMinutes(1)));

        using (var kill = System.Diagnostics.Process.Start("kill", ["-s", "TERM", run.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        if (!run.WaitForExit(TimeSpan.FromMinutes(1)))
        {
            run.Kill(entireProcessTree: true);
            run.WaitForExit();
        }

        Assert.Equal(143, run.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(temporary, "provenance-*"));
    }

    [Fact]
    public void NoGitInPath_IsTheEnvironment()
    {
        using var empty = TemporaryFolder.Create();

        AssertFailure(3, "PROV902: ", ToolProcess.Run(_repository.Root, ["report"], ("PATH", empty.Path)));
    }

    [Fact]
    public void RepositoryWithoutCommit_IsTheEnvironment()
    {
        AssertFailure(3, "PROV909: ", ToolProcess.Run(_repository.Root, ["claims"]));
    }

    [Fact]
    public void ShallowClone_GivesNoHeadlineAndSaysWhy()
    {
        for (var i = 0; i < 3; i++)
        {
            Commit(i);
        }

        _repository.Import();
        var clone = Path.Combine(_repository.Folder.Path, "clone");
        TestRepository.RunGit(_repository.Folder.Path, null, ["clone", "-q", "--depth", "1", "file://" + _repository.Root, clone]);

        var result = ToolProcess.Run(clone, ["report", "--format", "json"]);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("PROV910: ", result.Error, StringComparison.Ordinal);
        Assert.Equal("shallow", result.Json.GetProperty("shippedSurvival").GetProperty("reason").GetString());
        Assert.Empty(ToolProcess.Schema("report-1").ValidateWithKeyOrder(result.Json));
        var line = ToolProcess.Run(clone, ["blame", "A.cs", "--format", "json"]).Json.GetProperty("lines")[0];
        Assert.Equal(System.Text.Json.JsonValueKind.Null, line.GetProperty("commit").ValueKind);
    }

    [Fact]
    public void BrokenPolicy_IsReportedWithItsPlaces()
    {
        Commit();
        _repository.Import();
        File.WriteAllText(_repository.PathOf("provenance.yml"), "version: 1\nwindov: 365d\n");

        var result = ToolProcess.Run(_repository.Root, ["report"]);

        AssertFailure(1, "provenance.yml(1,1): PROV800: ", result);
        Assert.Contains("\nprovenance.yml(2,1): PROV805: ", result.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("window", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no format", "report", "--format", "pdf")]
    [InlineData("--horizon takes", "report", "--horizon", "soon")]
    [InlineData("--window takes", "report", "--window", "0")]
    [InlineData("Required argument", "blame")]
    [InlineData("Unrecognized", "report", "--frobnicate")]
    [InlineData("is no FILE:LINE", "explain", "A.cs")]
    [InlineData("exclude each other", "blame", "A.cs", "--tokens", "--lines")]
    [InlineData("or --all", "claims", "HEAD", "--all")]
    [InlineData("is no commit", "report", "--rev", "nowhere")]
    [InlineData("is no commit", "claims", "nowhere..HEAD")]
    [InlineData("is no commit", "report", "--rev", "--all")]
    [InlineData("'nowhere' is no commit", "review", "nowhere..HEAD")]
    [InlineData("'nowhere' is no commit", "review", "HEAD..nowhere")]
    [InlineData("is no range", "review", "HEAD")]
    [InlineData("is no C# file", "blame", "B.cs")]
    [InlineData("No C# code", "report", "nowhere")]
    [InlineData("has fewer than 9 lines", "explain", "A.cs:9")]
    [InlineData("takes one format", "report", "--format", "text", "--format", "json")]
    [InlineData("PROV818", "report", "--policy", "none.yml")]
    public void UnusableQuestion_IsUsage(string said, params string[] arguments)
    {
        Commit();
        _repository.Import();

        var result = ToolProcess.Run(_repository.Root, arguments);

        Assert.Equal((1, ""), (result.ExitCode, result.Text));
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void LinkThatLeavesTheRepository_IsUsage()
    {
        Commit();
        _repository.Import();
        var outside = Path.Combine(_repository.Folder.Path, "outside.cs");
        File.WriteAllText(outside, "class Outside { }\n");
        File.CreateSymbolicLink(_repository.PathOf("Link.cs"), outside);

        AssertFailure(1, "provenance: 'Link.cs' lies outside the repository.", ToolProcess.Run(_repository.Root, ["blame", "Link.cs"]));
    }

    [Fact]
    public void Help_IsAResultWithAnExample()
    {
        foreach (var command in (string[])["report", "blame", "explain", "claims", "check", "review", "compare", "init"])
        {
            var result = ToolProcess.Run(_repository.Root, [command, "--help"]);

            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            Assert.Contains("Example: provenance " + command, result.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void HiddenCharactersOfAPath_AreVisibleOnATerminal()
    {
        const string path = "src/\u202eevil\u001b[31m.cs";
        Commit(0, path);
        _repository.Import();

        var explained = ToolProcess.Run(_repository.Root, ["explain", path + ":1"]);

        Assert.Equal(0, explained.ExitCode);
        Assert.Contains(@"src/\u{202e}evil\u{1b}[31m.cs:1", explained.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', explained.Text);
        Assert.DoesNotContain('\u001b', explained.Text);
    }

    [Fact]
    public void BackslashInAName_PartsNoFoldersWhereItIsNoSeparator()
    {
        if (Path.DirectorySeparatorChar == '\\')
        {
            return;
        }

        Commit(path: @"src/a\b.cs");
        _repository.Import();

        var blamed = ToolProcess.Run(_repository.Root, ["blame", @"src/a\b.cs"]);
        var explained = ToolProcess.Run(_repository.Root, ["explain", @"src/a\b.cs:1"]);

        Assert.Equal((0, 0), (blamed.ExitCode, explained.ExitCode));
        Assert.Contains("class A0", blamed.Text, StringComparison.Ordinal);
    }

    /// <summary>A file of this name, with a policy that finds it, through every command that can name it.</summary>
    [Theory]
    [InlineData("blame", Hostile)]
    [InlineData("blame", Hostile, "--format", "json")]
    [InlineData("explain", Hostile + ":1", "--format", "json")]
    [InlineData("check")]
    [InlineData("check", "--format", "json")]
    [InlineData("check", "--format", "sarif")]
    [InlineData("review", "HEAD~1..HEAD")]
    [InlineData("review", "HEAD~1..HEAD", "--format", "markdown")]
    [InlineData("review", "HEAD~1..HEAD", "--format", "json")]
    [InlineData("report", "--format", "html")]
    [InlineData("report", "--format", "markdown")]
    [InlineData("report", "--format", "csv", "--output", "out")]
    public void HostileName_IsInertInEveryCommand(params string[] arguments)
    {
        Commit();
        _repository.Commit(TestCommit.OfText("Add\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", PeopleAndAgents.Day(1), (Hostile, "class B { }\n")), 1);
        _repository.Import();
        File.WriteAllText(_repository.PathOf("provenance.yml"), "version: 1\nrules:\n  - require-review: {paths: ['**']}\n");

        var result = ToolProcess.Run(_repository.Root, arguments);

        var all = result.Text + result.Error + string.Concat(arguments.Contains("--output") ? Directory.EnumerateFiles(_repository.PathOf("out")).Select(File.ReadAllText) : []);
        Assert.True(result.ExitCode is 0 or 2, all);
        Assert.DoesNotContain('\u202e', all);
        Assert.DoesNotContain('\u001b', all);
        // Elsewhere it is text: a terminal and a table know no elements, and Markdown has it in a code span.
        Assert.False(arguments.Contains("html") && all.Contains("<script>alert", StringComparison.Ordinal), all);
        Assert.DoesNotContain(all.Split('\n'), line => line.TrimStart().StartsWith("::error", StringComparison.Ordinal) || line.Contains("##vso[", StringComparison.Ordinal));
    }

    private const string Hostile = "src/\n::error::\u202e##vso[task.x]\u001b[31m<script>alert(1).cs";

    public void Dispose() => _repository.Dispose();

    private static void AssertFailure(int exitCode, string said, ToolResult result)
    {
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Text));
        Assert.StartsWith(said, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private void Commit(int number = 0, string path = "A.cs")
    {
        var commit = TestCommit.OfText("Change", PeopleAndAgents.Day(number), (path, $"class A{number} {{ }}\n"));
        _ = number == 0 ? _repository.Commit(commit) : _repository.Commit(commit, number);
    }
}
