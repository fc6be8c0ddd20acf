using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Git;

/// <summary>One commit of the walk with the files that it changed against its first parent.</summary>
/// <param name="AuthorSeconds">Author date, seconds since 1970 UTC; 0 where git finds none.</param>
public sealed record RawCommit(ObjectId Id, ImmutableArray<ObjectId> Parents, long AuthorSeconds, ImmutableArray<RawChange> Changes);

/// <summary>One entry of a raw diff.</summary>
/// <param name="OldPath">The source of a rename; else the same as <paramref name="Path"/>.</param>
/// <param name="OldBlob">Null when the old side does not exist or is no regular file.</param>
/// <param name="NewBlob">Null when the new side does not exist or is no regular file (link, submodule).</param>
public readonly record struct RawChange(string OldPath, string Path, ObjectId? OldBlob, ObjectId? NewBlob);

/// <summary>Reads <c>git log --raw -z</c> as it is written: every commit reachable from a tip, parents first, with its changes.</summary>
/// <remarks>
/// <c>--sparse</c> keeps the commits that touch no file of interest and the merges that equal a parent: with history
/// simplification a merge that takes its other parent's tree whole would be missing, and so would the deaths it causes.
/// The first-parent diff of a merge is unambiguous where <c>-m</c> is not (a parent with an equal tree prints nothing).
/// </remarks>
public sealed class RawLog : IDisposable
{
    private static readonly string[] Safety = [
        "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-notes", "--no-mailmap", "--no-color", "--no-decorate", "--format=%H%x20%at%x20%P",
    ];

    private static readonly string[] Options = [
        "--raw", "-z", "--no-abbrev", "--root", "--diff-merges=first-parent", "-l0", "--full-history", "--sparse", "--topo-order", "--reverse", .. Safety,
    ];

    private readonly GitProcess _git;
    private readonly NulReader _reader;
    private readonly PathPool _paths = new();
    private readonly ImmutableArray<RawChange>.Builder _changes = ImmutableArray.CreateBuilder<RawChange>();
    private ObjectId _current;
    private ImmutableArray<ObjectId> _parents;
    private long _authorSeconds;
    private bool _isMalformed;

    private RawLog(GitProcess git)
    {
        _git = git;
        _reader = new NulReader(git.Output);
    }

    /// <summary>Starts reading. Null when git cannot be started.</summary>
    /// <param name="known">A commit whose history is not wanted.</param>
    /// <param name="findsRenames">Rename detection reads blobs, and git dies when one is absent.</param>
    public static RawLog? Open(CleanRoom room, ObjectId tip, ObjectId? known, bool findsRenames, params string[] pathspecs)
    {
        string[] revisions = known is { } id ? [tip.ToString(), "^" + id] : [tip.ToString()];
        var git = room.Start("log", [.. Options, findsRenames ? "-M" : "--no-renames", .. revisions, "--", .. pathspecs]);
        return git is null ? null : new RawLog(git);
    }

    /// <summary>Starts reading single commits with all files that they changed, in the order given. Null when git cannot be started.</summary>
    public static RawLog? OpenEach(CleanRoom room, IReadOnlyCollection<ObjectId> commits, bool findsRenames)
    {
        string[] own = ["--raw", "-z", "--no-abbrev", "--root", "--diff-merges=first-parent", "-l0", "--no-walk=unsorted", "--stdin"];
        var git = room.Start("log", [.. own, .. Safety, findsRenames ? "-M" : "--no-renames"], feedsInput: true);
        if (git is null)
        {
            return null;
        }

        try
        {
            using var input = new StreamWriter(git.Input, Encoding.ASCII) { NewLine = "\n" };
            foreach (var commit in commits)
            {
                input.WriteLine(commit.ToString());
            }
        }
        catch (IOException)
        {
            // git ended early; the reading side sees it and names the reason.
        }

        return new RawLog(git);
    }

    /// <summary>Reads the next commit; false at the end, of whatever kind: <see cref="Finish"/> tells which.</summary>
    public bool TryRead([NotNullWhen(true)] out RawCommit? commit)
    {
        while (!_isMalformed && _reader.TryRead(out var field))
        {
            if (field.Length > 0 && field[0] == '\n')
            {
                field = field[1..];
            }

            if (field.Length > 0 && field[0] == ':')
            {
                _isMalformed = _parents.IsDefault || !TryReadChange(field, _reader, _paths, _changes);
                continue;
            }

            commit = Complete();
            _isMalformed = !TryReadHeader(field, out _current, out _authorSeconds, out _parents);
            if (commit is not null)
            {
                return true;
            }
        }

        commit = _isMalformed ? null : Complete();
        return commit is not null;
    }

    /// <summary>Waits for git and says what went wrong: then what was read is a prefix and must not be used as the whole.</summary>
    public Notice? Finish()
    {
        if (!_isMalformed && !_reader.IsTooLong)
        {
            return _git.Finish();
        }

        // Output that ends within a record is git's failure or a limit; anything else is a form that is not understood.
        var reason = _git.OutputEnded ? _git.Finish() : null;
        _git.Kill();
        return reason ?? Notice.Of("PROV903", "log");
    }

    /// <summary>Ends git before its time, from any thread.</summary>
    public void Stop() => _git.Kill();

    public void Dispose() => _git.Dispose();

    private RawCommit? Complete()
    {
        if (_parents.IsDefault)
        {
            return null;
        }

        // A copy, so that the builder keeps the array that it has grown.
        var commit = new RawCommit(_current, _parents, _authorSeconds, _changes.ToImmutable());
        _changes.Clear();
        _parents = default;
        return commit;
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> field, out ObjectId id, out long authorSeconds, out ImmutableArray<ObjectId> parents)
    {
        parents = default;
        authorSeconds = 0;
        var space = field.IndexOf((byte)' ');
        if (space < 0 || !ObjectId.TryParse(field[..space], out id))
        {
            id = default;
            return false;
        }

        field = field[(space + 1)..];
        space = field.IndexOf((byte)' ');
        if (space < 0)
        {
            return false;
        }

        // A date that git cannot read is printed as nothing.
        _ = long.TryParse(field[..space], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out authorSeconds);
        var result = ImmutableArray.CreateBuilder<ObjectId>();
        for (var rest = field[(space + 1)..]; rest.Length > 0;)
        {
            var end = rest.IndexOf((byte)' ');
            var text = end < 0 ? rest : rest[..end];
            if (!ObjectId.TryParse(text, out var parent))
            {
                return false;
            }

            result.Add(parent);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        parents = result.ToImmutable();
        return true;
    }

    // ":oldmode newmode oldid newid S[score]" NUL path [NUL path]
    private static bool TryReadChange(ReadOnlySpan<byte> field, NulReader reader, PathPool paths, ImmutableArray<RawChange>.Builder changes)
    {
        Span<Range> parts = stackalloc Range[6];
        if (Split(field[1..], parts, (byte)' ') != 5)
        {
            return false;
        }

        var body = field[1..];
        var oldMode = body[parts[0]];
        var newMode = body[parts[1]];
        if (!ObjectId.TryParse(body[parts[2]], out var oldBlob) || !ObjectId.TryParse(body[parts[3]], out var newBlob) || body[parts[4]].Length == 0)
        {
            return false;
        }

        ObjectId? before = IsRegular(oldMode) ? oldBlob : null;
        ObjectId? after = IsRegular(newMode) ? newBlob : null;
        var isRename = body[parts[4]][0] == 'R';
        if (!reader.TryRead(out var first))
        {
            return false;
        }

        var oldPath = paths.Get(first);
        var path = oldPath;
        if (isRename)
        {
            if (!reader.TryRead(out var second))
            {
                return false;
            }

            path = paths.Get(second);
        }

        changes.Add(new RawChange(oldPath, path, before, after));
        return true;
    }

    private static bool IsRegular(ReadOnlySpan<byte> mode) => mode.StartsWith("100"u8);

    private static int Split(ReadOnlySpan<byte> text, Span<Range> parts, byte separator)
    {
        var count = 0;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == separator)
            {
                if (count == parts.Length)
                {
                    return count + 1;
                }

                parts[count++] = start..i;
                start = i + 1;
            }
        }

        return count;
    }

    /// <summary>Fields ended by NUL out of a stream; a field is valid until the next read.</summary>
    private sealed class NulReader(Stream stream)
    {
        private byte[] _buffer = new byte[1 << 16];
        private int _start;
        private int _end;

        /// <summary>No git writes such a field, and the buffer must not grow with what never ends.</summary>
        public bool IsTooLong { get; private set; }

        public bool TryRead(out ReadOnlySpan<byte> field)
        {
            var scanned = _start;
            while (true)
            {
                var nul = _buffer.AsSpan(scanned, _end - scanned).IndexOf((byte)0);
                if (nul >= 0)
                {
                    field = _buffer.AsSpan(_start, scanned + nul - _start);
                    _start = scanned + nul + 1;
                    return true;
                }

                scanned = Compact();
                IsTooLong = _end > GitLimits.FieldBytes;
                var read = IsTooLong ? 0 : stream.Read(_buffer, _end, _buffer.Length - _end);
                if (read == 0)
                {
                    field = default;
                    return false;
                }

                _end += read;
            }
        }

        /// <summary>Makes room behind the unread rest and returns where unscanned bytes will start.</summary>
        private int Compact()
        {
            var rest = _end - _start;
            if (_start > 0)
            {
                _buffer.AsSpan(_start, rest).CopyTo(_buffer);
                (_start, _end) = (0, rest);
            }
            else if (_end == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            return rest;
        }
    }
}
