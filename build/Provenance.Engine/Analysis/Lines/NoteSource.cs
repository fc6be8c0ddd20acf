using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Notes;
using Provenance.Engine.Git;

namespace Provenance.Engine.Analysis.Lines;

/// <summary>The git-ai notes of commits. A note is looked for by the commit, never the other way round: most annotate commits that are gone.</summary>
/// <remarks>Safe for use from two threads; one asks git at a time.</remarks>
internal sealed class NoteSource : IDisposable
{
    /// <summary>Where git-ai writes.</summary>
    public const string Ref = "refs/notes/ai";

    private readonly object _gate = new();
    private readonly ObjectReader? _objects;
    private readonly ImmutableArray<NotesTree> _trees;
    private readonly Lazy<NoteReader> _reader;
    private (ObjectId Commit, NoteReading? Note) _last;

    public NoteSource(CleanRoom room, Lazy<Registry> registry)
    {
        _reader = new Lazy<NoteReader>(() => new NoteReader(registry.Value));
        _objects = room.Repository.Notes.IsEmpty ? null : ObjectReader.Open(room);
        _trees = _objects is null ? [] : [.. room.Repository.Notes.Select(TreeOf).OfType<ObjectId>().Select(tree => new NotesTree(tree, ReadTree))];
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
            return Find(_trees, commit);
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
                _last = (commit, Find(_trees, commit) is { } blob ? ReadBlob(blob) : null);
            }

            return _last.Note;
        }
    }

    /// <summary>Which note each of these commits has: SHA-256 in hex, empty when none has any.</summary>
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
                if (Find(_trees, commit) is { } blob)
                {
                    isAny = true;
                    hash.AppendData(Encoding.ASCII.GetBytes($"{commit} {blob}\n"));
                }
            }
        }

        return isAny ? Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant() : "";
    }

    public void Dispose() => _objects?.Dispose();

    private static ObjectId? Find(ImmutableArray<NotesTree> trees, ObjectId commit)
    {
        foreach (var tree in trees)
        {
            if (tree.Find(commit) is { } blob)
            {
                return blob;
            }
        }

        return null;
    }

    private NoteReading ReadBlob(ObjectId blob) => _objects!.Read(blob, out var content, Claims.Limits.Note) switch
    {
        ReplyKind.Whole => _reader.Value.Read(content),
        ReplyKind.Cut => NoteReading.Unread(NoteStatus.OverLimit),
        _ => NoteReading.Unread(NoteStatus.Missing),
    };

    private ObjectId? TreeOf(ObjectId commit) =>
        _objects!.Read(commit, out var content) == ReplyKind.Whole && CommitParser.Parse(commit, content) is { } read ? read.Tree : null;

    // A notes ref without fan-out lists all its notes in one tree.
    private byte[]? ReadTree(ObjectId tree) => _objects!.Read(tree, out var content, GitLimits.TreeBytes) == ReplyKind.Whole ? content.ToArray() : null;
}
