using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>Analyses a test repository as the product does and writes who wrote what in letters.</summary>
internal static class AnalyzedLines
{
    public static AnalyzedRepository Of(TestRepository repository, string commit, string? cache = null, UnitMode mode = UnitMode.Line)
    {
        var host = TestReplay.Host(repository.Root);
        var location = RepositoryDiscovery.Locate(host, repository.Root).Value!;
        var options = new AnalysisOptions(mode, cache, PolicyPath: null, SourceRun.Budget, new ManualClock(SourceRun.Today));
        return RepositoryAnalyzer.Analyze(host, location, ObjectId.Parse(commit), repository.Root, options, CancellationToken.None).Value!;
    }

    /// <summary>One letter per unit of a file: A, M, H or U.</summary>
    public static string Letters(this AnalyzedRepository analyzed, string path)
    {
        var file = analyzed.History.Files.Single(file => string.Equals(file.Path, path, StringComparison.Ordinal));
        var origins = new int[file.Origins.Count];
        file.Origins.CopyTo(0, origins);
        return string.Concat(origins.Select(origin => analyzed.Lines[origin].Label.ToString()[0]));
    }

    /// <summary>Puts a note on a commit as git-ai does, its sessions by claude and its people unnamed.</summary>
    /// <param name="attestation">Lines above the divider.</param>
    public static void AddNote(TestRepository repository, string commit, params string[] attestation) => AddRawNote(repository, commit, string.Join('\n', attestation) + """

        ---
        {"schema_version":"authorship/3.0.0","git_ai_version":"1","sessions":{"s_a":{"agent_id":{"tool":"claude","id":"x","model":"claude-opus-4-6"}}},
        "humans":{"h_a":{"author":"-"}}}
        """);

    public static void AddRawNote(TestRepository repository, string commit, string note)
    {
        var file = Path.Combine(repository.Folder.Path, "note");
        File.WriteAllText(file, note);
        repository.Git("-c", "user.name=Person One", "-c", "user.email=person.one@corp.example", "notes", "--ref", "refs/notes/ai", "add", "-f", "-F", file, commit);
    }
}
