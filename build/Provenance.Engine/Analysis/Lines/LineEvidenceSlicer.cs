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
    private readonly SourceDecoder _decoder = new();
    private readonly TokenScanner _scanner = new();
    private readonly TokenBuffer _tokens = new();
    private readonly HashSet<ObjectId> _marked = [];
    private ObjectReader? _objects;
    private (ObjectId Commit, ReuseFile? File) _reuse;

    public LineEvidenceSlicer(CleanRoom room, LineEvidenceInputs inputs, NoteSource notes)
    {
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
        _marked.Contains(change.NewBlob!.Value) || _readsReuse || _traces.Concerns(change.Path) || _overlay.Concern(change.Path)
        || _notes.Find(commit.Id)?.FindFile(change.Path) is not null;

    public ImmutableArray<LineSlice> Slice(RawCommit commit, RawChange change, ReadOnlySpan<byte> content)
    {
        var note = _notes.Find(commit.Id);
        var (isNoted, isTraced, isCorrected) = (note?.FindFile(change.Path) is not null, _traces.Concerns(change.Path), _overlay.Concern(change.Path));
        var text = _decoder.Decode(content, out var encoding);
        if (encoding == SourceEncoding.NotText)
        {
            return [];
        }

        var mayHoldMarks = _marks.Value.MayHoldMarks(text);
        if (!mayHoldMarks && !isNoted && !isTraced && !isCorrected && !_readsReuse)
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

        if (_readsReuse && ReuseOf(commit)?.Find(change.Path, lineCount) is { } contributor)
        {
            sources = sources with { Marks = sources.Marks.Add(contributor) };
        }

        if (isTraced)
        {
            sources = sources with { Traces = _traces.Take(change.Path, text, AddedLines(change, content)) };
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

    private ImmutableArray<LineRange> AddedLines(RawChange change, ReadOnlySpan<byte> content)
    {
        var units = new LineUnits();
        var after = units.Read(content)!;
        var before = change.OldBlob is { } old && Objects?.Read(old, out var replaced) == ReplyKind.Whole ? units.Read(replaced)! : UnitSequence.Empty;
        return AddedLineRanges.Between(before, after);
    }

    private ReuseFile? ReuseOf(RawCommit commit)
    {
        if (_reuse.Commit != commit.Id)
        {
            var file = Objects?.Read(commit.Id, LineEvidenceInputs.ReusePath, out var content) == ReplyKind.Whole
                ? ReuseFile.Read(content, folder: "", _registry.Value, DayOf(commit))
                : null;
            _reuse = (commit.Id, file);
        }

        return _reuse.File;
    }

    private ObjectReader? Objects => _objects ??= ObjectReader.Open(_room);

    private static int DayOf(RawCommit commit) =>
        (int)Math.Clamp(Math.DivRem(commit.AuthorSeconds, SecondsPerDay, out var rest) - (rest < 0 ? 1 : 0), int.MinValue + 1L, int.MaxValue - 1L);

    private static int LineCount(ReadOnlySpan<byte> text) => text.Count((byte)'\n') + (text.IsEmpty || text[^1] == (byte)'\n' ? 0 : 1);
}
