using System.Globalization;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.Tests.History.Oracles;
using Provenance.Testing;

namespace Provenance.Oracles;

/// <summary>A repository with the same commits in which every C# file has one token per line, and nothing else is.</summary>
internal sealed class ShadowRepository
{
    private ShadowRepository(string root, Dictionary<string, string> originals)
    {
        Root = root;
        Originals = originals;
    }

    public string Root { get; }

    /// <summary>Commit of the shadow → commit of the repository.</summary>
    public Dictionary<string, string> Originals { get; }

    /// <summary>Opens the shadow in a folder, or writes it there first.</summary>
    public static ShadowRepository Open(string repository, string folder)
    {
        var root = Path.Combine(folder, "shadow.git");
        var map = Path.Combine(folder, "commits");
        if (!File.Exists(map))
        {
            Directory.CreateDirectory(folder);
            TestRepository.RunGit(folder, null, ["init", "-q", "--bare", "-b", "main", root]);
            File.WriteAllLines(map + ".new", Write(repository, root, Path.Combine(folder, "marks")));
            TestRepository.RunGit(root, null, ["commit-graph", "write", "--reachable", "--changed-paths"]);
            File.Move(map + ".new", map);
        }

        return new ShadowRepository(root, File.ReadLines(map).Select(line => line.Split(' ')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
    }

    private static IEnumerable<string> Write(string repository, string root, string marks)
    {
        using var export = new GitStream(repository, "fast-export", "--no-data", "--show-original-ids", "--reencode=no", "--signed-tags=strip", "HEAD");
        using var import = new GitStream(root, "fast-import", "--quiet", "--force", "--date-format=raw-permissive", "--export-marks=" + marks);
        using var blobs = new BlobReader(repository);
        var originals = Copy(export, import.Input, new Rewriter(blobs, import.Input));
        export.Finish();
        import.Finish();
        return File.ReadLines(marks)
            .Select(line => line.Split(' '))
            .Where(pair => originals.ContainsKey(pair[0]))
            .Select(pair => $"{pair[1]} {originals[pair[0]]}");
    }

    /// <returns>Mark → commit of the repository.</returns>
    private static Dictionary<string, string> Copy(GitStream export, Stream import, Rewriter rewriter)
    {
        var originals = new Dictionary<string, string>(StringComparer.Ordinal);
        var mark = "";
        while (export.ReadLine() is { } bytes)
        {
            var line = bytes.AsSpan();
            if (line.StartsWith("data "u8))
            {
                WriteData(import, export.ReadBytes(int.Parse(line[5..], NumberStyles.None, CultureInfo.InvariantCulture)));
            }
            else if (line.StartsWith("M "u8) || line.StartsWith("D "u8))
            {
                rewriter.Change(bytes);
            }
            else if (line.StartsWith("commit "u8) || line.StartsWith("reset "u8))
            {
                WriteLine(import, line[0] == 'c' ? "commit refs/heads/main"u8 : "reset refs/heads/main"u8);
            }
            else if (line.StartsWith("original-oid "u8))
            {
                originals[mark] = Encoding.UTF8.GetString(line[13..]);
            }
            else
            {
                mark = line.StartsWith("mark "u8) ? Encoding.UTF8.GetString(line[5..]) : mark;
                WriteLine(import, line);
            }
        }

        return originals;
    }

    private static void WriteLine(Stream stream, ReadOnlySpan<byte> line)
    {
        stream.Write(line);
        stream.WriteByte((byte)'\n');
    }

    private static void WriteData(Stream stream, byte[] data)
    {
        WriteLine(stream, Encoding.UTF8.GetBytes("data " + data.Length.ToString(CultureInfo.InvariantCulture)));
        stream.Write(data);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Turns changes into changes of C# files whose contents are rewritten.</summary>
    private sealed class Rewriter(BlobReader blobs, Stream import)
    {
        private readonly OneTokenPerLine _tokens = new();

        public void Change(byte[] change)
        {
            var text = change.AsSpan();
            if (!text.EndsWith(".cs"u8) && !text.EndsWith(".cs\""u8))
            {
                return;
            }

            if (text[0] == 'D')
            {
                WriteLine(import, text);
                return;
            }

            // "M mode id path": a link or a submodule is no source, and what was a file there is gone.
            var idAndPath = text["M 100644 ".Length..];
            var space = idAndPath.IndexOf((byte)' ');
            var path = idAndPath[(space + 1)..];
            if (!text[2..].StartsWith("100"u8))
            {
                WriteLine(import, [.. "D "u8, .. path]);
                return;
            }

            WriteLine(import, [.. "M 100644 inline "u8, .. path]);
            WriteData(import, Content(Encoding.UTF8.GetString(idAndPath[..space])));
        }

        private byte[] Content(string id)
        {
            var content = blobs.Read(id) ?? throw new InvalidOperationException("There is no blob " + id + ".");
            return (content.Length <= GitLimits.ObjectBytes ? _tokens.Rewrite(content) : null) ?? Encoding.UTF8.GetBytes("not read " + id + "\n");
        }
    }
}
