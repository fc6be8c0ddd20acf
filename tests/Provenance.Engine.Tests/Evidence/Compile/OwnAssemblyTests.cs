using System.Text;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Compile;

/// <summary>The engine's own sources against the engine: compilations whose code nobody wrote for the purpose.</summary>
public sealed class OwnAssemblyTests
{
    // What the compiler rightly leaves out of real code, such as the condition of an endless loop.
    private const double MostElided = 0.005;

    [Fact]
    public void SourcesOfTheLoadedAssembly_AreCompiled()
    {
        var assembly = typeof(CompileStage).Assembly.Location;
        var sources = Sources("Evidence").Select(path => new SourceInput(path, path));
        var inputs = new CompileInputs(assembly, Path.ChangeExtension(assembly, ".pdb"), [.. sources], new ParseSettings("DEBUG;NET8_0_OR_GREATER", "latest"), []);

        var evidence = CompileStage.Read(inputs, CancellationToken.None);

        Assert.Empty(evidence.Notices);
        AssertCompiled(evidence, File.ReadAllText);
    }

    [Fact]
    public void SameSourcesOptimised_AreCompiled()
    {
        const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
        var sources = Sources("Evidence").Concat(Sources("Notices")).Select(path => (path, File.ReadAllText(path)));
        var sample = new Sample { IsRelease = true, Parse = new ParseSettings("NET8_0_OR_GREATER", "latest") }.Compile([.. sources, ("/repo/src/Usings.cs", Usings)]);

        AssertCompiled(sample.Read(), path => Encoding.UTF8.GetString(sample.Files[path]));
    }

    private static void AssertCompiled(CompileEvidence evidence, Func<string, string> read)
    {
        Assert.True(evidence.Files.Length > 20);
        var unknown = evidence.Files.SelectMany(file => file.Runs.Where(run => run.Class == TokenClass.Unknown).Select(run => $"{file.Path}: {run.Reason} {read(file.Path)[run.Start..run.End]}"));
        Assert.Equal([], unknown);

        var runs = evidence.Files.SelectMany(file => file.Runs.Select(run => (Run: run, Text: read(file.Path)[run.Start..run.End]))).ToArray();
        var elided = Array.FindAll(runs, item => item.Run.Class == TokenClass.Elided);
        Assert.True(elided.Sum(item => item.Text.Length) < MostElided * runs.Sum(item => item.Text.Length), string.Join('\n', elided.Select(item => item.Text)));
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root(), "build", "Provenance.Engine", folder), "*.cs", SearchOption.AllDirectories);

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
