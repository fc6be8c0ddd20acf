using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Provenance.Testing;

/// <summary>A real git repository in a temporary folder, written by <c>git fast-import</c>: fixed identities and dates, no configuration of the machine.</summary>
public sealed class TestRepository : IDisposable
{
    private readonly MemoryStream _script = new();
    private int _marks;

    private TestRepository(TemporaryFolder folder, string root, string objectFormat)
    {
        Folder = folder;
        Root = root;
        Directory.CreateDirectory(root);
        Git("init", "-q", "-b", "main", "--object-format=" + objectFormat, ".");
    }

    /// <summary>A configuration that says nothing: a file, because a command that writes its configuration would replace a device.</summary>
    public static string EmptyConfiguration { get; } = CreateEmptyConfiguration();

    public TemporaryFolder Folder { get; }

    /// <summary>The top level.</summary>
    public string Root { get; }

    public static TestRepository Create(string folderName = "repository", string objectFormat = "sha1")
    {
        var folder = TemporaryFolder.Create();
        return new TestRepository(folder, Path.Combine(folder.Path, folderName), objectFormat);
    }

    /// <summary>Adds a commit to the script; nothing exists before <see cref="Import"/>.</summary>
    /// <param name="parents">Marks of the parents; the tree starts as the first one's.</param>
    /// <returns>The mark of the commit.</returns>
    public int Commit(TestCommit commit, params int[] parents)
    {
        var mark = ++_marks;
        Write($"commit refs/heads/main\nmark :{mark}\n");
        Write($"author {commit.Author.Name} <{commit.Author.Email}> {commit.At.ToUnixTimeSeconds()} +0000\n");
        var committer = commit.Committer ?? commit.Author;
        Write($"committer {committer.Name} <{committer.Email}> {(commit.CommittedAt ?? commit.At).ToUnixTimeSeconds()} +0000\n");
        WriteData(Encoding.UTF8.GetBytes(commit.Message));
        for (var i = 0; i < parents.Length; i++)
        {
            Write($"{(i == 0 ? "from" : "merge")} :{parents[i]}\n");
        }

        // Deletions first, so that a path can turn from a file into a folder.
        foreach (var (path, content) in commit.Changes.OrderBy(change => change.Content is null ? 0 : 1))
        {
            if (content is null)
            {
                Write($"D {Quote(path)}\n");
            }
            else
            {
                Write($"M 100644 inline {Quote(path)}\n");
                WriteData(content);
            }
        }

        Write("\n");
        return mark;
    }

    /// <summary>Writes the commits and checks out <c>main</c> at the last one.</summary>
    /// <returns>The commit ids by mark; index 0 is empty.</returns>
    public string[] Import()
    {
        var marks = Path.Combine(Folder.Path, "marks");
        RunGit(Root, _script.ToArray(), ["fast-import", "--quiet", "--force", "--export-marks=" + marks]);
        Git("reset", "-q", "--hard", "main");
        var ids = new string[_marks + 1];
        ids[0] = "";
        foreach (var line in File.ReadLines(marks))
        {
            var parts = line.Split(' ');
            ids[int.Parse(parts[0].AsSpan(1), CultureInfo.InvariantCulture)] = parts[1];
        }

        return ids;
    }

    /// <summary>Runs git in the repository and returns its output; fails the test when git fails.</summary>
    public string Git(params string[] arguments) => Encoding.UTF8.GetString(RunGit(Root, null, arguments));

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public void Dispose() => Folder.Dispose();

    public static byte[] RunGit(string directory, byte[]? input, string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            UseShellExecute = false,
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = EmptyConfiguration;
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var feeder = Task.Run(() =>
        {
            if (input is not null)
            {
                process.StandardInput.BaseStream.Write(input);
            }

            process.StandardInput.Close();
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        feeder.Wait();
        return process.ExitCode == 0
            ? output.ToArray()
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
    }

    private static string CreateEmptyConfiguration()
    {
        var path = Path.Combine(Path.GetTempPath(), "provenance-test-empty.gitconfig");
        using (File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            return path;
        }
    }

    private static string Quote(string path)
    {
        var result = new StringBuilder("\"");
        foreach (var b in Encoding.UTF8.GetBytes(path))
        {
            if (b is < 0x20 or (byte)'"' or (byte)'\\' or >= 0x7F)
            {
                result.Append('\\').Append(Convert.ToString(b, 8).PadLeft(3, '0'));
            }
            else
            {
                result.Append((char)b);
            }
        }

        return result.Append('"').ToString();
    }

    private void Write(FormattableString text) => Write(text.ToString(CultureInfo.InvariantCulture));

    private void Write(string text) => _script.Write(Encoding.UTF8.GetBytes(text));

    private void WriteData(byte[] data)
    {
        Write($"data {data.Length}\n");
        _script.Write(data);
        Write("\n");
    }
}
