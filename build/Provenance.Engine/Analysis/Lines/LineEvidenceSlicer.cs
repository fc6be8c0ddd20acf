using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Claims.Marks;
using Provenance.Engine.Claims.Notes;
using Provenance.Engine.Claims.Traces;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Scanning;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.Analysis.Lines;

/// <summary>Gathers what is known about the lines of a version where they are born: marks in its text, overlay entries, the commit's note, verified trace records.</summary>
internal sealed class LineEvidenceSlicer : ILineSlicer, IDisposable
{
    private const int SecondsPerDay = 86_400;

    private readonly CleanRoom _room;
    private readonly Lazy<Registry> _registry;
    private readonly NoteSource _notes;
    private readonly Lazy<SourceMarkReader> _marks;
    private readonly OverlayMarks _overlay;
    private readonly TraceSearch _traces;
    private readonly bool _readsReuse;
    private readonly bool _hasUnreadTraces;
    private readonly UnreadObjects _unread;
    private readonly SourceDecoder _decoder = new();
    private readonly TokenScanner _scanner = new();
    private readonly TokenBuffer _tokens = new();
    private readonly HashSet<ObjectId> _marked = [];
    private ObjectReader? _objects;
    private (ObjectId Commit, ReuseFile? File, bool IsUnread) _reuse;

    /// <param name="unread">Receives what cannot be read: lines of which it may speak are nobody's.</param>
    public LineEvidenceSlicer(CleanRoom room, LineEvidenceInputs inputs, NoteSource notes, UnreadObjects unread)
    {
        _unread = unread;
        _hasUnreadTraces = inputs.HasUnreadTraces;
        _room = room;
        _registry = inputs.Agents;
        _notes = notes;
        _marks = new Lazy<SourceMarkReader>(() => new SourceMarkReader(inputs.Agents.Value, inputs.Policy.Policy.Attributes, inputs.Policy.Policy.HumanAttributes));
        _overlay = new OverlayMarks(inputs.Agents, inputs.Policy.Overlay);
        _traces = new TraceSearch(inputs.Traces);
        _readsReuse = inputs.HasReuseFile;
    }

    /// <summary>How many trace ranges no commit of the walk has proved.</summary>
    public string Remark => _traces.Unverified == 0 ? "" : _traces.Unverified.ToString(CultureInfo.InvariantCulture);

    public bool NeedsWholeHistory => !_traces.IsEmpty;

    public string DigestOf(IEnumerable<ObjectId> commits) => _notes.DigestOf(commits);

    public void Visit(RawCommit commit)
    {
        if (!_traces.IsEmpty)
        {
            _traces.Visit(commit);
        }
    }

    public bool Concerns(RawCommit commit, RawChange change) =>
        _marked.Contains(change.NewBlob!.Value) || _readsReuse || _hasUnreadTraces || _traces.Concerns(change.Path) || _overlay.Concern(change.Path)
        || _notes.Find(commit.Id)?.Concerns(change.Path) == true;

    public ImmutableArray<LineSlice> Slice(RawCommit commit, RawChange change, ReadOnlySpan<byte> content)
    {
        var note = _notes.Find(commit.Id);
        var (isNoted, isTraced, isCorrected) = (note?.Concerns(change.Path) == true, _traces.Concerns(change.Path), _overlay.Concern(change.Path));
        var text = _decoder.Decode(content, out var encoding);
        if (encoding == SourceEncoding.NotText)
        {
            return [];
        }

        var mayHoldMarks = _marks.Value.MayHoldMarks(text);
        if (!mayHoldMarks && !isNoted && !isTraced && !isCorrected && !_readsReuse && !_hasUnreadTraces)
        {
            return [];
        }

        if (mayHoldMarks)
        {
            // Whatever it says today: a rule may be valid on the day on which the same text comes back.
            _marked.Add(change.NewBlob!.Value);
        }

        var lineCount = LineCount(text);
        var sources = new FileSources(change.Path, lineCount) { Note = note };
        if (mayHoldMarks || isCorrected)
        {
            _tokens.Clear();
            _scanner.Scan(text, _tokens);
            var tokens = new SourceTokens(text, _tokens.Starts, _tokens.Lengths);
            var marks = mayHoldMarks ? _marks.Value.Read(tokens, DayOf(commit)).Marks : [];
            sources = sources with { Marks = marks, Overlays = isCorrected ? _overlay.Read(change.Path, tokens, lineCount) : [] };
        }

        if (_readsReuse && ContributorOf(commit, change.Path, lineCount) is { } contributor)
        {
            sources = sources with { Marks = sources.Marks.Add(contributor) };
        }

        if (isTraced)
        {
            sources = sources with { Traces = AddedLines(change, content) is { } added ? _traces.Take(change.Path, text, added) : [Unreadable(lineCount, ClaimSource.AgentTrace)] };
        }

        if (_hasUnreadTraces)
        {
            // Last, as later records supersede earlier ones.
            sources = sources with { Traces = sources.Traces.Add(Unreadable(lineCount, ClaimSource.AgentTrace)) };
        }

        var partition = LinePartition.Of(sources);
        return partition.IsTrivial ? [] :
        [
            .. partition.Runs
                .Select(run => new LineSlice(run.Lines.First, run.Lines.Last, SliceCodec.Write(partition.Slices[run.Slice])))
                .Where(slice => slice.Slice.Length > 0),
        ];
    }

    public void Dispose() => _objects?.Dispose();

    private static LineMark Unreadable(int lineCount, ClaimSource source) => new(new LineRange(1, Math.Max(1, lineCount)), Label.Unknown, source, LineRules.Unreadable, []);

    /// <summary>Null when what stood there before cannot be read.</summary>
    private ImmutableArray<LineRange>? AddedLines(RawChange change, ReadOnlySpan<byte> content)
    {
        var units = new LineUnits();
        var after = units.Read(content)!;
        var before = UnitSequence.Empty;
        if (change.OldBlob is { } old)
        {
            var kind = Read(old, out var replaced);
            if (kind is ReplyKind.Missing or ReplyKind.Ended)
            {
                _unread.Add(old, isVersion: true);
                return null;
            }

            before = kind == ReplyKind.Whole ? units.Read(replaced)! : before;
        }

        return AddedLineRanges.Between(before, after);
    }

    private LineMark? ContributorOf(RawCommit commit, string path, int lineCount)
    {
        if (_reuse.Commit != commit.Id)
        {
            _reuse = ReadReuse(commit);
        }

        return _reuse.IsUnread ? Unreadable(lineCount, ClaimSource.Spdx) : _reuse.File?.Find(path, lineCount);
    }

    private (ObjectId Commit, ReuseFile? File, bool IsUnread) ReadReuse(RawCommit commit)
    {
        var unread = new UnreadObjects();
        ReuseFile? file = null;
        if (Objects is not { } objects)
        {
            unread.Add(commit.Id);
        }
        else if (TreePath.Find(objects, commit.Id, LineEvidenceInputs.ReusePath, unread) is { } blob)
        {
            switch (objects.Read(blob, out var content))
            {
                case ReplyKind.Whole:
                    file = ReuseFile.Read(content, folder: "", _registry.Value, DayOf(commit));
                    break;
                case ReplyKind.Missing or ReplyKind.Ended:
                    unread.Add(blob);
                    break;
            }
        }

        _unread.AddAll(unread);
        return (commit.Id, file, !unread.IsEmpty);
    }

    private ReplyKind Read(ObjectId blob, out ReadOnlySpan<byte> content)
    {
        content = [];
        return Objects?.Read(blob, out content) ?? ReplyKind.Ended;
    }

    private ObjectReader? Objects => _objects ??= ObjectReader.Open(_room);

    private static int DayOf(RawCommit commit) =>
        (int)Math.Clamp(Math.DivRem(commit.AuthorSeconds, SecondsPerDay, out var rest) - (rest < 0 ? 1 : 0), int.MinValue + 1L, int.MaxValue - 1L);

    private static int LineCount(ReadOnlySpan<byte> text) => text.Count((byte)'\n') + (text.IsEmpty || text[^1] == (byte)'\n' ? 0 : 1);
}
