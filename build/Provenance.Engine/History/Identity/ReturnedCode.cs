using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Identity;

/// <summary>Knows code that died, by fingerprints, and tells when a long run of it comes back: its units weigh nothing, so that no one gains by deleting and restoring.</summary>
/// <remarks>
/// Of every run of at least 50 dead units, the windows of 34 units at every 17th unit are kept, and the first and the last one. A return of
/// 50 units holds at least one of them whole wherever it was cut. Units beside a window that are too few for a window of
/// their own follow it. The fingerprints grow by about one for 17 dead units; the units themselves are not kept.
/// </remarks>
internal sealed class ReturnedCode
{
    /// <summary>Shorter runs are no return: they match by chance.</summary>
    public const int MinUnits = 50;

    private const int Window = 34;
    private const int Stride = 17;

    private readonly WindowHash _window = new(Window);
    private readonly HashSet<ulong> _dead;
    private readonly List<ulong> _hashes = [];

    public ReturnedCode(IEnumerable<ulong> fingerprints) => _dead = [.. fingerprints];

    /// <summary>Ascending.</summary>
    public ulong[] Fingerprints()
    {
        var result = _dead.ToArray();
        Array.Sort(result);
        return result;
    }

    /// <summary>Remembers a run that died.</summary>
    public void Bury(ReadOnlySpan<ulong> units)
    {
        if (units.Length < MinUnits)
        {
            return;
        }

        for (var start = 0; start + Window <= units.Length; start += Stride)
        {
            _dead.Add(WindowHash.Of(units.Slice(start, Window)));
        }

        _dead.Add(WindowHash.Of(units[^Window..]));
    }

    /// <summary>Marks the units of a born run that died before.</summary>
    /// <param name="returned">As long as <paramref name="units"/>; set where a unit returns, left alone elsewhere.</param>
    public void Mark(ReadOnlySpan<ulong> units, Span<bool> returned)
    {
        if (units.Length < MinUnits || _dead.Count == 0)
        {
            return;
        }

        _window.Read(units, _hashes);
        var hashes = CollectionsMarshal.AsSpan(_hashes);
        var (start, end) = (-1, -1);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (!_dead.Contains(hashes[i]))
            {
                continue;
            }

            if (start < 0 || i - end > 2 * (Stride - 1))
            {
                Close(start, end, returned);
                start = i;
            }

            end = i + Window;
        }

        Close(start, end, returned);
    }

    private static void Close(int start, int end, Span<bool> returned)
    {
        if (start < 0)
        {
            return;
        }

        start = start < Stride ? 0 : start;
        end = returned.Length - end < Stride ? returned.Length : end;
        if (end - start >= MinUnits)
        {
            returned[start..end].Fill(true);
        }
    }
}
