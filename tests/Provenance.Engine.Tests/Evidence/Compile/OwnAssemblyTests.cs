using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Compile;

/// <summary>The engine's own sources against the engine as this test loaded it: a compilation that nobody arranged for the purpose.</summary>
public sealed class OwnAssemblyTests
{
    [Fact]
    public void OwnSources_AreCompiledWhole()
    {
        var assembly = typeof(CompileStage).Assembly.Location;
        var project = Path.Combine(Root(), "build", "Provenance.Engine");
        var sources = Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(Path.Combine(project, "obj"), StringComparison.Ordinal) && !path.StartsWith(Path.Combine(project, "bin"), StringComparison.Ordinal))
            .Select(path => new SourceInput(path, path));
        var inputs = new CompileInputs(assembly, Path.ChangeExtension(assembly, ".pdb"), [.. sources], new ParseSettings("DEBUG;NET8_0_OR_GREATER", "latest"), []);

        var evidence = CompileStage.Read(inputs, CancellationToken.None);

        Assert.Empty(evidence.Notices);
        Assert.NotEmpty(evidence.Files);
        var wrong = evidence.Files.SelectMany(file => file.Runs
            .Where(run => run.Class is TokenClass.Unknown or TokenClass.Elided)
            .Select(run => $"{Path.GetFileName(file.Path)} at {run.Start}: {run.Class} {run.Reason} {File.ReadAllText(file.Path)[run.Start..run.End]}"));
        Assert.Equal([], wrong);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Directory.Build.props")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
