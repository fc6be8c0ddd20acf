using System.Globalization;
using System.Text;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Git;

/// <summary>Streams objects out of one <c>cat-file --batch</c> in the order in which they were asked for.</summary>
/// <remarks>Git buffers (<c>--buffer</c>) and a thread feeds the ids, so asking and reading overlap; history order streams about twice as fast as id order.</remarks>
public sealed class ObjectBatch : IDisposable
{
    private const int HeaderBytes = 256;

    private readonly GitProcess _git;
    private readonly Task _feeder;
    private readonly byte[] _buffer = new byte[1 << 17];
    private byte[] _content = new byte[1 << 16];
    private int _start;
    private int _end;

    private ObjectBatch(GitProcess git, IEnumerable<ObjectId> ids)
    {
        _git = git;
        _feeder = Task.Run(() => Feed(git, ids));
    }

    /// <summary>Starts reading. Null when git cannot be started.</summary>
    public static ObjectBatch? Open(CleanRoom room, IEnumerable<ObjectId> ids)
    {
        var git = room.Start("cat-file", ["--batch", "--buffer"], feedsInput: true);
        return git is null ? null : new ObjectBatch(git, ids);
    }

    /// <summary>Sizes of objects in bytes, by id; −1 for one that is missing. Read before contents, so that what is over a limit is never read.</summary>
    public static (Dictionary<ObjectId, long> Sizes, Notice? Notice) ReadSizes(CleanRoom room, IReadOnlyCollection<ObjectId> ids)
    {
        var sizes = new Dictionary<ObjectId, long>(ids.Count);
        using var git = room.Start("cat-file", ["--batch-check", "--buffer"], feedsInput: true);
        if (git is null)
        {
            return (sizes, Notice.Of("PROV902"));
        }

        var feeder = Task.Run(() => Feed(git, ids));
        using var reader = new StreamReader(git.Output, Encoding.ASCII, detectEncodingFromByteOrderMarks: false, 1 << 16);
        foreach (var id in ids)
        {
            if (reader.ReadLine() is not { } line)
            {
                break;
            }

            var last = line.LastIndexOf(' ');
            sizes[id] = long.TryParse(line.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : -1;
        }

        var notice = git.Finish();
        feeder.GetAwaiter().GetResult();
        return (sizes, notice);
    }

    /// <summary>Reads the next object asked for.</summary>
    /// <param name="content">Valid until the next call; empty when the object is missing; the first <see cref="GitLimits.ObjectBytes"/> of a longer one.</param>
    /// <returns>True: present. False: missing or unreadable. Null: git ended before answering, or answered something else and was stopped.</returns>
    public bool? Next(out ReadOnlySpan<byte> content)
    {
        content = default;
        if (ReadHeader() is not { } header)
        {
            return Stop();
        }

        // "<id> <type> <size>" or "<id> missing"
        var last = header.LastIndexOf(' ');
        if (!long.TryParse(header.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return header.EndsWith(" missing", StringComparison.Ordinal) ? false : Stop();
        }

        if (size > GitLimits.SkippedBytes)
        {
            return Stop();
        }

        var kept = (int)Math.Min(size, GitLimits.ObjectBytes);
        if (_content.Length < kept)
        {
            _content = new byte[Math.Max(kept, _content.Length * 2)];
        }

        if (!ReadExactly(_content.AsSpan(0, kept)) || !Skip(size - kept) || ReadByte() != '\n')
        {
            return Stop();
        }

        content = _content.AsSpan(0, kept);
        return true;
    }

    /// <summary>Waits for git's end; the notice says what went wrong.</summary>
    public Notice? Finish()
    {
        // git first: its limits also end a feeder whose ids nobody takes.
        var notice = _git.Finish();
        _feeder.GetAwaiter().GetResult();
        return notice;
    }

    public void Dispose() => _git.Dispose();

    private static void Feed(GitProcess git, IEnumerable<ObjectId> ids)
    {
        try
        {
            using var input = new StreamWriter(git.Input, Encoding.ASCII, 1 << 16) { NewLine = "\n" };
            foreach (var id in ids)
            {
                input.WriteLine(id.ToString());
            }
        }
        catch (IOException)
        {
            // git ended early; the reading side sees it and names the reason.
        }
    }

    private bool? Stop()
    {
        if (!_git.OutputEnded)
        {
            _git.Kill();
        }

        return null;
    }

    private string? ReadHeader()
    {
        var text = new StringBuilder();
        int b;
        while ((b = ReadByte()) is not ('\n' or -1))
        {
            if (text.Length == HeaderBytes)
            {
                return null;
            }

            text.Append((char)b);
        }

        return b < 0 ? null : text.ToString();
    }

    private int ReadByte()
    {
        if (_start == _end && !Fill())
        {
            return -1;
        }

        return _buffer[_start++];
    }

    private bool ReadExactly(Span<byte> target)
    {
        while (target.Length > 0)
        {
            if (_start == _end && !Fill())
            {
                return false;
            }

            var take = Math.Min(target.Length, _end - _start);
            _buffer.AsSpan(_start, take).CopyTo(target);
            _start += take;
            target = target[take..];
        }

        return true;
    }

    private bool Skip(long count)
    {
        while (count > 0)
        {
            if (_start == _end && !Fill())
            {
                return false;
            }

            var take = (int)Math.Min(count, _end - _start);
            _start += take;
            count -= take;
        }

        return true;
    }

    private bool Fill()
    {
        _start = 0;
        _end = _git.Output.Read(_buffer, 0, _buffer.Length);
        return _end > 0;
    }
}
