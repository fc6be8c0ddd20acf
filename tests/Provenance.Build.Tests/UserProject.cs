using System.Globalization;
using Provenance.Testing;

namespace Provenance.Build.Tests;

/// <summary>A user's project in a repository of its own: real restore from the feed, real <c>dotnet build</c>, nothing of the machine's configuration.</summary>
internal sealed class UserProject : IDisposable
{
    private static readonly DateTimeOffset Start = new(2025, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private int _builds;

    private UserProject(TestRepository repository, string root)
    {
        Repository = repository;
        Root = root;
    }

    public TestRepository Repository { get; }

    /// <summary>Folder of the project.</summary>
    public string Root { get; private set; }

    public string ProvenanceFolder => Path.Combine(Root, "obj", "Debug", "net10.0", "provenance");

    /// <summary>A console project with one person's file and twelve files that an agent wrote, ten days apart; the agent's third file died and its first was edited.</summary>
    public static UserProject Create(string folderName = "repository", string extraProject = "", params (string Path, string Content)[] extraFiles)
    {
        var repository = TestRepository.Create(folderName);
        var mark = repository.Commit(TestCommit.OfText("Start\n", Start, [
            (".gitignore", "bin/\nobj/\n"),
            ("App/App.csproj", ProjectFile(extraProject)),
            ("App/Program.cs", "namespace App;\n\npublic static class Program\n{\n    public static void Main() => System.Console.WriteLine(1);\n}\n"),
            .. extraFiles.Select(file => (file.Path, (string?)file.Content)),
        ]));
        for (var i = 1; i <= 12; i++)
        {
            mark = repository.Commit(AgentCommit(i), mark);
        }

        mark = repository.Commit(TestCommit.OfText("Drop three\n", Start.AddDays(200), ("App/Agent3.cs", null)), mark);
        repository.Commit(TestCommit.OfText("Edit one\n", Start.AddDays(210), ("App/Agent1.cs", AgentFile(1).Replace("total * 1", "total + 100", StringComparison.Ordinal))), mark);
        repository.Import();
        CleanMachine.Prepare(repository.Folder.Path);
        return new UserProject(repository, repository.PathOf("App"));
    }

    /// <summary>A repository that the caller has written.</summary>
    /// <param name="root">The folder that commands run in, relative to the top level.</param>
    public static UserProject Of(TestRepository repository, string root)
    {
        repository.Import();
        CleanMachine.Prepare(repository.Folder.Path);
        return new UserProject(repository, repository.PathOf(root));
    }

    /// <summary>The same files without history.</summary>
    public void RemoveGitDirectory() => Directory.Delete(Repository.PathOf(".git"), recursive: true);

    /// <summary>Continues in a clone of the last commits only.</summary>
    public void MoveToShallowClone(int depth)
    {
        var clone = Path.Combine(Repository.Folder.Path, "shallow");
        TestRepository.RunGit(Repository.Folder.Path, null, [
            "clone", "-q", "--depth", depth.ToString(CultureInfo.InvariantCulture), new Uri(Repository.Root).AbsoluteUri, clone,
        ]);
        Root = Path.Combine(clone, "App");
    }

    /// <summary>Continues in another folder of the repository.</summary>
    public void MoveTo(string root) => Root = Repository.PathOf(root);

    /// <summary>Runs the dotnet CLI in the project's folder with a binary log.</summary>
    public BuildRun Run(string command, params string[] arguments) => Run(new Dictionary<string, string>(StringComparer.Ordinal), command, arguments);

    public BuildRun Run(IReadOnlyDictionary<string, string> environment, string command, params string[] arguments)
    {
        var log = Path.Combine(Repository.Folder.Path, string.Create(CultureInfo.InvariantCulture, $"build{_builds++}.binlog"));
        var (exitCode, output) = CleanMachine.Run(Repository.Folder.Path, Root, PackageFeed.Dotnet, [command, "-tl:off", "-nodeReuse:false", "-bl:" + log, .. arguments], environment);
        return new BuildRun(exitCode, output, log);
    }

    /// <summary>Packs the tool that was built, into a folder that this project's restore reads.</summary>
    public void PackTool()
    {
        var feed = Path.Combine(Repository.Folder.Path, "tools");
        var tool = Path.Combine(PackageFeed.RepositoryRoot, "build", "Provenance.Tool", "Provenance.Tool.csproj");
        var (exitCode, output) = RunCommand("dotnet", "pack", tool, "--no-build", "--nologo", "-c", PackageFeed.Configuration, "-o", feed);
        Assert.True(exitCode == 0, output);
        var configuration = Path.Combine(Repository.Folder.Path, "nuget.config");
        File.WriteAllText(configuration, File.ReadAllText(configuration).Replace("  </packageSources>", $"    <add key=\"tools\" value=\"{feed}\" />\n  </packageSources>", StringComparison.Ordinal)
            .Replace("  </packageSourceMapping>", "    <packageSource key=\"tools\"><package pattern=\"Provenance.Tool\" /></packageSource>\n  </packageSourceMapping>", StringComparison.Ordinal));
    }

    /// <summary>Runs a command as it is typed, in the project's folder.</summary>
    public (int ExitCode, string Output) RunCommand(string executable, params string[] arguments) => CleanMachine.Run(
        Repository.Folder.Path, Root, executable == "dotnet" ? PackageFeed.Dotnet : executable, arguments,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_CLI_HOME"] = Repository.Folder.Path });

    public void Dispose() => Repository.Dispose();

    private static string AgentFile(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"namespace App;\n\npublic static class Agent{i}\n{{\n    public static int Sum(int a, int b)\n    {{\n        var total = a + b;\n        return total * {i};\n    }}\n}}\n");

    private static TestCommit AgentCommit(int i) => TestCommit.OfText(
        string.Create(CultureInfo.InvariantCulture, $"Add agent {i}\n\nCo-authored-by: Claude <noreply@anthropic.com>\n"),
        Start.AddDays(10 * i),
        (string.Create(CultureInfo.InvariantCulture, $"App/Agent{i}.cs"), AgentFile(i)));

    private static string ProjectFile(string extra) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Provenance.Build" Version="{PackageFeed.Version}" PrivateAssets="all" />
          </ItemGroup>
          {extra}
        </Project>

        """;
}
