using System.Buffers;
using System.Runtime.InteropServices;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Identity;

/// <summary>One file in one commit: its two versions, and which units of the new one are units of an old one.</summary>
/// <remarks>Made for one commit and disposed with it; a unit is kept at most once.</remarks>
internal sealed class FileStep : IDisposable
{
    private readonly bool[] _oldTaken;
    private readonly bool[] _newTaken;

    /// <param name="old">Empty for a file that is new.</param>
    /// <param name="new">Empty for a file that is gone.</param>
    public FileStep(UnitSequence old, UnitSequence @new)
    {
        Old = old;
        New = @new;
        _oldTaken = Rent(old.Count);
        _newTaken = Rent(@new.Count);
    }

    public UnitSequence Old { get; }

    public UnitSequence New { get; }

    /// <summary>In the order in which they were found: aligned ones first, ascending.</summary>
    public List<Piece> Pieces { get; } = [];

    public List<Region> Regions { get; private set; } = [];

    /// <summary>Takes over a diff and remembers the stretches between its matches.</summary>
    public void Align(int file, List<Match> matches)
    {
        foreach (var match in matches)
        {
            Take(this, new Piece(file, match.OldStart, match.NewStart, match.Length, PieceKind.Aligned));
        }

        Regions = RegionsBetween(matches, Old.Count, New.Count);
    }

    /// <summary>The stretches between the matches of a diff, ascending; none is empty on both sides.</summary>
    public static List<Region> RegionsBetween(List<Match> matches, int oldCount, int newCount)
    {
        var regions = new List<Region>();
        var (oldAt, newAt) = (0, 0);
        foreach (var match in matches)
        {
            Add(match.OldStart, match.NewStart);
            (oldAt, newAt) = (match.OldStart + match.Length, match.NewStart + match.Length);
        }

        Add(oldCount, newCount);
        return regions;

        void Add(int oldEnd, int newEnd)
        {
            if (oldEnd > oldAt || newEnd > newAt)
            {
                regions.Add(new Region(oldAt, oldEnd, newAt, newEnd));
            }
        }
    }

    /// <summary>Keeps a run that <paramref name="source"/> had.</summary>
    public void Take(FileStep source, Piece piece)
    {
        source._oldTaken.AsSpan(piece.OldStart, piece.Length).Fill(true);
        _newTaken.AsSpan(piece.NewStart, piece.Length).Fill(true);
        Pieces.Add(piece);
    }

    /// <summary>New units that something outside this commit accounts for.</summary>
    public void TakeNew(int start, int length) => _newTaken.AsSpan(start, length).Fill(true);

    /// <summary>Old units that go on in a copy.</summary>
    public void TakeOld(int start, int length) => _oldTaken.AsSpan(start, length).Fill(true);

    public bool IsOldFree(int unit) => !_oldTaken[unit];

    public bool IsNewFree(int unit) => !_newTaken[unit];

    /// <summary>Whether anything new stands in a region.</summary>
    public bool HasNew(Region region) => _newTaken.AsSpan(region.NewStart, region.NewEnd - region.NewStart).Contains(false);

    public FreeRuns FreeOld(int file) => new(CollectionsMarshal.AsSpan(Regions), _oldTaken, file, isOld: true);

    public FreeRuns FreeNew(int file) => new(CollectionsMarshal.AsSpan(Regions), _newTaken, file, isOld: false);

    public FreeRuns FreeOldIn(int file, in Region region) => new(new ReadOnlySpan<Region>(in region), _oldTaken, file, isOld: true);

    public void Dispose()
    {
        ArrayPool<bool>.Shared.Return(_oldTaken);
        ArrayPool<bool>.Shared.Return(_newTaken);
    }

    private static bool[] Rent(int length)
    {
        var array = ArrayPool<bool>.Shared.Rent(length);
        array.AsSpan(0, length).Clear();
        return array;
    }
}
