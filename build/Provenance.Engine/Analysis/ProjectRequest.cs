using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>One project of a build. All paths absolute.</summary>
/// <param name="OutputDirectory">Where map, stamp and records go.</param>
/// <param name="Sources">The files that are compiled.</param>
public sealed record ProjectRequest(string ProjectFile, string OutputDirectory, ImmutableArray<string> Sources, string? PolicyPath)
{
    public string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;

    public string MapPath => Path.Combine(OutputDirectory, Path.GetFileNameWithoutExtension(ProjectFile) + ".provenance.map");

    public string StampPath => Path.Combine(OutputDirectory, "stamp");

    /// <summary>The analysis of the project's repository at HEAD, or the notice that says why there is none.</summary>
    internal Outcome<AnalyzedRepository> Analyze(GitHost host, AnalysisSource analyses)
    {
        var location = RepositoryDiscovery.Locate(host, ProjectDirectory);
        if (!location.IsSuccess)
        {
            return location.Notice;
        }

        return location.Value.Head is null ? Notice.Of("PROV909") : analyses(location.Value, ProjectDirectory, PolicyPath);
    }
}

/// <summary>Gives the analysis of a repository; an entry point decides how long one is kept.</summary>
public delegate Outcome<AnalyzedRepository> AnalysisSource(RepositoryLocation location, string directory, string? policyPath);
