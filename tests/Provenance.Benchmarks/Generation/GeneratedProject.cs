using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Provenance.Benchmarks.Generation;

/// <summary>Files on disk with the command line that compiles them.</summary>
/// <param name="Host">The dotnet host.</param>
/// <param name="Arguments">Of the host: csc and a response file.</param>
internal sealed record GeneratedProject(
    string Folder, ImmutableArray<string> Sources, long Lines, string Assembly, string Pdb, string Host, ImmutableArray<string> Arguments)
{
    private readonly Lazy<ImmutableArray<MetadataReference>> _references = new(() => [.. Platform().Select(path => MetadataReference.CreateFromFile(path))]);

    public ImmutableArray<MetadataReference> References => _references.Value;

    public static GeneratedProject Write(string folder, int files)
    {
        const ulong Seed = 20260101;
        Directory.CreateDirectory(folder);
        var random = new StableRandom(Seed);
        var sources = ImmutableArray.CreateBuilder<string>(files);
        var lines = 0L;
        for (var i = 0; i < files; i++)
        {
            var text = CompilableFile.Create(i, random);
            var path = Path.Combine(folder, FormattableString.Invariant($"Type{i}.cs"));
            File.WriteAllText(path, text);
            lines += text.Count(c => c == '\n');
            sources.Add(path);
        }

        var (assembly, pdb, response) = (Path.Combine(folder, "Generated.dll"), Path.Combine(folder, "Generated.pdb"), Path.Combine(folder, "csc.rsp"));
        File.WriteAllLines(response, (string[])[
            "-nologo", "-nostdlib", "-target:library", "-optimize+", "-deterministic+", "-debug:portable", "-pdb:" + pdb, "-out:" + assembly,
            .. Platform().Select(path => "-r:" + path), .. sources]);
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        var compiler = Directory.GetDirectories(Path.Combine(root, "sdk")).Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll")).Where(File.Exists).Order(StringComparer.Ordinal).LastOrDefault()
            ?? throw new BenchmarkException("No SDK with a compiler beside this runtime.");
        return new GeneratedProject(folder, sources.DrainToImmutable(), lines, assembly, pdb, Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), [compiler, "-noconfig", "@" + response]);
    }

    // The shared framework that this process runs on; libraries of this program are not wanted.
    private static IEnumerable<string> Platform() => Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll")
        .Where(IsManaged).Order(StringComparer.Ordinal);

    private static bool IsManaged(string path)
    {
        using var stream = File.OpenRead(path);
        using var pe = new System.Reflection.PortableExecutable.PEReader(stream);
        return pe.HasMetadata;
    }
}
