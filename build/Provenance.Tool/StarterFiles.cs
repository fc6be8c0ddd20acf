using System.Collections.Immutable;
using System.Text;

namespace Provenance.Tool;

/// <summary>A build server that <c>init</c> writes a file for.</summary>
/// <param name="Word">As users name it.</param>
/// <param name="Path">Where the file goes, below the root.</param>
/// <param name="Traces">What a repository has that is built there already.</param>
internal sealed record CiTemplate(string Word, string Path, string Resource, ImmutableArray<string> Traces);

/// <summary>The files that <c>init</c> writes.</summary>
internal static class StarterFiles
{
    public const string Policy = "provenance.yml";

    public static readonly ImmutableArray<CiTemplate> Servers =
    [
        new("github", ".github/workflows/provenance.yml", "github.yml", [".github"]),
        new("azure", "azure-pipelines.provenance.yml", "azure.yml", ["azure-pipelines.yml", ".azure-pipelines", ".azuredevops"]),
        new("gitlab", "provenance.gitlab-ci.yml", "gitlab.yml", [".gitlab-ci.yml", ".gitlab"]),
        new("teamcity", "provenance-teamcity.sh", "teamcity.sh", [".teamcity"]),
    ];

    /// <summary>The servers whose traces are in a folder.</summary>
    public static IEnumerable<CiTemplate> Found(string root) => Servers.Where(server => server.Traces.Any(trace => System.IO.Path.Exists(System.IO.Path.Combine(root, trace))));

    public static byte[] Read(string resource)
    {
        using var stream = typeof(StarterFiles).Assembly.GetManifestResourceStream("Templates/" + resource)
            ?? throw new InvalidOperationException($"The template {resource} is not in the tool.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}
