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
    private readonly HashSet<ulong> _dead = [];

    // Of the few that died more than once, how often more.
    private readonly Dictionary<ulong, int> _again = [];
    private readonly List<ulong> _hashes = [];

    public ReturnedCode(ReadOnlySpan<ulong> fingerprints)
    {
        foreach (var fingerprint in fingerprints)
        {
            Add(fingerprint);
        }
    }

    /// <summary>Ascending; one that died more than once is there as often.</summary>
    public ulong[] Fingerprints()
    {
        ulong[] result = [.. _dead, .. _again.SelectMany(pair => Enumerable.Repeat(pair.Key, pair.Value))];
        Array.Sort(result);
        return result;
    }

    /// <summary>Remembers a run that died.</summary>
    public void Bury(ReadOnlySpan<ulong> units)
    {
        for (var start = units.Length < MinUnits ? -1 : 0; start >= 0; start = Next(units, start))
        {
            Add(WindowHash.Of(units.Slice(start, Window)));
        }
    }

    /// <summary>Forgets a run that was buried and was not dead after all: who copies it writes new code.</summary>
    public void Exhume(ReadOnlySpan<ulong> units)
    {
        for (var start = units.Length < MinUnits ? -1 : 0; start >= 0; start = Next(units, start))
        {
            Remove(WindowHash.Of(units.Slice(start, Window)));
        }
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

    /// <summary>Where the next window of a run begins; the last one ends with it. −1 after that.</summary>
    private static int Next(ReadOnlySpan<ulong> units, int start)
    {
        var last = units.Length - Window;
        return start == last ? -1 : Math.Min(start + Stride, last);
    }

    private void Add(ulong fingerprint)
    {
        if (!_dead.Add(fingerprint))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_again, fingerprint, out _)++;
        }
    }

    private void Remove(ulong fingerprint)
    {
        if (!_again.TryGetValue(fingerprint, out var more))
        {
            _dead.Remove(fingerprint);
        }
        else if (more > 1)
        {
            _again[fingerprint] = more - 1;
        }
        else
        {
            _again.Remove(fingerprint);
        }
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
