namespace Provenance.Engine.History.Ignoring;

/// <summary>What a line looks like: how often each pair of neighbouring bytes stands in it, letters without case and white space as one.</summary>
/// <remarks>The measure of <c>git blame --ignore-rev</c> (git 2.23). White space is put at both ends; pairs of white space count nothing.</remarks>
internal sealed class LineLikeness
{
    // Distinct pairs, ascending, and how often each is there; 0 once others have used it up.
    private readonly ushort[] _pairs;
    private readonly int[] _counts;

    private LineLikeness(ushort[] pairs, int[] counts, int total)
    {
        _pairs = pairs;
        _counts = counts;
        Total = total;
    }

    /// <summary>Pairs of the line as it was: no line shares more with it.</summary>
    public int Total { get; }

    /// <summary>Distinct pairs: what a comparison costs.</summary>
    public int Length => _pairs.Length;

    public static LineLikeness Of(ReadOnlySpan<byte> line)
    {
        var all = new ushort[line.Length + 1];
        var count = 0;
        byte before = 0;
        for (var i = 0; i <= line.Length; i++)
        {
            var next = i == line.Length ? (byte)0 : Fold(line[i]);
            if ((before | next) != 0)
            {
                all[count++] = (ushort)(before | (next << 8));
            }

            before = next;
        }

        Array.Sort(all, 0, count);
        var (pairs, counts) = (new List<ushort>(count), new List<int>(count));
        for (var i = 0; i < count; i++)
        {
            if (pairs.Count > 0 && pairs[^1] == all[i])
            {
                counts[^1]++;
            }
            else
            {
                pairs.Add(all[i]);
                counts.Add(1);
            }
        }

        return new LineLikeness([.. pairs], [.. counts], count);
    }

    /// <summary>Pairs that both lines have, each as often as both have it.</summary>
    public int Shared(LineLikeness other)
    {
        var shared = 0;
        for (var (i, j) = (0, 0); i < _pairs.Length && j < other._pairs.Length;)
        {
            var (here, there) = (_pairs[i], other._pairs[j]);
            shared += here == there ? Math.Min(_counts[i], other._counts[j]) : 0;
            i += here <= there ? 1 : 0;
            j += there <= here ? 1 : 0;
        }

        return shared;
    }

    /// <summary>Takes away what another line accounts for.</summary>
    public void Subtract(LineLikeness other)
    {
        for (var (i, j) = (0, 0); i < _pairs.Length && j < other._pairs.Length;)
        {
            var (here, there) = (_pairs[i], other._pairs[j]);
            _counts[i] = here == there ? Math.Max(0, _counts[i] - other._counts[j]) : _counts[i];
            i += here <= there ? 1 : 0;
            j += there <= here ? 1 : 0;
        }
    }

    private static byte Fold(byte b) => b switch
    {
        (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' => 0,
        >= (byte)'A' and <= (byte)'Z' => (byte)(b | 0x20),
        _ => b,
    };
}
