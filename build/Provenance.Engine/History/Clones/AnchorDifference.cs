using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Clones;

/// <summary>What of two texts' anchors the other has not, counted as often as it stands there. It need not be the least: what both have may be in both lists.</summary>
internal sealed class AnchorDifference
{
    /// <summary>Anchors that are looked ahead for one that is the same again.</summary>
    private const int MostAhead = 64;

    private readonly List<uint> _removed = [];
    private readonly List<uint> _added = [];

    public ReadOnlySpan<uint> Removed => CollectionsMarshal.AsSpan(_removed);

    public ReadOnlySpan<uint> Added => CollectionsMarshal.AsSpan(_added);

    /// <summary>Finds what is in one only, and is the same whenever the same two are compared; valid until the next time.</summary>
    public void Compare(ReadOnlySpan<uint> before, ReadOnlySpan<uint> after)
    {
        _removed.Clear();
        _added.Clear();
        var (i, j) = (0, 0);
        while (true)
        {
            var same = before[i..].CommonPrefixLength(after[j..]);
            (i, j) = (i + same, j + same);
            if (i == before.Length || j == after.Length)
            {
                break;
            }

            var (gone, come) = Ahead(before[i..], after[j..]);
            _removed.AddRange(before.Slice(i, gone));
            _added.AddRange(after.Slice(j, come));
            (i, j) = (i + gone, j + come);
        }

        _removed.AddRange(before[i..]);
        _added.AddRange(after[j..]);
    }

    // How many to leave out of either until they go on in the same way; one of each where that is not near.
    private static (int Before, int After) Ahead(ReadOnlySpan<uint> before, ReadOnlySpan<uint> after)
    {
        var gone = before[..Math.Min(MostAhead, before.Length)].IndexOf(after[0]);
        var come = after[..Math.Min(MostAhead, after.Length)].IndexOf(before[0]);
        return (gone, come) switch
        {
            ( < 0, < 0) => (1, 1),
            ( >= 0, _) when come < 0 || gone <= come => (gone, 0),
            _ => (0, come),
        };
    }
}
