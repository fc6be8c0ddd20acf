using System.Globalization;
using System.Text;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Oracles;

/// <summary>The oracle of both modes: plain <c>git blame</c>, with as many rename candidates as the replay looks at.</summary>
internal static class GitBlame
{
    /// <summary>The commit of every line at HEAD.</summary>
    public static string[] Of(TestRepository repository, string path) => [.. Of(repository.Root, "HEAD", path).Select(line => line.Commit)];

    /// <summary>Every line of a file at a commit.</summary>
    /// <param name="options">Of <c>git blame</c>.</param>
    public static BlamedLine[] Of(string root, string commit, string path, params string[] options)
    {
        var output = TestRepository.RunGit(root, null, ["-c", "diff.renameLimit=0", "blame", "--porcelain", .. options, commit, "--", path]);
        var lines = new List<(string Commit, int Line, string Path)>();
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var current = "";
        foreach (var line in Encoding.UTF8.GetString(output).Split('\n'))
        {
            if (line.Length > 41 && line[40] == ' ' && line.AsSpan(0, 40).IndexOfAnyExcept("0123456789abcdef") < 0)
            {
                current = line[..40];
                lines.Add((current, int.Parse(line.AsSpan(41, line.IndexOf(' ', 41) - 41), CultureInfo.InvariantCulture) - 1, ""));
            }
            else if (line.StartsWith("filename ", StringComparison.Ordinal))
            {
                paths[current] = line[9..];
            }
            else if (line.StartsWith('\t'))
            {
                lines[^1] = lines[^1] with { Path = paths[current] };
            }
        }

        return [.. lines.Select(line => new BlamedLine(line.Commit, line.Line, line.Path))];
    }
}

/// <summary>What blame says of a line.</summary>
/// <param name="Commit">Where the line was born.</param>
/// <param name="Line">Its number there, from 0.</param>
/// <param name="Path">The file's name there, quoted as git does.</param>
internal readonly record struct BlamedLine(string Commit, int Line, string Path);
