using System.Text;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History;

/// <summary>The oracle of line mode.</summary>
internal static class GitBlame
{
    /// <summary>The commit of every line, as plain <c>git blame</c> says.</summary>
    public static string[] Of(TestRepository repository, string path)
    {
        var output = Encoding.UTF8.GetString(TestRepository.RunGit(repository.Root, null, ["blame", "--porcelain", "HEAD", "--", path]));
        return [.. output.Split('\n')
            .Where(line => line.Length > 41 && line[40] == ' ' && line.AsSpan(0, 40).IndexOfAnyExcept("0123456789abcdef") < 0)
            .Select(line => line[..40])];
    }
}
