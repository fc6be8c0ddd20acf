using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Git;

/// <summary>Stage 1: asks git where things are, in the user's repository, with one command that reads neither index nor work tree.</summary>
public static class RepositoryDiscovery
{
    // git borrows so deep; no repository borrows from so many.
    private const int DeepestAlternate = 5;
    private const int MostAlternates = 1000;

    private const string HeadCommit = "HEAD^{commit}";

    private const int FirstNotesLine = 6;

    // A pattern, as a name that does not exist would end git; the brackets keep git from reading it as a folder.
    private const string OwnNotes = "--glob=refs/notes/a[i]";
    private const string PullRequests = "--glob=refs/pull/*/head";
    private const string RemoteNotes = "--glob=refs/notes/ai-remote/*";

    /// <summary>Locates the repository of a folder.</summary>
    /// <returns>The location; or PROV903, 904, 905, 906, 907, 908, 912, 913, 914, 915 or 936.</returns>
    public static Outcome<RepositoryLocation> Locate(GitHost host, string directory)
    {
        var (output, exitCode, error, notice) = RevParse(host, directory, [
            "--path-format=absolute", "--show-toplevel", "--absolute-git-dir", "--git-common-dir", "--git-path", "objects",
            "--git-path", "shallow", "--is-shallow-repository", OwnNotes, "--show-object-format", RemoteNotes, "HEAD", HeadCommit,
        ]);
        if (notice is not null)
        {
            return notice;
        }

        var lines = Encoding.UTF8.GetString(output).TrimEnd('\n').Split('\n');
        var format = lines.Length < FirstNotesLine ? -1 : Array.FindIndex(lines, FirstNotesLine, line => !IsId(line));
        var end = lines.Length - (lines[^1] is "HEAD" ? 1 : 2);
        if (format < 0 || end <= format)
        {
            return exitCode == 0 ? Notice.Of("PROV903", "output") : FailureOf(error, exitCode, directory);
        }

        // A name that resolves to nothing is echoed with exit code 128, and with exit code 0 where a file has that name: only the form tells.
        ObjectId? head = ObjectId.TryParse(lines[^1].AsSpan(), out var id) && IsId(lines[end]) ? id : null;
        if (head is null)
        {
            if (IsId(lines[end]))
            {
                // HEAD names a commit and the commit is not there.
                return Notice.Of("PROV912", "1");
            }

            if (!string.Equals(lines[end], "HEAD", StringComparison.Ordinal))
            {
                return Notice.Of("PROV903", "output");
            }
        }

        if (!PathComparison.IsInside(directory, lines[0]))
        {
            return Notice.Of("PROV907");
        }

        if (lines[format] is not ("sha1" or "sha256"))
        {
            return Notice.Of("PROV908", "objectformat");
        }

        var isShallow = string.Equals(lines[5], "true", StringComparison.Ordinal);
        return new RepositoryLocation(
            Path.GetFullPath(lines[0]), lines[1], lines[2], lines[3], lines[format], head,
            isShallow ? ReadSmallFile(lines[4]) : "",
            HasPromisorPack(lines[3]),
            format > FirstNotesLine ? Ids(lines[FirstNotesLine..format]) : Ids(lines[(format + 1)..end]));
    }

    private static bool IsId(string line) => ObjectId.TryParse(line.AsSpan(), out _);

    private static ImmutableArray<ObjectId> Ids(string[] lines) => [.. lines.Where(IsId).Select(ObjectId.Parse)];

    /// <summary>The commit that a name given by the user stands for. After this point only ids travel.</summary>
    public static ObjectId? ResolveCommit(GitHost host, string directory, string name)
    {
        var (output, exitCode, _, notice) = RevParse(host, directory, ["--verify", "-q", "--end-of-options", name + "^{commit}"]);
        return notice is null && exitCode == 0 && ObjectId.TryParse(Encoding.ASCII.GetString(output).TrimEnd('\n').AsSpan(), out var id) ? id : null;
    }

    /// <summary>The tips of pull requests, by number, where a clone fetched <c>refs/pull/*/head</c>.</summary>
    public static IReadOnlyDictionary<int, ObjectId> PullRequestHeads(GitHost host, string directory)
    {
        var names = LinesOf(RevParse(host, directory, ["--symbolic-full-name", PullRequests], GitLimits.ReferenceBytes));
        var ids = LinesOf(RevParse(host, directory, [PullRequests], GitLimits.ReferenceBytes));
        var heads = new Dictionary<int, ObjectId>();
        for (var i = 0; i < names.Length && names.Length == ids.Length; i++)
        {
            if (names[i].Split('/') is ["refs", "pull", var number, "head"]
                && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var key)
                && ObjectId.TryParse(ids[i].AsSpan(), out var id))
            {
                heads[key] = id;
            }
        }

        return heads;

        static string[] LinesOf((byte[] Output, int ExitCode, string ErrorText, Notice? Notice) reply) =>
            reply is { Notice: null, ExitCode: 0 } ? Encoding.UTF8.GetString(reply.Output).TrimEnd('\n').Split('\n') : [];
    }

    private static (byte[] Output, int ExitCode, string ErrorText, Notice? Notice) RevParse(
        GitHost host, string directory, string[] arguments, int limit = GitLimits.DiscoveryBytes)
    {
        using var room = ScratchFolder.TryCreate(host.TempRoot);
        if (room is null)
        {
            return ([], -1, "", Notice.Of("PROV936"));
        }

        using var git = GitProcess.Start(
            host, DiscoveryEnvironment(host), directory,
            ["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + room.Path, "-c", "safe.bareRepository=explicit", "-C", directory, "rev-parse", .. arguments],
            "rev-parse", host.Allowance.Discovery);
        return git is null ? ([], -1, "", Notice.Of("PROV902")) : git.ReadToEnd(limit);
    }

    /// <summary>Keeps what decides whether git trusts this repository (safe.directory by file or by command scope) and nothing else.</summary>
    private static Dictionary<string, string> DiscoveryEnvironment(GitHost host)
    {
        var result = GitProcess.BaseEnvironment(host);
        foreach (var name in (string[])["HOME", "USERPROFILE", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES"])
        {
            if (host.Environment.TryGetValue(name, out var value))
            {
                result[name] = value;
            }
        }

        var pairs = 0;
        _ = int.TryParse(host.Environment.GetValueOrDefault("GIT_CONFIG_COUNT", "0"), CultureInfo.InvariantCulture, out var count);
        for (var i = 0; i < Math.Min(count, 1000); i++)
        {
            var suffix = i.ToString(CultureInfo.InvariantCulture);
            if (host.Environment.TryGetValue("GIT_CONFIG_KEY_" + suffix, out var key)
                && key.Equals("safe.directory", StringComparison.OrdinalIgnoreCase)
                && host.Environment.TryGetValue("GIT_CONFIG_VALUE_" + suffix, out var value))
            {
                var own = (pairs++).ToString(CultureInfo.InvariantCulture);
                result["GIT_CONFIG_KEY_" + own] = key;
                result["GIT_CONFIG_VALUE_" + own] = value;
            }
        }

        if (pairs > 0)
        {
            result["GIT_CONFIG_COUNT"] = pairs.ToString(CultureInfo.InvariantCulture);
        }

        return result;
    }

    /// <summary>Tells the kind of a refusal from the few fixed phrases that git prints in the C locale.</summary>
    private static Notice FailureOf(string error, int exitCode, string directory)
    {
        if (error.Contains("dubious ownership", StringComparison.Ordinal))
        {
            return Notice.Of("PROV905", ShellQuote.Path(directory));
        }

        if (error.Contains("cannot use bare repository", StringComparison.Ordinal) || error.Contains("must be run in a work tree", StringComparison.Ordinal))
        {
            return Notice.Of("PROV906");
        }

        if (error.Contains("repository extension", StringComparison.Ordinal) || error.Contains("repo version", StringComparison.Ordinal)
            || error.Contains("unknown hash algorithm", StringComparison.Ordinal) || error.Contains("invalid value for 'extensions.", StringComparison.Ordinal))
        {
            return Notice.Of("PROV908", "extension");
        }

        if (error.Contains("not a git repository", StringComparison.Ordinal))
        {
            return Notice.Of("PROV904");
        }

        return error.Contains("unknown option", StringComparison.Ordinal) || error.Contains("usage:", StringComparison.Ordinal)
            ? Notice.Of("PROV903", "version")
            : Notice.Of("PROV915", "rev-parse", exitCode.ToString(CultureInfo.InvariantCulture));
    }

    private static string ReadSmallFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // git said that the repository is shallow; a file gone in between leaves a boundary that nobody names.
            return "\n";
        }
    }

    /// <summary>The repository, or one whose objects it borrows, may miss objects.</summary>
    private static bool HasPromisorPack(string objectDirectory, int depth = 0)
    {
        try
        {
            var packs = Path.Combine(objectDirectory, "pack");
            if (Directory.Exists(packs) && Directory.EnumerateFiles(packs, "*.promisor").Any())
            {
                return true;
            }

            var alternates = Path.Combine(objectDirectory, "info", "alternates");
            return depth < DeepestAlternate && File.Exists(alternates)
                && File.ReadLines(alternates).Where(line => line.Length > 0 && line[0] is not ('#' or '"')).Take(MostAlternates)
                    .Any(line => HasPromisorPack(Path.GetFullPath(line, Path.GetFullPath(objectDirectory)), depth + 1));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What cannot be looked at, git cannot borrow from either.
            return false;
        }
    }
}
