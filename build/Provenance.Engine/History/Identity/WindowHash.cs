namespace Provenance.Engine.History.Identity;

/// <summary>Hash of every window of a fixed length over a sequence of units, in one pass (M. O. Rabin's rolling polynomial, modulo 2^64 over 64-bit hashes).</summary>
internal sealed class WindowHash
{
    private const ulong Base = 0x9E3779B97F4A7C15;

    private readonly ulong _leading = 1;

    public WindowHash(int length)
    {
        Length = length;
        for (var i = 1; i < length; i++)
        {
            _leading *= Base;
        }
    }

    public int Length { get; }

    /// <summary>Writes the hash of the window that begins at each unit.</summary>
    /// <param name="windows">Cleared first; one per window, none when the sequence is shorter than one.</param>
    public void Read(ReadOnlySpan<ulong> units, List<ulong> windows)
    {
        windows.Clear();
        if (units.Length < Length)
        {
            return;
        }

        var hash = Of(units[..Length]);
        windows.Add(hash);
        for (var i = Length; i < units.Length; i++)
        {
            hash = ((hash - (units[i - Length] * _leading)) * Base) + units[i];
            windows.Add(hash);
        }
    }

    public static ulong Of(ReadOnlySpan<ulong> units)
    {
        ulong hash = 0;
        foreach (var unit in units)
        {
            hash = (hash * Base) + unit;
        }

        return hash;
    }
}
