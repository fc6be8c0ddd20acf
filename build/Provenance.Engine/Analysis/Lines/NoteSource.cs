using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Notes;
using Provenance.Engine.Git;

namespace Provenance.Engine.Analysis.Lines;

/// <summary>The git-ai notes of commits. A note is looked for by the commit, never the other way round: most annotate commits that are gone.</summary>
/// <remarks>A note that cannot be read is one of <see cref="NoteStatus.Missing"/>, as is that of a commit below a tree that cannot be read. Safe for use from two threads; one asks git at a time.</remarks>
internal sealed class NoteSource : IDisposable
{
    /// <summary>Where git-ai writes.</summary>
    public const string Ref = "refs/notes/ai";

    private readonly object _gate = new();
    private readonly ObjectReader? _objects;
    private readonly ImmutableArray<NotesTree> _trees;
    private readonly Lazy<NoteReader> _reader;
    private readonly UnreadObjects _unread;
    private (ObjectId Commit, NoteReading? Note) _last;

    /// <param name="unread">Receives what of the notes cannot be read.</param>
    public NoteSource(CleanRoom room, Lazy<Registry> registry, UnreadObjects unread)
    {
        _unread = unread;
        _reader = new Lazy<NoteReader>(() => new NoteReader(registry.Value));
        _objects = room.Repository.Notes.IsEmpty ? null : ObjectReader.Open(room);
        _trees = _objects is null ? [] : [.. room.Repository.Notes.Select(Open).OfType<NotesTree>()];
    }

    /// <summary>A ref with notes is in this clone, whatever it holds.</summary>
    public bool HasRef => !_trees.IsEmpty;

    /// <summary>Some ref has a note of some commit.</summary>
    public bool HasNotes
    {
        get
        {
            lock (_gate)
            {
                return _trees.Any(tree => !tree.IsEmpty);
            }
        }
    }

    /// <summary>The blob of a commit's note, or null.</summary>
    public ObjectId? BlobOf(ObjectId commit)
    {
        lock (_gate)
        {
            return Find(_trees, commit, out _);
        }
    }

    /// <summary>Reads a note.</summary>
    /// <param name="blob">What <see cref="BlobOf"/> said.</param>
    public NoteReading Read(ObjectId blob)
    {
        lock (_gate)
        {
            return ReadBlob(blob);
        }
    }

    /// <summary>The note of a commit, whatever its state; null when there is none. For who asks about one commit again and again.</summary>
    public NoteReading? Find(ObjectId commit)
    {
        lock (_gate)
        {
            // A commit's files come one after the other; notes of many commits would fill the memory.
            if (_last.Commit != commit)
            {
                _last = (commit, Find(_trees, commit, out var isUnread) is { } blob ? ReadBlob(blob) : isUnread ? NoteReading.Unread(NoteStatus.Missing) : null);
            }

            return _last.Note;
        }
    }

    /// <summary>Which note each of these commits has, and of which that cannot be told: SHA-256 in hex, empty when none has any.</summary>
    public string DigestOf(IEnumerable<ObjectId> commits)
    {
        if (_trees.IsEmpty)
        {
            return "";
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var isAny = false;
        lock (_gate)
        {
            foreach (var commit in commits)
            {
                var blob = Find(_trees, commit, out var isUnread);
                if (blob is not null || isUnread)
                {
                    isAny = true;
                    hash.AppendData(Encoding.ASCII.GetBytes($"{commit} {blob}\n"));
                }
            }
        }

        return isAny ? Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant() : "";
    }

    public void Dispose() => _objects?.Dispose();

    // The first ref that has one decides, unless the note may be in one before it.
    private static ObjectId? Find(ImmutableArray<NotesTree> trees, ObjectId commit, out bool isUnread)
    {
        isUnread = false;
        foreach (var tree in trees)
        {
            if (tree.Find(commit, out isUnread) is { } blob)
            {
                return blob;
            }

            if (isUnread)
            {
                return null;
            }
        }

        return null;
    }

    private NoteReading ReadBlob(ObjectId blob)
    {
        switch (_objects!.Read(blob, out var content, Claims.Limits.Note))
        {
            case ReplyKind.Whole:
                return _reader.Value.Read(content);
            case ReplyKind.Cut:
                return NoteReading.Unread(NoteStatus.OverLimit);
            default:
                _unread.Add(blob);
                return NoteReading.Unread(NoteStatus.Missing);
        }
    }

    /// <summary>Null for a ref that is no commit's, which git does not write.</summary>
    private NotesTree? Open(ObjectId commit)
    {
        if (_objects!.Read(commit, out var content) is ReplyKind.Whole or ReplyKind.Cut)
        {
            return CommitParser.Parse(commit, content) is { } read ? new NotesTree(read.Tree, ReadTree) : null;
        }

        _unread.Add(commit);
        return new NotesTree(commit, _ => null);
    }

    // A notes ref without fan-out lists all its notes in one tree.
    private byte[]? ReadTree(ObjectId tree)
    {
        if (_objects!.Read(tree, out var content, GitLimits.TreeBytes) == ReplyKind.Whole)
        {
            return content.ToArray();
        }

        _unread.Add(tree);
        return null;
    }
}
